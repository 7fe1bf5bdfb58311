import { createHash, createHmac } from 'node:crypto'
import type { WireErrorKind, WireRequest } from '../../../model/operation.ts'
import { placeOf } from './oss-place.ts'
import { encoded, fieldsOf, halves, type SecretOf } from './signing.ts'

/** Query names that belong to the resource in the first version of the signature. */
const subresources =
  /^(?:acl|bucketInfo|callback|comp|continuation-token|cors|delete|encryption|lifecycle|location|logging|objectMeta|partNumber|policy|referer|response-.+|security-token|symlink|tagging|uploadId|uploads|versionId|versioning|versions|website|x-oss-.+)$/

/** Checks either version of OSS's signature, in the header or in a signed address. */
export function verifyOss(
  request: WireRequest,
  authorization: string,
  secretOf: SecretOf,
): WireErrorKind | undefined {
  const query = new URLSearchParams(halves(request.url)[1])
  if (authorization.startsWith('OSS4-HMAC-SHA256 '))
    return fourth(request, headerFields(request, authorization), secretOf)
  if (query.get('x-oss-signature-version') === 'OSS4-HMAC-SHA256')
    return fourth(request, queryFields(query), secretOf)
  if (authorization.startsWith('OSS ')) {
    const [id, signature] = halves(authorization.slice(4), ':')
    return first(request, { id, signature, date: undefined }, secretOf)
  }
  const id = query.get('OSSAccessKeyId')
  if (id === null) return 'bad-signature'
  return first(
    request,
    { id, signature: query.get('Signature') ?? '', date: query.get('Expires') ?? '' },
    secretOf,
  )
}

interface First {
  readonly id: string
  readonly signature: string
  readonly date: string | undefined
}

function first(request: WireRequest, given: First, secretOf: SecretOf): WireErrorKind | undefined {
  const secret = secretOf(given.id)
  if (secret === undefined) return 'unknown-key'
  const { headers } = request
  const date = given.date ?? headers['x-oss-date'] ?? headers.date ?? ''
  const head = [request.method, headers['content-md5'] ?? '', headers['content-type'] ?? '', date].join('\n')
  const extra = ossHeaders(request).map(([name, value]) => `${name}:${value}\n`)
  const text = `${head}\n${extra.join('')}${resourceOf(request)}`
  const expected = createHmac('sha1', secret).update(text).digest('base64')
  return expected === given.signature ? undefined : 'bad-signature'
}

function resourceOf(request: WireRequest): string {
  const { bucket, key } = placeOf(request)
  const parts = [...new URLSearchParams(halves(request.url)[1])]
    .filter(([name]) => subresources.test(name))
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
  return `${path(bucket, key)}${parts.length > 0 ? `?${parts.join('&')}` : ''}`
}

interface Fourth {
  readonly id: string
  /** Day, region, service and the closing word. */
  readonly scope: readonly string[]
  readonly additional: string
  readonly signature: string
  readonly date: string
}

function fourth(request: WireRequest, given: Fourth, secretOf: SecretOf): WireErrorKind | undefined {
  const secret = secretOf(given.id)
  if (secret === undefined) return 'unknown-key'
  const text = [
    'OSS4-HMAC-SHA256',
    given.date,
    given.scope.join('/'),
    createHash('sha256').update(canonical(request, given)).digest('hex'),
  ].join('\n')
  const key = given.scope.reduce<string | Buffer>(
    (before, part) => createHmac('sha256', before).update(part).digest(),
    `aliyun_v4${secret}`,
  )
  return createHmac('sha256', key).update(text).digest('hex') === given.signature
    ? undefined
    : 'bad-signature'
}

function canonical(request: WireRequest, { additional }: Fourth): string {
  const { bucket, key } = placeOf(request)
  const { headers } = request
  const extra = additional.split(';').filter(name => name !== '')
  const signed = new Map(ossHeaders(request))
  for (const name of ['content-type', 'content-md5', ...extra]) {
    const value = headers[name]
    if (value !== undefined) signed.set(name, value.trim())
  }
  const query = [...new URLSearchParams(halves(request.url)[1])]
    .filter(([name]) => name !== 'x-oss-signature')
    .map(([name, value]) => (value === '' ? encoded(name) : `${encoded(name)}=${encoded(value)}`))
    .sort()
  return [
    request.method,
    path(bucket, key).split('/').map(encoded).join('/'),
    query.join('&'),
    [...signed]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, value]) => `${name}:${value}\n`)
      .join(''),
    additional,
    headers['x-oss-content-sha256'] ?? 'UNSIGNED-PAYLOAD',
  ].join('\n')
}

function headerFields(request: WireRequest, authorization: string): Fourth {
  const { Credential = '', AdditionalHeaders = '', Signature = '' } = fieldsOf(authorization)
  const [id = '', ...scope] = Credential.split('/')
  const date = request.headers['x-oss-date'] ?? ''
  return { id, scope, additional: AdditionalHeaders, signature: Signature, date }
}

function queryFields(query: URLSearchParams): Fourth {
  const [id = '', ...scope] = (query.get('x-oss-credential') ?? '').split('/')
  return {
    id,
    scope,
    additional: query.get('x-oss-additional-headers') ?? '',
    signature: query.get('x-oss-signature') ?? '',
    date: query.get('x-oss-date') ?? '',
  }
}

function ossHeaders({ headers }: WireRequest): readonly (readonly [string, string])[] {
  return Object.entries(headers)
    .filter(([name]) => name.startsWith('x-oss-'))
    .map(([name, value]) => [name, value.trim()] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1))
}

function path(bucket: string, key: string): string {
  if (bucket === '') return '/'
  return `/${bucket}/${key}`
}
