import { createHash } from 'node:crypto'
import type { WireCall, WireReply } from '../../../model/operation.ts'
import { isRecord, type Properties, record, text, type Value } from '../../../model/value.ts'
import { pageOf } from '../../kit/listing.ts'
import { crc64 } from '../kit/crc64.ts'
import { placeOf } from '../protocols/oss-place.ts'
import { dated, element, escaped, noContent, operation, xml, xmlError } from '../protocols/reply.ts'
import { tagged, withBucket } from './wire-bucket-of.ts'
import { dropCurrent, dropVersion, listedVersions, objectTable, putCurrent } from './wire-versions.ts'

/** Calls of OSS on objects. */
export const objects = [
  operation('oss', 'PutObject', call => withBucket(call, () => put(call))),
  operation('oss', 'GetObject', call => withObject(call, live => part(call, whole(call, live)))),
  operation('oss', 'HeadObject', call => withObject(call, live => ({ ...whole(call, live), body: '' }))),
  operation('oss', 'DeleteObject', call => withBucket(call, () => remove(call))),
  operation('oss', 'DeleteMultipleObjects', call => withBucket(call, () => removeMany(call))),
  operation('oss', 'ListObjects', call => withBucket(call, () => listed(call))),
  operation('oss', 'ListObjectVersions', call =>
    withBucket(call, () => listedVersions(call, placeOf(call.request).bucket)),
  ),
  // No upload is ever under way in parts: the local cloud takes objects whole.
  operation('oss', 'ListMultipartUploads', call =>
    withBucket(call, () => xml(200, element('ListMultipartUploadsResult', element('IsTruncated', 'false')))),
  ),
]

function withObject(call: WireCall, answer: (live: Properties) => WireReply): WireReply {
  return withBucket(call, () => {
    const live = call.store.get(objectTable, keyOf(call))
    return isRecord(live) ? answer(live) : xmlError(404, 'NoSuchKey', 'The specified key does not exist.')
  })
}

function keyOf({ request }: WireCall): string {
  const { bucket, key } = placeOf(request)
  return `${bucket}/${key}`
}

function put(call: WireCall): WireReply {
  const { body, headers } = call.request
  const etag = createHash('md5').update(body).digest('hex').toUpperCase()
  const meta = Object.entries(headers).filter(([name]) => name.startsWith('x-oss-meta-'))
  const crc = crc64(body)
  putCurrent(call, keyOf(call), {
    hash: call.store.keep(body),
    size: body.length,
    etag,
    crc,
    type: headers['content-type'] ?? 'application/octet-stream',
    modified: call.now.toISOString(),
    meta: Object.fromEntries(meta),
  })
  return xml(200, '', { etag: `"${etag}"`, 'x-oss-hash-crc64ecma': crc })
}

function whole({ store }: WireCall, live: Properties): WireReply {
  const meta = Object.entries(record(live.meta)).map(([name, value]) => [name, text(value) ?? ''] as const)
  return {
    status: 200,
    headers: {
      'content-type': text(live.type) ?? '',
      'content-length': text(live.size) ?? '0',
      etag: `"${text(live.etag) ?? ''}"`,
      'last-modified': new Date(text(live.modified) ?? 0).toUTCString(),
      'x-oss-request-id': 'local',
      'x-oss-hash-crc64ecma': text(live.crc) ?? '',
      'x-oss-object-type': 'Normal',
      ...Object.fromEntries(meta),
    },
    body: store.bytes(text(live.hash) ?? '') ?? '',
  }
}

/** Gives the bytes that a call asks for; a range that is none is taken for all, as OSS does. */
function part({ request }: WireCall, { headers, body = '' }: WireReply): WireReply {
  const [, first = '', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
  const bytes = Buffer.from(body)
  const end = last === '' ? bytes.length - 1 : Math.min(Number(last), bytes.length - 1)
  if (first === '' || Number(first) > end) return { status: 200, headers, body }
  return {
    status: 206,
    headers: {
      ...headers,
      'content-length': String(end - Number(first) + 1),
      'content-range': `bytes ${first}-${end}/${bytes.length}`,
    },
    body: bytes.subarray(Number(first), end + 1),
  }
}

function remove(call: WireCall): WireReply {
  const versionId = new URLSearchParams(call.request.url.split('?')[1] ?? '').get('versionId')
  if (versionId === null) dropCurrent(call, keyOf(call))
  else dropVersion(call, keyOf(call), versionId)
  return noContent()
}

function removeMany(call: WireCall): WireReply {
  const { bucket } = placeOf(call.request)
  const asked = Buffer.from(call.request.body)
    .toString()
    .matchAll(/<Object>.*?<\/Object>/gs)
  const deleted = [...asked].map(([object]) => {
    const [key = ''] = tagged(object, 'Key')
    const [versionId] = tagged(object, 'VersionId')
    if (versionId === undefined) dropCurrent(call, `${bucket}/${key}`)
    else dropVersion(call, `${bucket}/${key}`, versionId)
    return element('Deleted', element('Key', escaped(key)))
  })
  return xml(200, element('DeleteResult', deleted.join('')))
}

function listed(call: WireCall): WireReply {
  const { bucket } = placeOf(call.request)
  const query = new URLSearchParams(call.request.url.split('?')[1] ?? '')
  const asked = {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    after: query.get('continuation-token') ?? query.get('start-after') ?? query.get('marker') ?? '',
    most: Number(query.get('max-keys') ?? 100),
  }
  const held = new Map(
    call.store
      .list(objectTable)
      .filter(([key]) => key.startsWith(`${bucket}/`))
      .map(([key, live]) => [key.slice(bucket.length + 1), live]),
  )
  const { keys, folders, truncated, last } = pageOf(held.keys(), asked)
  const next = element('NextContinuationToken', escaped(last)) + element('NextMarker', escaped(last))
  const parts = [
    element('Name', bucket),
    element('Prefix', escaped(asked.prefix)),
    element('Delimiter', escaped(asked.delimiter)),
    element('MaxKeys', String(asked.most)),
    element('KeyCount', String(keys.length + folders.length)),
    element('IsTruncated', String(truncated)),
    truncated ? next : '',
    ...keys.map(key => entry(key, held.get(key) ?? null)),
    ...folders.map(folder => element('CommonPrefixes', element('Prefix', escaped(folder)))),
  ]
  return xml(200, element('ListBucketResult', parts.join('')))
}

function entry(key: string, value: Value): string {
  const live = record(value)
  return element(
    'Contents',
    [
      element('Key', escaped(key)),
      element('LastModified', dated(live.modified)),
      element('ETag', `&#34;${text(live.etag) ?? ''}&#34;`),
      element('Type', 'Normal'),
      element('Size', text(live.size) ?? '0'),
      element('StorageClass', 'Standard'),
    ].join(''),
  )
}
