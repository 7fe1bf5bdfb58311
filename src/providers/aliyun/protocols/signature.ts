import { createHash, createHmac } from 'node:crypto'
import type { WireErrorKind, WireRequest } from '../../../model/operation.ts'
import { parametersOf } from './reply.ts'
import { verifyOss } from './signature-oss.ts'
import { encoded, fieldsOf, halves, type SecretOf } from './signing.ts'
import { signatureOf } from './signing-sls.ts'

/** Checks the signature of a request, whichever of Aliyun's schemes it was made by. */
export function verify(request: WireRequest, secretOf: SecretOf): WireErrorKind | undefined {
  const { authorization = '' } = request.headers
  if (authorization.startsWith('ACS3-HMAC-SHA256 ')) return verifyAcs3(request, authorization, secretOf)
  if (authorization.startsWith('LOG ')) return verifySls(request, authorization, secretOf)
  const parameters = parametersOf({ request })
  if (parameters.has('SignatureMethod')) return verifyRpc(request, parameters, secretOf)
  return verifyOss(request, authorization, secretOf)
}

function verifyAcs3(
  request: WireRequest,
  authorization: string,
  secretOf: SecretOf,
): WireErrorKind | undefined {
  const { Credential = '', SignedHeaders = '', Signature = '' } = fieldsOf(authorization)
  const secret = secretOf(Credential)
  if (secret === undefined) return 'unknown-key'
  const hash = createHash('sha256').update(request.body).digest('hex')
  if (request.headers['x-acs-content-sha256'] !== hash) return 'bad-signature'
  const names = SignedHeaders.split(';')
  const [path = '/', query = ''] = halves(request.url)
  const canonical = [
    request.method,
    path,
    [...new URLSearchParams(query)]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, value]) => `${name}=${encoded(value)}`)
      .join('&'),
    names.map(name => `${name}:${request.headers[name]?.trim() ?? ''}\n`).join(''),
    SignedHeaders,
    hash,
  ].join('\n')
  const text = `ACS3-HMAC-SHA256\n${createHash('sha256').update(canonical).digest('hex')}`
  const expected = createHmac('sha256', secret).update(text).digest('hex')
  return expected === Signature ? undefined : 'bad-signature'
}

function verifySls(
  { method, url, headers }: WireRequest,
  authorization: string,
  secretOf: SecretOf,
): WireErrorKind | undefined {
  const [id, signature] = halves(authorization.slice(4), ':')
  const secret = secretOf(id)
  if (secret === undefined) return 'unknown-key'
  const [path, search] = halves(url)
  const query = Object.fromEntries(new URLSearchParams(search))
  return signatureOf({ method, path, query, headers }, secret) === signature ? undefined : 'bad-signature'
}

/** The older scheme of RPC services: the sorted parameters, signed by HMAC-SHA1. */
function verifyRpc(
  request: WireRequest,
  parameters: URLSearchParams,
  secretOf: SecretOf,
): WireErrorKind | undefined {
  const secret = secretOf(parameters.get('AccessKeyId') ?? '')
  if (secret === undefined) return 'unknown-key'
  const sorted = [...parameters]
    .filter(([name]) => name !== 'Signature')
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&')
  const text = `${request.method}&${encoded('/')}&${encoded(sorted)}`
  const expected = createHmac('sha1', `${secret}&`).update(text).digest('base64')
  return expected === parameters.get('Signature') ? undefined : 'bad-signature'
}
