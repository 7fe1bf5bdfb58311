import { FnxError } from '../../../model/diagnostic.ts'
import { record } from '../../../model/value.ts'
import type { TencentClient } from '../client.ts'
import { unlessMissing } from '../diagnose.ts'
import { many, textOf } from '../protocols/xml.ts'

/** An object, a version of one, or the marker of a deleted one. */
interface Entry {
  readonly key: string
  readonly versionId: string
}

/**
 * Deletes what a bucket holds, old versions and delete markers too. Throws E6402 when entries are there that COS said to have
 * deleted, so that the emptying ends.
 */
export async function emptyBucket(client: TencentClient, bucket: string): Promise<void> {
  const versioned = await everVersioned(client, bucket)
  const deleted = new Set<string>()
  for (;;) {
    const entries = await entriesOf(client, bucket)
    const [stays] = entries
    if (stays === undefined) return
    if (entries.every(entry => deleted.has(idOf(entry)))) throw stuck(bucket, stays)
    for (const entry of entries) {
      await erase(client, bucket, entry, versioned)
      deleted.add(idOf(entry))
    }
  }
}

/**
 * Without a version, COS deletes the object itself only where versioning was never switched on; elsewhere it lays a delete
 * marker over it, and the version of before is called `null` (cloud.tencent.com/document/product/436/19883 and 436/7743).
 */
async function erase(
  client: TencentClient,
  bucket: string,
  { key, versionId }: Entry,
  versioned: boolean,
): Promise<void> {
  const query = versioned && versionId !== '' ? { query: { versionId } } : {}
  await unlessMissing(client.cos({ method: 'DELETE', bucket, key, ...query, repeatable: true }))
}

/** A bucket says `Enabled` or `Suspended` once versioning was switched on, and nothing before. */
async function everVersioned(client: TencentClient, bucket: string): Promise<boolean> {
  const call = client.cos({ method: 'GET', bucket, action: 'versioning', repeatable: true })
  const reply = await unlessMissing(call)
  return textOf(record(reply?.VersioningConfiguration).Status) !== ''
}

async function entriesOf(client: TencentClient, bucket: string): Promise<readonly Entry[]> {
  const call = client.cos({ method: 'GET', bucket, action: 'versions', repeatable: true })
  const found = record((await unlessMissing(call))?.ListVersionsResult)
  const entries = [...many(found.Version), ...many(found.DeleteMarker)]
  return entries.map(({ Key, VersionId }) => ({ key: textOf(Key), versionId: textOf(VersionId) }))
}

function idOf({ key, versionId }: Entry): string {
  return `${versionId} ${key}`
}

function stuck(bucket: string, { key, versionId }: Entry): FnxError {
  return new FnxError({
    code: 'E6402',
    message: `Bucket ${bucket} keeps the version ${versionId || 'without a name'} of "${key}" after it was deleted.`,
    hint: 'Look for retention rules or for someone who still writes to the bucket, then run the command again.',
  })
}
