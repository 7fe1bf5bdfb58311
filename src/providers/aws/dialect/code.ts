import { isRecord, type Value } from '../../../model/value.ts'
import { given, present } from './calls.ts'
import { refuse } from './refusal.ts'

/** An object in S3. */
export interface ObjectPointer {
  readonly Bucket: Value
  readonly Key: Value
  readonly Version?: Value
  readonly StorageMode?: Value
}

/**
 * Gives where a location points: an object in S3, or the text of a local path, which packaging replaces later.
 * Refuses what is neither.
 */
export function locate(location: Value, id: string, property: string): ObjectPointer | string {
  if (isRecord(location)) {
    if (!given(location.Bucket) || !given(location.Key))
      return refuse(id, `${property} needs Bucket and Key.`, ['Properties', property])
    return { ...location, Bucket: location.Bucket, Key: location.Key }
  }
  if (typeof location !== 'string')
    return refuse(id, `${property} must be a path, an s3:// address or a map.`, ['Properties', property])
  checkDynamic(location, id, property)
  return pointer(location) ?? localPath(location, id, property)
}

/** Gives the `Code` or `Content` of a location. */
export function codeAt(location: Value, id: string, property: string): Value {
  const found = locate(location, id, property)
  if (typeof found === 'string') return found
  return present({
    S3Bucket: found.Bucket,
    S3Key: found.Key,
    S3ObjectVersion: found.Version,
    S3ObjectStorageMode: found.StorageMode,
  })
}

/** Gives the location of a definition: `Bucket`, `Key` and perhaps `Version`. */
export function definitionAt(location: Value, id: string, property: string): Value {
  const found = locate(location, id, property)
  if (typeof found === 'string') return found
  return present({ Bucket: found.Bucket, Key: found.Key, Version: found.Version })
}

function pointer(location: string): ObjectPointer | undefined {
  const parts = /^s3:\/\/([^/?#[\]]+)(\/[^?#]*)(?:\?([^#]*))?(?:#.*)?$/i.exec(location)
  if (parts?.[1] === undefined || parts[2] === undefined) return undefined
  const object = { Bucket: parts[1], Key: parts[2].replace(/^\/+/, '') }
  const [version, ...others] = new URLSearchParams(parts[3] ?? '').getAll('versionId')
  return version === undefined || version === '' || others.length > 0
    ? object
    : { ...object, Version: version }
}

function localPath(location: string, id: string, property: string): string {
  if (/^[a-z][\w+.-]+:/i.test(location))
    refuse(id, `${property} is not a valid address of the form s3://bucket/key.`, ['Properties', property])
  return location
}

/** A reference with a path in it cannot be told from the rest of an address. */
function checkDynamic(location: string, id: string, property: string): void {
  const found = /\{\{resolve:(ssm|ssm-secure|secretsmanager):[\w.\-/]+(:\d+)?\}\}/.exec(location)
  if (found?.[0].includes('/'))
    refuse(id, `${property} takes no dynamic reference with a slash.`, ['Properties', property])
}
