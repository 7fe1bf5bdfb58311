import { FnxError } from '../../../model/diagnostic.ts'
import type { Properties } from '../../../model/value.ts'
import type { AliyunClient } from '../client.ts'
import { diagnose, foreign } from '../diagnose.ts'
import { ifThere } from '../kit/if-there.ts'

/** Gives what OSS says of a bucket, or nothing when there is none; another account's is refused. */
export async function infoOf(client: AliyunClient, name: string): Promise<Properties | undefined> {
  try {
    const answer = await ifThere(client.oss('repeatable', name, oss => oss.getBucketInfo(name)))
    return answer?.bucket
  } catch (error) {
    if (diagnose(error).kind === 'denied') throw foreign(`Bucket ${name}, or one of another account,`)
    throw error
  }
}

/** Gives the tags of a bucket. */
export async function tagsOf(client: AliyunClient, name: string): Promise<Readonly<Record<string, string>>> {
  const answer = await ifThere(client.oss('repeatable', name, oss => oss.getBucketTags(name)))
  return Object.fromEntries(Object.entries({ ...answer?.tag }).map(([key, value]) => [key, String(value)]))
}

/** Tells whether a bucket keeps old versions of objects: `Enabled`, `Suspended` or `Disabled`. */
export async function versioningOf(client: AliyunClient, name: string): Promise<string> {
  const answer = await client.oss('repeatable', name, oss => oss.getBucketVersioning(name))
  return answer.versionStatus ?? 'Disabled'
}

/**
 * Deletes all that a bucket holds, a thousand at a time: objects, their old versions and delete markers, and uploads that were
 * begun in parts, each of which keeps a bucket from being deleted
 * (https://help.aliyun.com/zh/oss/developer-reference/deletebucket). Throws E6305 when what was deleted is listed again.
 */
export async function emptyBucket(client: AliyunClient, name: string): Promise<void> {
  const list = (await versioningOf(client, name)) === 'Disabled' ? objectsOf : versionsOf
  const deleted = new Set<string>()
  for (;;) {
    const entries = await list(client, name)
    const [stays] = entries
    if (stays === undefined) break
    if (entries.every(entry => deleted.has(idOf(entry)))) throw stuck(name, stays)
    await client.oss('repeatable', name, oss => oss.deleteMulti(entries, { quiet: true }))
    for (const entry of entries) deleted.add(idOf(entry))
  }
  await abortUploads(client, name)
}

/** An object, a version of one, or the marker of a deleted one. */
interface Entry {
  readonly key: string
  readonly versionId?: string
}

const page = 1000

async function objectsOf(client: AliyunClient, bucket: string): Promise<readonly Entry[]> {
  const { objects } = await client.oss('repeatable', bucket, oss => oss.listV2({ 'max-keys': String(page) }))
  return (objects ?? []).map(({ name }) => ({ key: name }))
}

async function versionsOf(client: AliyunClient, bucket: string): Promise<readonly Entry[]> {
  const found = await client.oss('repeatable', bucket, oss => oss.listObjectVersions({ maxKeys: page }))
  return [...found.objects, ...found.deleteMarker].map(({ name, versionId }) => ({ key: name, versionId }))
}

async function abortUploads(client: AliyunClient, bucket: string): Promise<void> {
  const { uploads } = await client.oss('repeatable', bucket, oss => oss.listUploads({ 'max-uploads': page }))
  for (const { name, uploadId } of uploads ?? [])
    await ifThere(client.oss('repeatable', bucket, oss => oss.abortMultipartUpload(name, uploadId)))
}

function idOf({ key, versionId = '' }: Entry): string {
  return `${versionId} ${key}`
}

function stuck(bucket: string, { key, versionId }: Entry): FnxError {
  const version = versionId === undefined ? '' : `the version ${versionId} of `
  return new FnxError({
    code: 'E6305',
    message: `Bucket ${bucket} keeps ${version}"${key}" after it was deleted.`,
    hint: 'Look for a retention policy or for someone who still writes to the bucket, or delete it in the console.',
  })
}
