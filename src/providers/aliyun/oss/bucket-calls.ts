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
    if (diagnose(error).trouble === 'denied') throw foreign(`Bucket ${name}, or one of another account,`)
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

/** Deletes all that a bucket holds, a thousand objects or versions at a time. */
export async function emptyBucket(client: AliyunClient, name: string): Promise<void> {
  for (;;) {
    const { objects } = await client.oss('repeatable', name, oss => oss.listV2({ 'max-keys': '1000' }))
    const keys = (objects ?? []).map(object => object.name)
    if (keys.length === 0) return
    await client.oss('repeatable', name, oss => oss.deleteMulti(keys, { quiet: true }))
  }
}
