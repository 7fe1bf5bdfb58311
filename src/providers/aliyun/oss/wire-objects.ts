import { createHash } from 'node:crypto'
import type { WireCall, WireReply } from '../../../model/operation.ts'
import { isRecord, type Properties, record, text, type Value } from '../../../model/value.ts'
import { crc64 } from '../kit/crc64.ts'
import { placeOf } from '../protocols/oss-place.ts'
import { element, escaped, noContent, operation, xml, xmlError } from '../protocols/reply.ts'
import { tagged, withBucket } from './wire-bucket-of.ts'
import { dropCurrent, dropVersion, listedVersions, objectTable, putCurrent } from './wire-versions.ts'

/** Calls of OSS on objects. */
export const objects = [
  operation('oss', 'PutObject', call => withBucket(call, () => put(call))),
  operation('oss', 'GetObject', call => withObject(call, live => whole(call, live))),
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
  const prefix = query.get('prefix') ?? ''
  const after = query.get('continuation-token') ?? query.get('start-after') ?? query.get('marker') ?? ''
  const most = Number(query.get('max-keys') ?? 100)
  const all = call.store
    .list(objectTable)
    .filter(([key]) => key.startsWith(`${bucket}/${prefix}`) && key > `${bucket}/${after}`)
  const page = all.slice(0, most)
  const rest = all.length > page.length
  const last = page.at(-1)?.[0].slice(bucket.length + 1) ?? ''
  const next = rest
    ? element('NextContinuationToken', escaped(last)) + element('NextMarker', escaped(last))
    : ''
  const head = `${element('Name', bucket)}${element('Prefix', escaped(prefix))}${element('KeyCount', String(page.length))}`
  const contents = page.map(([key, live]) => entry(key.slice(bucket.length + 1), live))
  const body = `${head}${element('IsTruncated', String(rest))}${next}${contents.join('')}`
  return xml(200, element('ListBucketResult', body))
}

function entry(key: string, value: Value): string {
  const live = record(value)
  return element(
    'Contents',
    [
      element('Key', escaped(key)),
      element('LastModified', text(live.modified) ?? ''),
      element('ETag', `&#34;${text(live.etag) ?? ''}&#34;`),
      element('Size', text(live.size) ?? '0'),
      element('StorageClass', 'Standard'),
    ].join(''),
  )
}
