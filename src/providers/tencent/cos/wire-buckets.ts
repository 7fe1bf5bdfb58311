import type { Operation, Store, WireReply } from '../../../model/operation.ts'
import { list, type Properties, record } from '../../../model/value.ts'
import { localAccount } from '../contract/routes.ts'
import { type CosCall, cosError, cosOperation, document, empty } from '../protocols/cos.ts'
import { all, found, tables, word } from '../protocols/tables.ts'

/** Buckets of COS. */
export const buckets: readonly Operation[] = [
  cosOperation('GetService', false, ({ store }) =>
    document({
      ListAllMyBucketsResult: {
        Owner: owner,
        Buckets: {
          Bucket: all(store, tables.buckets).map(({ Name, Location, CreationDate }) => ({
            Name: Name ?? '',
            Location: Location ?? '',
            CreationDate: CreationDate ?? '',
          })),
        },
      },
    }),
  ),
  cosOperation('PutBucket', true, ({ store, place, request, now }) => {
    if (!place.bucket.endsWith(`-${localAccount.appId}`))
      return cosError('AccessDenied', 'The appid of the bucket is not the one of the key')
    if (!/^[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?-\d+$/.test(place.bucket))
      return cosError('InvalidBucketName', 'The bucket name is not valid')
    if (found(store, tables.buckets, place.bucket) !== undefined)
      return cosError('BucketAlreadyOwnedByYou', 'You own a bucket of this name already')
    store.put(tables.buckets, place.bucket, {
      Name: place.bucket,
      Location: place.region,
      CreationDate: now.toISOString(),
      acl: request.headers['x-cos-acl'] ?? 'private',
      tags: tagsFrom(request.headers['x-cos-tagging']),
      versioning: '',
    })
    return empty()
  }),
  onBucket('HeadBucket', false, ({ bucket }) => empty(200, { 'x-cos-bucket-region': word(bucket.Location) })),
  onBucket('DeleteBucket', true, ({ store, place }) => {
    const prefix = `${place.bucket}|`
    if (store.list(tables.objects).some(([key]) => key.startsWith(prefix)))
      return cosError('BucketNotEmpty', 'The bucket you tried to delete is not empty')
    store.delete(tables.buckets, place.bucket)
    return empty(204)
  }),
  onBucket('GetBucketTagging', false, ({ bucket }) =>
    list(bucket.tags).length === 0
      ? cosError('NoSuchTagSet', 'The bucket has no tags')
      : document({ Tagging: { TagSet: { Tag: bucket.tags ?? [] } } }),
  ),
  onBucket('PutBucketTagging', true, call =>
    change(
      call,
      {
        tags: elements(call, 'Tag').map(tag => ({ Key: element(tag, 'Key'), Value: element(tag, 'Value') })),
      },
      204,
    ),
  ),
  onBucket('DeleteBucketTagging', true, call => change(call, { tags: [] }, 204)),
  onBucket('GetBucketAcl', false, ({ bucket }) => document(aclDocument(word(bucket.acl)))),
  onBucket('PutBucketAcl', true, call =>
    change(call, { acl: call.request.headers['x-cos-acl'] ?? 'private' }),
  ),
  onBucket('GetBucketVersioning', false, ({ bucket }) => {
    const Status = word(bucket.versioning)
    return document({ VersioningConfiguration: Status === '' ? {} : { Status } })
  }),
  onBucket('PutBucketVersioning', true, call =>
    change(call, { versioning: elements(call, 'Status')[0] ?? '' }),
  ),
]

const owner = {
  ID: `qcs::cam::uin/${localAccount.uin}:uin/${localAccount.uin}`,
  DisplayName: localAccount.uin,
}

/** A call for a bucket that is there. */
export interface BucketCall extends CosCall {
  readonly bucket: Properties
}

/** Makes an operation on a bucket; one that is not there is refused. */
export function onBucket(name: string, mutates: boolean, handle: (call: BucketCall) => WireReply): Operation {
  return cosOperation(name, mutates, call => {
    const bucket = found(call.store, tables.buckets, call.place.bucket)
    return bucket === undefined
      ? cosError('NoSuchBucket', 'The specified bucket does not exist')
      : handle({ ...call, bucket })
  })
}

function change({ store, place, bucket }: BucketCall, changed: Properties, status = 200): WireReply {
  store.put(tables.buckets, place.bucket, { ...bucket, ...changed })
  return empty(status)
}

function tagsFrom(header: string | undefined): readonly Properties[] {
  return [...new URLSearchParams(header ?? '')].map(([Key, Value]) => ({ Key, Value }))
}

/** Gives the contents of each element of a name in the body. */
export function elements({ request }: CosCall, name: string): readonly string[] {
  const body = Buffer.from(request.body).toString('utf8')
  return [...body.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'g'))].map(
    ([, inner]) => inner ?? '',
  )
}

/** Gives the text of an element inside a piece of XML. */
export function element(inner: string, name: string): string {
  const [, found = ''] = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(inner) ?? []
  return found
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/&(lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '')
    .replaceAll('&amp;', '&')
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'" }

function aclDocument(acl: string): Properties {
  const everyone = { URI: 'http://cam.qcloud.com/groups/global/AllUsers' }
  const Grant = [
    { Grantee: owner, Permission: 'FULL_CONTROL' },
    ...(acl.startsWith('public-read') ? [{ Grantee: everyone, Permission: 'READ' }] : []),
    ...(acl === 'public-read-write' ? [{ Grantee: everyone, Permission: 'WRITE' }] : []),
  ]
  return { AccessControlPolicy: { Owner: owner, AccessControlList: { Grant } } }
}

/** Lists the objects of a bucket in the order of their keys. */
export function objectsOf(store: Store, bucket: string): readonly Properties[] {
  const prefix = `${bucket}|`
  return store.list(tables.objects).flatMap(([key, value]) => (key.startsWith(prefix) ? [record(value)] : []))
}
