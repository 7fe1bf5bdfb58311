import type { Store } from '../../../model/operation.ts'
import type { Properties } from '../../../model/value.ts'
import { entry } from '../protocols/scope.ts'

/** The table of buckets, by name. */
export const bucketTable = 'aws.s3.buckets'

/** The table of objects, by `bucket/key`; the bytes lie under their hash. */
export const objectTable = 'aws.s3.objects'

/** Gives what is kept of an object, or nothing. */
export function objectOf(store: Store, bucket: string, key: string): Properties | undefined {
  return entry(store, objectTable, `${bucket}/${key}`)
}

/** Gives the bytes of an object, or nothing. */
export function bytesOf(store: Store, bucket: string, key: string): Uint8Array | undefined {
  const found = objectOf(store, bucket, key)
  return found === undefined ? undefined : store.bytes(String(found.blob))
}
