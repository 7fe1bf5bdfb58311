import type { Operation, WireCall, WireReply, WireRequest } from '../../../model/operation.ts'
import type { Fault } from '../protocols/fault.ts'
import { faultOf } from '../protocols/fault.ts'
import type { Tree } from '../protocols/xml.ts'
import { xml } from '../protocols/xml.ts'

/** Where a request to S3 points: a bucket and a key, both empty for the list of buckets. */
export interface S3Place {
  readonly bucket: string
  readonly key: string
  readonly query: URLSearchParams
}

/** What a handler of an S3 call answers. */
export interface S3Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string
}

type S3Handler = (call: WireCall, place: S3Place) => S3Answer

/** The XML name space of everything that S3 says. */
export const s3Space = ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'

/** Makes operations of S3. */
export function onS3(name: string, handler: S3Handler): Operation {
  return {
    service: 's3',
    name,
    mutates: !/^(Get|Head|List)/.test(name),
    handle(call) {
      try {
        return replied(call, handler(call, placeOf(call.request)))
      } catch (error) {
        const found = faultOf(error)
        if (found === undefined) throw error
        return s3Refusal(call.request, found)
      }
    },
  }
}

function replied(call: WireCall, { status = 200, headers, body = '' }: S3Answer): WireReply {
  const type = typeof body === 'string' && body !== '' ? { 'content-type': 'application/xml' } : {}
  return { status, headers: { 'x-amz-request-id': call.id(), ...type, ...headers }, body }
}

/** Writes an answer of S3 as XML. */
export function s3Xml(tag: string, tree: Tree): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml(tag, tree, s3Space)}`
}

/** Says an error as S3 does; a HEAD has no body. */
export function s3Refusal(request: WireRequest, { status, code, message, more }: Fault): WireReply {
  const tree = { Code: code, Message: message, ...more, RequestId: 'fnx', HostId: 'fnx' }
  const body =
    request.method === 'HEAD' ? '' : `<?xml version="1.0" encoding="UTF-8"?>\n${xml('Error', tree)}`
  return { status, headers: { 'content-type': 'application/xml', 'x-amz-request-id': 'fnx' }, body }
}

const virtualHost =
  /^(.+)\.(?:s3[.-](?:[\w-]+\.)?amazonaws\.com(?:\.cn)?|s3(?:\.[\w-]+)?\.localhost|localhost)(?::\d+)?$/

/** Finds the bucket in the host or in the path, and the key. */
export function placeOf({ url, headers }: WireRequest): S3Place {
  const [path = '/', query = ''] = url.split(/\?(.*)/s)
  const host = virtualHost.exec(headers.host ?? '')?.[1]
  const parts = path.replace(/^\//, '').split('/')
  const bucket = host ?? decodeURIComponent(parts.shift() ?? '')
  return { bucket, key: decodeURIComponent(parts.join('/')), query: new URLSearchParams(query) }
}

/** Configurations of which a bucket has many, told apart by an ID in the query. */
export const bucketLists: Readonly<Record<string, string>> = {
  analytics: 'BucketAnalyticsConfiguration',
  'intelligent-tiering': 'BucketIntelligentTieringConfiguration',
  inventory: 'BucketInventoryConfiguration',
  metrics: 'BucketMetricsConfiguration',
}

const bucketConfigs: Readonly<Record<string, string>> = {
  tagging: 'BucketTagging',
  versioning: 'BucketVersioning',
  encryption: 'BucketEncryption',
  lifecycle: 'BucketLifecycleConfiguration',
  publicAccessBlock: 'PublicAccessBlock',
  ownershipControls: 'BucketOwnershipControls',
  cors: 'BucketCors',
  website: 'BucketWebsite',
  accelerate: 'BucketAccelerateConfiguration',
  replication: 'BucketReplication',
  'object-lock': 'ObjectLockConfiguration',
  policy: 'BucketPolicy',
  notification: 'BucketNotificationConfiguration',
  acl: 'BucketAcl',
  logging: 'BucketLogging',
  ...bucketLists,
}

const bucketReads: Readonly<Record<string, string>> = {
  location: 'GetBucketLocation',
  versions: 'ListObjectVersions',
  uploads: 'ListMultipartUploads',
}

const verbs: Readonly<Record<string, string>> = { GET: 'Get', PUT: 'Put', DELETE: 'Delete' }

/** Gives the name of the call that a request to S3 is. */
export function s3Operation(request: WireRequest): string {
  const { bucket, key, query } = placeOf(request)
  if (bucket === '') return request.method === 'GET' ? 'ListBuckets' : `${request.method} /`
  return key === '' ? bucketOperation(request, query) : objectOperation(request, query)
}

function bucketOperation({ method }: WireRequest, query: URLSearchParams): string {
  const config = Object.keys(bucketConfigs).find(name => query.has(name))
  if (config !== undefined && method === 'GET' && config in bucketLists && !query.has('id'))
    return `List${bucketConfigs[config]}s`
  if (config !== undefined) return deleted(`${verbs[method] ?? method}${bucketConfigs[config]}`)
  const read = Object.keys(bucketReads).find(name => query.has(name))
  if (read !== undefined && method === 'GET') return bucketReads[read] ?? read
  if (method === 'POST' && query.has('delete')) return 'DeleteObjects'
  const sub = [...query.keys()].find(
    name =>
      !/^(list-type|prefix|delimiter|marker|max-keys|encoding-type|start-after|continuation-token|fetch-owner|x-id|X-Amz-.*)$/.test(
        name,
      ),
  )
  if (sub !== undefined) return `${method} ?${sub}`
  if (method === 'GET') return query.get('list-type') === '2' ? 'ListObjectsV2' : 'ListObjects'
  const plain: Readonly<Record<string, string>> = {
    PUT: 'CreateBucket',
    DELETE: 'DeleteBucket',
    HEAD: 'HeadBucket',
  }
  return plain[method] ?? method
}

function deleted(name: string): string {
  return name === 'DeleteBucketLifecycleConfiguration' ? 'DeleteBucketLifecycle' : name
}

function objectOperation({ method, headers }: WireRequest, query: URLSearchParams): string {
  if (query.has('uploads') || query.has('uploadId')) return `${method} multipart upload`
  if (query.has('tagging') || query.has('acl') || query.has('retention'))
    return `${method} object ?${[...query.keys()][0]}`
  if (method === 'PUT' && headers['x-amz-copy-source'] !== undefined) return 'CopyObject'
  const plain: Readonly<Record<string, string>> = {
    GET: 'GetObject',
    PUT: 'PutObject',
    DELETE: 'DeleteObject',
    HEAD: 'HeadObject',
  }
  return plain[method] ?? method
}
