import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { WireErrorKind, WireRequest } from '../../../model/operation.ts'

/** What a request says of who signed it, and for which service and region. */
export interface Signed {
  readonly keyId: string
  readonly date: string
  readonly region: string
  readonly service: string
  readonly headers: readonly string[]
  readonly signature: string
  /** Seconds that a signed address holds; absent when the signature stands in the header. */
  readonly expires?: number
  readonly time: string
}

/** Reads the signature of a request, or nothing when it has none of AWS's kind. */
export function signedBy(request: WireRequest): Signed | undefined {
  const header = request.headers.authorization
  if (header !== undefined)
    return header.startsWith('AWS4-HMAC-SHA256') ? fromHeader(request, header) : undefined
  return fromQuery(request)
}

function fromHeader(request: WireRequest, header: string): Signed | undefined {
  const part = (name: string): string => new RegExp(`${name}=([^,\\s]+)`).exec(header)?.[1] ?? ''
  return signed(part('Credential'), {
    headers: part('SignedHeaders'),
    signature: part('Signature'),
    time: request.headers['x-amz-date'] ?? '',
  })
}

function fromQuery({ url }: WireRequest): Signed | undefined {
  if (!url.includes('X-Amz-Signature=')) return undefined
  const query = new URL(url, 'http://local').searchParams
  const part = (name: string): string => query.get(name) ?? ''
  const found = signed(part('X-Amz-Credential'), {
    headers: part('X-Amz-SignedHeaders'),
    signature: part('X-Amz-Signature'),
    time: part('X-Amz-Date'),
  })
  return found && { ...found, expires: Number(part('X-Amz-Expires')) }
}

function signed(
  credential: string,
  rest: { readonly headers: string; readonly signature: string; readonly time: string },
): Signed | undefined {
  const [keyId = '', date = '', region = '', service = '', end] = credential.split('/')
  if (end !== 'aws4_request') return undefined
  return { ...rest, keyId, date, region, service, headers: rest.headers.split(';') }
}

/** Checks a SigV4 signature, the hash of the body where one is given, and the end of a signed address. */
export function verify(
  request: WireRequest,
  secretOf: (keyId: string) => string | undefined,
): WireErrorKind | undefined {
  const claim = signedBy(request)
  if (claim === undefined) return 'bad-signature'
  const secret = secretOf(claim.keyId)
  if (secret === undefined) return 'unknown-key'
  const given = request.headers['x-amz-content-sha256']
  if (given !== undefined && /^[0-9a-f]{64}$/.test(given) && given !== sha256(request.body))
    return 'bad-signature'
  const wanted = sign(secret, claim, canonical(request, claim, given))
  return same(wanted, claim.signature) && !over(claim) ? undefined : 'bad-signature'
}

function over({ expires, time }: Signed): boolean {
  if (expires === undefined) return false
  const at = time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')
  return !(Date.parse(at) + expires * 1000 > Date.now())
}

function canonical(request: WireRequest, claim: Signed, given: string | undefined): string {
  const [path = '/', query = ''] = split(request.url)
  const presigned = claim.expires !== undefined
  const headers = claim.headers.map(
    name => `${name}:${(request.headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`,
  )
  const payload = given ?? (presigned ? 'UNSIGNED-PAYLOAD' : sha256(request.body))
  return [
    request.method,
    canonicalPath(path, claim.service),
    canonicalQuery(query),
    headers.join(''),
    claim.headers.join(';'),
    payload,
  ].join('\n')
}

function split(url: string): readonly [string, string] {
  const mark = url.indexOf('?')
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)]
}

// Every service but S3 signs the path encoded once more than it is sent.
function canonicalPath(path: string, service: string): string {
  const segments = path.split('/').map(segment => escaped(decode(segment)))
  return service === 's3' ? segments.join('/') : segments.map(escaped).join('/')
}

function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter(pair => pair !== '' && !pair.startsWith('X-Amz-Signature='))
    .map(pair => {
      const [name = '', value = ''] = splitOnce(pair)
      return [escaped(decode(name)), escaped(decode(value))] as const
    })
    .sort(([a, x], [b, y]) => (a === b ? order(x, y) : order(a, b)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

function splitOnce(pair: string): readonly [string, string] {
  const mark = pair.indexOf('=')
  return mark < 0 ? [pair, ''] : [pair.slice(0, mark), pair.slice(mark + 1)]
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function escaped(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function sign(secret: string, { date, region, service, time }: Signed, request: string): string {
  const scope = `${date}/${region}/${service}/aws4_request`
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(Buffer.from(request))].join('\n')
  const key = [date, region, service, 'aws4_request'].reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`))
  return hmac(key, text).toString('hex')
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
