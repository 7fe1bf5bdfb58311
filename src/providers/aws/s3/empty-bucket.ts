import { FnxError } from '../../../model/diagnostic.ts'
import { list, type Properties, record, text, type Value } from '../../../model/value.ts'
import type { Session } from '../../kit/call.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'

/** Deletes every version of every object of a bucket; what S3 refuses to delete ends it. */
export async function emptyBucket({ ask, id: Bucket }: Session<AwsClient, CallName<'s3'>>): Promise<void> {
  for (;;) {
    const found = await ask('ListObjectVersions')
    const objects = [...list(found?.Versions), ...list(found?.DeleteMarkers)].map(version)
    if (objects.length === 0) return
    const answer = await ask('DeleteObjects', { Bucket, Delete: { Objects: objects, Quiet: true } })
    refuseErrors(Bucket, list(answer?.Errors).map(record))
  }
}

function version(item: Value): Properties {
  const { Key = '', VersionId } = record(item)
  return { Key, ...(VersionId === undefined ? {} : { VersionId }) }
}

// The call answers 200 even where single objects were not deleted: a lock or a policy holds them, and asking again helps nobody.
function refuseErrors(bucket: string, errors: readonly Properties[]): void {
  const [first] = errors
  if (first === undefined) return
  const others = errors.length === 1 ? '' : ` and ${errors.length - 1} more`
  const reason = text(first.Message) ?? text(first.Code) ?? 'no reason given'
  throw new FnxError({
    code: 'E6210',
    message: `The bucket ${bucket} cannot be emptied: ${text(first.Key) ?? ''}${others} (${reason}).`,
    hint: 'Look for an object lock, a legal hold or a policy that denies s3:DeleteObjectVersion, then run the command again.',
  })
}
