import type { WireCall, WireReply } from '../../../model/operation.ts'
import { isRecord, type Properties, record, text } from '../../../model/value.ts'
import { placeOf } from '../protocols/oss-place.ts'
import {
  dated,
  element,
  escaped,
  noContent,
  operation,
  parametersOf,
  xml,
  xmlError,
} from '../protocols/reply.ts'
import { account } from '../sts/wire.ts'
import { bucketTable, tagged, withBucket } from './wire-bucket-of.ts'
import { holdsAnything } from './wire-versions.ts'

/** Calls of OSS on buckets. */
export const buckets = [
  operation('oss', 'PutBucket', put),
  operation('oss', 'GetBucketInfo', call => withBucket(call, live => xml(200, info(live)))),
  operation('oss', 'GetBucketLocation', call =>
    withBucket(call, () => xml(200, element('LocationConstraint', 'oss-cn-hangzhou'))),
  ),
  operation('oss', 'DeleteBucket', call => withBucket(call, live => remove(call, live))),
  operation('oss', 'ListBuckets', listed),
  operation('oss', 'GetBucketAcl', call => withBucket(call, live => xml(200, aclOf(live)))),
  operation('oss', 'PutBucketAcl', call =>
    change(call, () => ({ acl: call.request.headers['x-oss-acl'] ?? 'private' })),
  ),
  operation('oss', 'GetBucketTags', call => withBucket(call, live => xml(200, tagging(live)))),
  operation('oss', 'PutBucketTags', call => change(call, body => ({ tags: tagsIn(body) }))),
  operation('oss', 'DeleteBucketTags', call => change(call, () => ({ tags: {} }), 204)),
  operation('oss', 'GetBucketVersioning', call =>
    withBucket(call, ({ versioning }) => {
      const status = versioning === undefined ? '' : element('Status', text(versioning) ?? '')
      return xml(200, element('VersioningConfiguration', status))
    }),
  ),
  operation('oss', 'PutBucketVersioning', call =>
    change(call, body => ({ versioning: tagged(body, 'Status')[0] ?? 'Suspended' })),
  ),
]

function put(call: WireCall): WireReply {
  const { bucket } = placeOf(call.request)
  if (!/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(bucket))
    return xmlError(400, 'InvalidBucketName', 'The specified bucket is not valid.')
  const body = Buffer.from(call.request.body).toString()
  const acl = call.request.headers['x-oss-acl'] ?? 'private'
  const known = call.store.get(bucketTable, bucket)
  // The owner may make a bucket again: OSS then sets the access control and says that all is well.
  if (isRecord(known)) call.store.put(bucketTable, bucket, { ...known, acl })
  else
    call.store.put(bucketTable, bucket, {
      name: bucket,
      created: call.now.toISOString(),
      acl,
      storageClass: tagged(body, 'StorageClass')[0] ?? 'Standard',
      redundancy: tagged(body, 'DataRedundancyType')[0] ?? 'LRS',
      tags: {},
    })
  return xml(200, '', { location: `/${bucket}` })
}

function change(call: WireCall, next: (body: string) => Properties, status = 200): WireReply {
  return withBucket(call, live => {
    const { bucket } = placeOf(call.request)
    call.store.put(bucketTable, bucket, { ...live, ...next(Buffer.from(call.request.body).toString()) })
    return status === 204 ? noContent() : xml(status, '')
  })
}

function remove(call: WireCall, live: Properties): WireReply {
  const name = text(live.name) ?? ''
  if (holdsAnything(call, name))
    return xmlError(409, 'BucketNotEmpty', 'The bucket you tried to delete is not empty.')
  call.store.delete(bucketTable, name)
  return noContent()
}

function listed(call: WireCall): WireReply {
  // https://help.aliyun.com/zh/oss/developer-reference/listbuckets: `prefix` narrows the list down.
  const prefix = parametersOf(call).get('prefix') ?? ''
  const found = call.store
    .list(bucketTable)
    .filter(([name]) => name.startsWith(prefix))
    .map(([, live]) => element('Bucket', described(record(live))))
  return xml(200, element('ListAllMyBucketsResult', `${owner()}${element('Buckets', found.join(''))}`))
}

function info(live: Properties): string {
  const acl = element('AccessControlList', element('Grant', text(live.acl) ?? 'private'))
  const redundancy = element('DataRedundancyType', text(live.redundancy) ?? 'LRS')
  return element('BucketInfo', element('Bucket', `${described(live)}${redundancy}${owner()}${acl}`))
}

function described(live: Properties): string {
  return [
    element('CreationDate', dated(live.created)),
    element('ExtranetEndpoint', 'oss-cn-hangzhou.aliyuncs.com'),
    element('IntranetEndpoint', 'oss-cn-hangzhou-internal.aliyuncs.com'),
    element('Location', 'oss-cn-hangzhou'),
    element('Name', text(live.name) ?? ''),
    element('StorageClass', text(live.storageClass) ?? 'Standard'),
  ].join('')
}

function owner(): string {
  return element('Owner', element('DisplayName', account) + element('ID', account))
}

function aclOf(live: Properties): string {
  const acl = element('AccessControlList', element('Grant', text(live.acl) ?? 'private'))
  return element('AccessControlPolicy', `${owner()}${acl}`)
}

function tagging({ tags }: Properties): string {
  const found = Object.entries(record(tags)).map(([key, value]) =>
    element('Tag', element('Key', escaped(key)) + element('Value', escaped(text(value) ?? ''))),
  )
  return element('Tagging', element('TagSet', found.join('')))
}

function tagsIn(body: string): Properties {
  const keys = tagged(body, 'Key')
  const values = tagged(body, 'Value')
  return Object.fromEntries(keys.map((key, index) => [key, values[index] ?? '']))
}
