import type { WireCall } from '../../../model/operation.ts'
import type { Properties } from '../../../model/value.ts'
import { record } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import { entry, regionOf } from '../protocols/scope.ts'
import type { Element } from '../protocols/xml.ts'
import { children, parseXml, textAt } from '../protocols/xml.ts'
import { bucketLists, onS3, s3Xml } from './wire-service.ts'
import { bucketTable, objectTable } from './wire-store.ts'

/** Calls that keep a document beside a bucket, by the query that names it, and what S3 says where there is none. */
const documents: readonly (readonly [query: string, call: string, missing: string | undefined])[] = [
  ['tagging', 'BucketTagging', 'NoSuchTagSet'],
  ['versioning', 'BucketVersioning', undefined],
  ['encryption', 'BucketEncryption', 'ServerSideEncryptionConfigurationNotFoundError'],
  ['lifecycle', 'BucketLifecycleConfiguration', 'NoSuchLifecycleConfiguration'],
  ['publicAccessBlock', 'PublicAccessBlock', 'NoSuchPublicAccessBlockConfiguration'],
  ['ownershipControls', 'BucketOwnershipControls', 'OwnershipControlsNotFoundError'],
  ['cors', 'BucketCors', 'NoSuchCORSConfiguration'],
  ['website', 'BucketWebsite', 'NoSuchWebsiteConfiguration'],
  ['accelerate', 'BucketAccelerateConfiguration', undefined],
  ['replication', 'BucketReplication', 'ReplicationConfigurationNotFoundError'],
  ['object-lock', 'ObjectLockConfiguration', 'ObjectLockConfigurationNotFoundError'],
  ['policy', 'BucketPolicy', 'NoSuchBucketPolicy'],
  ['notification', 'BucketNotificationConfiguration', undefined],
  ['logging', 'BucketLogging', undefined],
  ...Object.entries(bucketLists).map(([query, call]) => [query, call, 'NoSuchConfiguration'] as const),
]

/** What is there for good, or is always there: S3 has no call that deletes it. */
const lasting = ['versioning', 'accelerate', 'notification', 'object-lock', 'logging']

const empty: Readonly<Record<string, string>> = {
  accelerate: 'AccelerateConfiguration',
  logging: 'BucketLoggingStatus',
  versioning: 'VersioningConfiguration',
  notification: 'NotificationConfiguration',
}

/** S3's calls on buckets. */
export const buckets = [
  onS3('ListBuckets', ({ store }) => {
    const found = store
      .list(bucketTable)
      .map(([Name, bucket]) => ({ Name, CreationDate: record(bucket).created }))
    return { body: s3Xml('ListAllMyBucketsResult', { Buckets: { Bucket: found }, Owner: { ID: 'local' } }) }
  }),
  onS3('CreateBucket', (call, { bucket }) => {
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
      throw fault(400, 'InvalidBucketName', 'The specified bucket is not valid.', { BucketName: bucket })
    const element = call.request.body.length === 0 ? undefined : read(call)
    const region = textAt(element, 'LocationConstraint') ?? regionOf(call)
    const known = entry(call.store, bucketTable, bucket)
    // The oldest region alone takes the creation of a bucket that one has already for success.
    if (known !== undefined && known.region === 'us-east-1' && region === 'us-east-1')
      return { headers: { location: `/${bucket}` } }
    if (known !== undefined)
      throw fault(
        409,
        'BucketAlreadyOwnedByYou',
        'Your previous request to create the named bucket succeeded and you already own it.',
        { BucketName: bucket },
      )
    const tags = children(children(element, 'Tags')[0], 'Tag')
    const own = tags.length === 0 ? {} : { tagging: tagging(tags) }
    call.store.put(bucketTable, bucket, { region, created: call.now.toISOString(), documents: own })
    return { headers: { location: `/${bucket}` } }
  }),
  onS3('HeadBucket', (call, { bucket }) => ({
    headers: { 'x-amz-bucket-region': String(bucketOf(call, bucket).region) },
  })),
  onS3('DeleteBucket', (call, { bucket }) => {
    bucketOf(call, bucket)
    const full = call.store.list(objectTable).some(([key]) => key.startsWith(`${bucket}/`))
    if (full)
      throw fault(409, 'BucketNotEmpty', 'The bucket you tried to delete is not empty', {
        BucketName: bucket,
      })
    call.store.delete(bucketTable, bucket)
    return { status: 204 }
  }),
  onS3('GetBucketLocation', (call, { bucket }) => {
    const { region } = bucketOf(call, bucket)
    return { body: s3Xml('LocationConstraint', region === 'us-east-1' ? '' : (region ?? '')) }
  }),
  onS3('PutBucketAcl', (call, { bucket }) => {
    const found = bucketOf(call, bucket)
    const { 'x-amz-acl': acl = 'private' } = call.request.headers
    const { acl: _, ...documents } = record(found.documents)
    const kept = acl === 'private' ? documents : { ...documents, acl }
    call.store.put(bucketTable, bucket, { ...found, documents: kept })
    return {}
  }),
  ...documents.flatMap(([query, call, missing]) => [
    putDocument(query, `Put${call}`),
    getDocument(query, `Get${call}`, missing),
    ...(lasting.includes(query)
      ? []
      : [deleteDocument(query, query === 'lifecycle' ? 'DeleteBucketLifecycle' : `Delete${call}`)]),
  ]),
]

/** Gives the name that a document has beside the bucket. */
function keyOf(query: string, asked: URLSearchParams): string {
  return query in bucketLists ? `${query} ${asked.get('id') ?? ''}` : query
}

function putDocument(query: string, name: string) {
  return onS3(name, (call, { bucket, query: asked }) => {
    const found = bucketOf(call, bucket)
    if (query !== 'policy') read(call)
    const text = Buffer.from(call.request.body).toString('utf8')
    const kept = { ...record(found.documents), [keyOf(query, asked)]: text }
    call.store.put(bucketTable, bucket, { ...found, documents: kept })
    return { status: query === 'policy' || query === 'tagging' ? 204 : 200 }
  })
}

function getDocument(query: string, name: string, missing: string | undefined) {
  return onS3(name, (call, { bucket, query: asked }) => {
    const text = record(bucketOf(call, bucket).documents)[keyOf(query, asked)]
    if (typeof text === 'string')
      return query === 'policy'
        ? { body: text, headers: { 'content-type': 'application/json' } }
        : { body: text }
    if (missing === undefined) return { body: s3Xml(empty[query] ?? query, '') }
    throw fault(404, missing, 'The configuration does not exist.', { BucketName: bucket })
  })
}

function deleteDocument(query: string, name: string) {
  return onS3(name, (call, { bucket, query: asked }) => {
    const found = bucketOf(call, bucket)
    const { [keyOf(query, asked)]: _, ...kept } = record(found.documents)
    call.store.put(bucketTable, bucket, { ...found, documents: kept })
    return { status: 204 }
  })
}

/** Gives the record of a bucket. */
export function bucketOf(call: WireCall, bucket: string): Properties {
  const found = entry(call.store, bucketTable, bucket)
  if (found === undefined)
    throw fault(404, 'NoSuchBucket', 'The specified bucket does not exist', { BucketName: bucket })
  return found
}

function read({ request }: WireCall): Element {
  const element = parseXml(Buffer.from(request.body).toString('utf8'))
  if (element === undefined)
    throw fault(
      400,
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    )
  return element
}

function tagging(tags: readonly Element[]): string {
  const list = tags.map(tag => ({ Key: textAt(tag, 'Key'), Value: textAt(tag, 'Value') }))
  return s3Xml('Tagging', { TagSet: { Tag: list } })
}
