import { createHash, createHmac } from 'node:crypto'
import type { WireErrorKind, WireRequest } from '../../../model/operation.ts'

type SecretOf = (keyId: string) => string | undefined

/** Checks a TC3-HMAC-SHA256 signature. The SDKs leave the port out of the host that they sign, others do not. */
export function verifyApi(request: WireRequest, secretOf: SecretOf): WireErrorKind | undefined {
  const pattern =
    /^TC3-HMAC-SHA256 Credential=([^/]+)\/([\d-]+)\/([^/]+)\/tc3_request,\s*SignedHeaders=([^,]+),\s*Signature=(\w+)$/
  const [, keyId, date, service, signed, signature] = pattern.exec(request.headers.authorization ?? '') ?? []
  if (keyId === undefined || signed === undefined) return 'bad-signature'
  const secret = secretOf(keyId)
  if (secret === undefined) return 'unknown-key'
  const host = request.headers.host ?? ''
  const fits = [host, host.replace(/:\d+$/, '')].some(name => {
    const hash = sha256(canonical(request, signed, name))
    const scope = `${date}/${service}/tc3_request`
    const text = ['TC3-HMAC-SHA256', request.headers['x-tc-timestamp'], scope, hash].join('\n')
    const key = [date, service, 'tc3_request'].reduce<string | Buffer>(
      (last, part) => hmac('sha256', last, part ?? '').digest(),
      `TC3${secret}`,
    )
    return hmac('sha256', key, text).digest('hex') === signature
  })
  return fits ? undefined : 'bad-signature'
}

function canonical({ method, url, headers, body }: WireRequest, signed: string, host: string): string {
  const [path = '/', query = ''] = url.split('?', 2)
  const lines = signed
    .split(';')
    .map(name => `${name}:${name === 'host' ? host : (headers[name] ?? '').trim()}\n`)
  // content-type is signed as it is sent; header values are otherwise compared in lower case
  const lower = lines.map(line => (line.startsWith('content-type:') ? line : line.toLowerCase()))
  return [method, path, query, lower.join(''), signed, sha256(body)].join('\n')
}

/** Checks the signature of a COS call, whether it stands in the header or, for signed addresses, in the query. */
export function verifyCos(request: WireRequest, secretOf: SecretOf): WireErrorKind | undefined {
  const url = new URL(request.url, 'http://cos')
  const header = request.headers.authorization
  const given = new URLSearchParams(
    header?.includes('q-signature=') ? header.replaceAll('+', '%2B') : url.search,
  )
  const keyId = given.get('q-ak')
  if (keyId === null) return 'bad-signature'
  const secret = secretOf(keyId)
  if (secret === undefined) return 'unknown-key'
  const parameters = lowered([...url.searchParams])
  const headers = lowered(Object.entries(request.headers))
  const format = [
    request.method.toLowerCase(),
    decode(url.pathname),
    named(given.get('q-url-param-list'), parameters),
    named(given.get('q-header-list'), headers),
    '',
  ].join('\n')
  const key = hmac('sha1', secret, given.get('q-key-time') ?? '').digest('hex')
  const text = `sha1\n${given.get('q-sign-time')}\n${createHash('sha1').update(format).digest('hex')}\n`
  return hmac('sha1', key, text).digest('hex') === given.get('q-signature') ? undefined : 'bad-signature'
}

function lowered(entries: readonly (readonly [string, string])[]): ReadonlyMap<string, string> {
  return new Map(entries.map(([key, value]) => [key.toLowerCase(), value]))
}

function named(names: string | null, values: ReadonlyMap<string, string>): string {
  if (names === null || names === '') return ''
  return names
    .split(';')
    .map(name => `${name}=${encode(values.get(decode(name)) ?? '')}`)
    .join('&')
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Encodes as COS does: what `encodeURIComponent` spares besides letters and digits is `-_.~`. */
function encode(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

function hmac(algorithm: string, key: string | Buffer, data: string) {
  return createHmac(algorithm, key).update(data)
}
