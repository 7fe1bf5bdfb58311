import { createHash } from 'node:crypto'
import type { WireCall, WireRequest } from '../../../model/operation.ts'
import type { Properties } from '../../../model/value.ts'
import { record } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import { children, parseXml, textAt } from '../protocols/xml.ts'
import { bucketOf } from './wire-buckets.ts'
import { onS3, s3Xml } from './wire-service.ts'
import { objectOf, objectTable } from './wire-store.ts'

/** S3's calls on objects. */
export const objects = [
  onS3('PutObject', (call, { bucket, key }) => {
    bucketOf(call, bucket)
    const { headers } = call.request
    if (headers['if-none-match'] === '*' && objectOf(call.store, bucket, key) !== undefined)
      throw fault(
        412,
        'PreconditionFailed',
        'At least one of the pre-conditions you specified did not hold',
        { Condition: 'If-None-Match' },
      )
    const bytes = payloadOf(call.request)
    const made = {
      blob: call.store.keep(bytes),
      etag: `"${createHash('md5').update(bytes).digest('hex')}"`,
      size: bytes.length,
      modified: call.now.toISOString(),
      headers: keptHeaders(headers),
    }
    call.store.put(objectTable, `${bucket}/${key}`, made)
    return { headers: { etag: made.etag } }
  }),
  onS3('GetObject', (call, place) => {
    const found = existing(call, place)
    const bytes = call.store.bytes(String(found.blob)) ?? new Uint8Array()
    return ranged(call.request.headers.range, bytes, described(found))
  }),
  onS3('HeadObject', (call, place) => {
    const found = existing(call, place)
    return { headers: { ...described(found), 'content-length': String(found.size) } }
  }),
  onS3('DeleteObject', (call, { bucket, key }) => {
    bucketOf(call, bucket)
    call.store.delete(objectTable, `${bucket}/${key}`)
    return { status: 204 }
  }),
  onS3('DeleteObjects', (call, { bucket }) => {
    bucketOf(call, bucket)
    const asked = parseXml(Buffer.from(payloadOf(call.request)).toString('utf8'))
    const keys = children(asked, 'Object').map(object => textAt(object, 'Key') ?? '')
    for (const key of keys) call.store.delete(objectTable, `${bucket}/${key}`)
    return { body: s3Xml('DeleteResult', { Deleted: keys.map(Key => ({ Key })) }) }
  }),
  onS3('ListObjectsV2', (call, { bucket, query }) => {
    const { Contents, CommonPrefixes } = listed(call, bucket, query)
    const body = s3Xml('ListBucketResult', {
      ...header(bucket, query),
      KeyCount: Contents.length + CommonPrefixes.length,
      Contents,
      CommonPrefixes,
    })
    return { body }
  }),
  onS3('ListObjects', (call, { bucket, query }) => ({
    body: s3Xml('ListBucketResult', { ...header(bucket, query), Marker: '', ...listed(call, bucket, query) }),
  })),
  onS3('ListObjectVersions', (call, { bucket, query }) => {
    const Version = listed(call, bucket, query).Contents.map(item => ({
      ...item,
      VersionId: 'null',
      IsLatest: true,
    }))
    return { body: s3Xml('ListVersionsResult', { ...header(bucket, query), Version }) }
  }),
]

function header(bucket: string, query: URLSearchParams) {
  const encoding = query.get('encoding-type') ?? undefined
  return {
    Name: bucket,
    Prefix: query.get('prefix') ?? '',
    MaxKeys: 1_000_000,
    IsTruncated: false,
    ...(encoding === undefined ? {} : { EncodingType: encoding }),
  }
}

function listed(call: WireCall, bucket: string, query: URLSearchParams) {
  bucketOf(call, bucket)
  const prefix = query.get('prefix') ?? ''
  const delimiter = query.get('delimiter') ?? ''
  const shown = (key: string): string => (query.has('encoding-type') ? encodeURIComponent(key) : key)
  const found = call.store.list(objectTable).flatMap(([name, value]) => {
    const key = name.startsWith(`${bucket}/`) ? name.slice(bucket.length + 1) : undefined
    return key?.startsWith(prefix) ? [{ key, object: record(value) }] : []
  })
  const folderOf = (key: string): string | undefined => {
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    return end < 0 ? undefined : key.slice(0, end + delimiter.length)
  }
  const folders = [...new Set(found.flatMap(({ key }) => folderOf(key) ?? []))]
  return {
    Contents: found
      .filter(({ key }) => folderOf(key) === undefined)
      .map(({ key, object }) => ({
        Key: shown(key),
        LastModified: object.modified,
        ETag: object.etag,
        Size: object.size,
        StorageClass: 'STANDARD',
      })),
    CommonPrefixes: folders.map(folder => ({ Prefix: shown(folder) })),
  }
}

function existing(
  call: WireCall,
  { bucket, key }: { readonly bucket: string; readonly key: string },
): Properties {
  bucketOf(call, bucket)
  const found = objectOf(call.store, bucket, key)
  if (found === undefined) throw fault(404, 'NoSuchKey', 'The specified key does not exist.', { Key: key })
  return found
}

function described(found: Properties): Record<string, string> {
  const kept = Object.entries(record(found.headers)).map(([name, value]) => [name, String(value)])
  return {
    'content-type': 'binary/octet-stream',
    ...Object.fromEntries(kept),
    etag: String(found.etag),
    'last-modified': new Date(String(found.modified)).toUTCString(),
    'accept-ranges': 'bytes',
  }
}

function ranged(range: string | undefined, bytes: Uint8Array, headers: Record<string, string>) {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? []
  if (from === undefined) return { headers, body: bytes }
  const start = Number(from)
  const end = Math.min(to === undefined || to === '' ? bytes.length - 1 : Number(to), bytes.length - 1)
  if (start >= bytes.length) throw fault(416, 'InvalidRange', 'The requested range is not satisfiable')
  const own = { ...headers, 'content-range': `bytes ${start}-${end}/${bytes.length}` }
  return { status: 206, headers: own, body: bytes.subarray(start, end + 1) }
}

function keptHeaders(headers: WireRequest['headers']): Properties {
  const kept = Object.entries(headers).filter(([name]) =>
    /^(content-type|cache-control|content-disposition|x-amz-meta-.*)$/.test(name),
  )
  return Object.fromEntries(kept)
}

/** Gives the bytes that a request brings, freed of the chunks that newer clients send them in. */
export function payloadOf({ headers, body }: WireRequest): Uint8Array {
  const chunked =
    (headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-') ||
    /aws-chunked/.test(headers['content-encoding'] ?? '')
  if (!chunked) return body
  const parts: Uint8Array[] = []
  let at = 0
  for (;;) {
    const end = indexOfLine(body, at)
    const size = Number.parseInt(Buffer.from(body.subarray(at, end)).toString('latin1'), 16)
    if (Number.isNaN(size))
      throw fault(400, 'IncompleteBody', 'The chunks of the request body cannot be read.')
    if (size === 0) return Buffer.concat(parts)
    parts.push(body.subarray(end + 2, end + 2 + size))
    at = end + 2 + size + 2
  }
}

function indexOfLine(body: Uint8Array, from: number): number {
  const end = Buffer.from(body.buffer, body.byteOffset, body.length).indexOf('\r\n', from)
  if (end < 0) throw fault(400, 'IncompleteBody', 'The request body ended too soon.')
  return end
}
