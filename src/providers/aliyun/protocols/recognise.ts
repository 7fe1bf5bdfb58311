import type { Recognised, WireRequest } from '../../../model/operation.ts'
import { own } from '../../../model/value.ts'
import { placeOf } from './oss-place.ts'
import { isChange, parametersOf } from './reply.ts'

/** Services by the version of their API, which is how requests tell them apart. */
const services: Readonly<Record<string, string>> = {
  '2023-03-30': 'fc',
  '2015-05-01': 'ram',
  '2015-04-01': 'sts',
}

/** Says which call of Aliyun a request is. */
export function recognise(request: WireRequest): Recognised | undefined {
  const { 'x-acs-version': version, 'x-acs-action': action, authorization = '', host = '' } = request.headers
  if (version !== undefined && action !== undefined) return called(version, action)
  if (request.headers['x-log-apiversion'] !== undefined) return slsCall(request)
  const query = request.url.slice(request.url.indexOf('?') + 1)
  const isOss = /^OSS4?[ -]/.test(authorization) || /(?:^|&)(?:OSSAccessKeyId|x-oss-credential)=/.test(query)
  if (isOss || /(?:^|\.)oss-[\w-]+\.aliyuncs\.com/.test(host)) return ossCall(request)
  if (!query.includes('SignatureMethod=') && request.method !== 'POST') return undefined
  const parameters = parametersOf({ request })
  const old = parameters.get('Version')
  const named = parameters.get('Action')
  const known = parameters.has('SignatureMethod') && parameters.has('AccessKeyId')
  return known && old !== null && named !== null ? called(old, named) : undefined
}

function called(version: string, operation: string): Recognised {
  const service = services[version] ?? `aliyun-${version}`
  return { service, operation, mutates: isChange(operation) }
}

const serviceCalls: Readonly<Record<string, string>> = { 'GET ': 'ListBuckets' }

const bucketCalls: Readonly<Record<string, string>> = {
  'GET acl': 'GetBucketAcl',
  'GET bucketInfo': 'GetBucketInfo',
  'GET location': 'GetBucketLocation',
  'GET uploads': 'ListMultipartUploads',
  'GET tagging': 'GetBucketTags',
  'GET versioning': 'GetBucketVersioning',
  'GET versions': 'ListObjectVersions',
  'PUT acl': 'PutBucketAcl',
  'PUT tagging': 'PutBucketTags',
  'PUT versioning': 'PutBucketVersioning',
  'DELETE tagging': 'DeleteBucketTags',
  'POST delete': 'DeleteMultipleObjects',
  'PUT ': 'PutBucket',
  'DELETE ': 'DeleteBucket',
  'GET ': 'ListObjects',
}

const objectCalls: Readonly<Record<string, string>> = {
  'PUT ': 'PutObject',
  'GET ': 'GetObject',
  'HEAD ': 'HeadObject',
  'HEAD objectMeta': 'HeadObject',
  'DELETE ': 'DeleteObject',
}

/**
 * Query names that only narrow a call down, sign it or shape its answer; every other one asks for another call. An unknown
 * name must never come to the plain call: `DELETE ?publicAccessBlock` deletes no bucket.
 */
const narrows =
  /^(?:continuation-token|delimiter|encoding-type|fetch-owner|key-marker|list-type|marker|max-keys|max-uploads|prefix|start-after|upload-id-marker|version-id-marker|versionId|tag-key|tag-value|OSSAccessKeyId|Expires|Signature|security-token|response-.+|x-oss-(?!process$).+)$/

function ossCall(request: WireRequest): Recognised {
  const { bucket, key } = placeOf(request)
  const query = new URLSearchParams(request.url.split('?')[1] ?? '')
  const asks = [...query.keys()].filter(name => !narrows.test(name))
  const copies = request.headers['x-oss-copy-source'] === undefined ? [] : ['copy']
  const call = `${request.method} ${[...asks, ...copies].join('&')}`
  const table = bucket === '' ? serviceCalls : key === '' ? bucketCalls : objectCalls
  const operation = own(table, call) ?? call.trim().replace(' ', '?')
  return { service: 'oss', operation, mutates: request.method !== 'GET' && request.method !== 'HEAD' }
}

/** Calls of the log service are told by method and path; the project stands in the host. */
function slsCall({ method, url }: WireRequest): Recognised {
  const isLogs = /^\/logstores\/[^/?]+\?(?:.*&)?type=log(?:&|$)/.test(url)
  const operation = method === 'GET' && isLogs ? 'GetLogs' : `${method} ${url.split('?', 1)[0]}`
  return { service: 'sls', operation, mutates: method !== 'GET' }
}
