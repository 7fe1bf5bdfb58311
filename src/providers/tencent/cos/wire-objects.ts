import { createHash } from 'node:crypto'
import type { Operation, WireReply } from '../../../model/operation.ts'
import type { Properties } from '../../../model/value.ts'
import { pageOf } from '../../kit/listing.ts'
import { cosError, document, empty } from '../protocols/cos.ts'
import { found, tables, word } from '../protocols/tables.ts'
import { type BucketCall, element, elements, objectsOf, onBucket } from './wire-buckets.ts'

/** Objects of COS. Versions are not kept: a bucket has the newest of each. */
export const objects: readonly Operation[] = [
  onBucket('PutObject', true, call => {
    const { store, place, request, now } = call
    const etag = `"${createHash('md5').update(request.body).digest('hex')}"`
    store.put(tables.objects, keyOf(call), {
      Key: place.key,
      hash: store.keep(request.body),
      Size: request.body.byteLength,
      ETag: etag,
      LastModified: now.toISOString(),
      type: request.headers['content-type'] ?? 'application/octet-stream',
      meta: Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => name.startsWith('x-cos-meta-')),
      ),
    })
    return empty(200, { ETag: etag })
  }),
  onObject('HeadObject', false, ({ object }) => empty(200, headersOf(object))),
  onObject('GetObject', false, ({ object, store }) => ({
    status: 200,
    headers: headersOf(object),
    body: store.bytes(word(object.hash)) ?? new Uint8Array(),
  })),
  onBucket('DeleteObject', true, call => {
    call.store.delete(tables.objects, keyOf(call))
    return empty(204)
  }),
  onBucket('DeleteMultipleObjects', true, call => {
    const keys = elements(call, 'Object').map(object => element(object, 'Key'))
    for (const key of keys) call.store.delete(tables.objects, `${call.place.bucket}|${key}`)
    return document({ DeleteResult: { Deleted: keys.map(Key => ({ Key })) } })
  }),
  onBucket('GetBucket', false, call => {
    const { shown, common, truncated, last } = listing(call)
    return document({
      ListBucketResult: {
        ...common,
        ...(truncated ? { NextMarker: last } : {}),
        Contents: shown.map(summary),
      },
    })
  }),
  onBucket('GetBucketObjectVersions', false, call => {
    const { shown, common } = listing(call)
    const Version = shown.map(object => ({ ...summary(object), VersionId: 'null', IsLatest: true }))
    return document({
      ListVersionsResult: { ...common, Version },
    })
  }),
]

function onObject(
  name: string,
  mutates: boolean,
  handle: (call: BucketCall & { readonly object: Properties }) => WireReply,
): Operation {
  return onBucket(name, mutates, call => {
    const object = found(call.store, tables.objects, keyOf(call))
    return object === undefined
      ? cosError('NoSuchKey', 'The specified key does not exist')
      : handle({ ...call, object })
  })
}

function keyOf({ place }: BucketCall): string {
  return `${place.bucket}|${place.key}`
}

function listing({ store, place }: BucketCall) {
  const asked = {
    prefix: place.query.get('prefix') ?? '',
    delimiter: place.query.get('delimiter') ?? '',
    after: place.query.get('marker') ?? place.query.get('key-marker') ?? '',
    most: Number(place.query.get('max-keys') ?? 1000),
  }
  const held = new Map(objectsOf(store, place.bucket).map(object => [word(object.Key), object]))
  const { keys, folders, ...page } = pageOf(held.keys(), asked)
  return {
    ...page,
    shown: keys.map(key => held.get(key)).filter(object => object !== undefined),
    common: {
      Name: place.bucket,
      Prefix: asked.prefix,
      Delimiter: asked.delimiter,
      MaxKeys: asked.most,
      IsTruncated: page.truncated,
      CommonPrefixes: folders.map(Prefix => ({ Prefix })),
    },
  }
}

function summary({ Key, LastModified, ETag, Size }: Properties): Properties {
  return {
    Key: Key ?? '',
    LastModified: LastModified ?? '',
    ETag: ETag ?? '',
    Size: Size ?? 0,
    StorageClass: 'STANDARD',
  }
}

function headersOf(object: Properties): Readonly<Record<string, string>> {
  const meta = Object.entries(typeof object.meta === 'object' ? (object.meta ?? {}) : {})
  return {
    'Content-Type': word(object.type),
    'Content-Length': word(object.Size),
    ETag: word(object.ETag),
    'Last-Modified': new Date(word(object.LastModified)).toUTCString(),
    ...Object.fromEntries(meta.map(([name, value]) => [name, word(value)])),
  }
}
