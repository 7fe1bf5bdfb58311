import type {
  Operation,
  Recognised,
  Wire,
  WireErrorKind,
  WireReply,
  WireRequest,
} from '../../model/operation.ts'
import { deployedApp, type Tables, wiresOf } from '../../model/service.ts'
import { text } from '../../model/value.ts'
import { refusal, reply } from './protocols/api.ts'
import { cosError, placeOf } from './protocols/cos.ts'
import { verifyApi, verifyCos } from './protocols/signature.ts'
import { services } from './services.ts'

/** Opens the wire APIs of Tencent Cloud: SCF, CAM, CLS, STS and tags by TC3, COS by XML. */
export async function openWire(tables?: Tables): Promise<Wire> {
  const wires = await wiresOf(services, tables)
  const operations = wires.flatMap(wire => wire.operations)
  return {
    cloud: 'tencent',
    recognise: request =>
      isApi(request) ? recogniseApi(request, operations) : recogniseCos(request, operations),
    verify: (request, secretOf) =>
      isApi(request) ? verifyApi(request, secretOf) : verifyCos(request, secretOf),
    operations,
    refuse,
    app: store => deployedApp(services, wires, { store, functionAt: text }),
  }
}

function isApi({ headers }: WireRequest): boolean {
  return headers['x-tc-action'] !== undefined || headers.authorization?.startsWith('TC3-') === true
}

const versions: Readonly<Record<string, string>> = {
  '2018-04-16': 'scf',
  '2019-01-16': 'cam',
  '2020-10-16': 'cls',
  '2018-08-13': 'sts',
}

/** Tells services apart by the version that they ask for, for the host and the scope name a local address. */
function recogniseApi({ headers }: WireRequest, operations: readonly Operation[]): Recognised {
  const version = headers['x-tc-version'] ?? ''
  const action = headers['x-tc-action'] ?? ''
  // STS and the tag service are of one day
  const tagged = operations.some(({ service, name }) => service === 'tag' && name === action)
  const service = version === '2018-08-13' && (tagged || /Tag/.test(action)) ? 'tag' : versions[version]
  return recognised(operations, service ?? `tencent-${version}`, action)
}

function recogniseCos(request: WireRequest, operations: readonly Operation[]): Recognised | undefined {
  const place = placeOf(request)
  if (place === undefined) return undefined
  if (place.bucket === '') return recognised(operations, 'cos', 'GetService')
  const level = place.key === '' ? 'Bucket' : 'Object'
  const method = request.method[0] + request.method.slice(1).toLowerCase()
  const asks = [...place.query.keys()].filter(name => !narrows.test(name))
  if (asks.includes('delete')) return recognised(operations, 'cos', 'DeleteMultipleObjects')
  const copies = request.headers['x-cos-copy-source'] === undefined ? '' : 'Copy'
  const suffix = asks.map(ask => names[ask] ?? `${ask[0]?.toUpperCase()}${ask.slice(1)}`).join('')
  return recognised(operations, 'cos', `${method}${level}${suffix}${copies}`)
}

/** Query names that only narrow a call down, sign it or shape its answer; every other one asks for another call. */
const narrows =
  /^(?:delimiter|encoding-type|key-marker|marker|max-keys|max-uploads|prefix|upload-id-marker|version-id-marker|versionId|sign|q-.+|response-.+|x-cos-.+)$/

const names: Readonly<Record<string, string>> = { versions: 'ObjectVersions' }

function recognised(operations: readonly Operation[], service: string, operation: string): Recognised {
  const known = operations.find(entry => entry.service === service && entry.name === operation)
  return {
    service,
    operation,
    mutates: known?.mutates ?? !/^(Get|List|Describe|Head|Options)/.test(operation),
  }
}

const apiErrors: Readonly<Record<WireErrorKind, readonly [code: string, message: string]>> = {
  'not-emulated': ['InvalidAction', 'The local cloud does not answer this call'],
  throttled: ['RequestLimitExceeded', 'Too many calls'],
  internal: ['InternalError', 'The local cloud was told to fail'],
  // https://www.tencentcloud.com/document/product/583/17240 (common error codes)
  denied: ['UnauthorizedOperation', 'The local cloud was told to deny this call'],
  'role-not-assumable': ['UnauthorizedOperation.Role', 'The role cannot be assumed by scf.qcloud.com yet'],
  'bad-signature': ['AuthFailure.SignatureFailure', 'The signature does not fit the request'],
  'unknown-key': ['AuthFailure.SecretIdNotFound', 'The SecretId is not known; the local cloud knows "local"'],
}

const cosErrors: Readonly<Record<WireErrorKind, string>> = {
  'not-emulated': 'NotImplemented',
  throttled: 'SlowDown',
  internal: 'InternalError',
  denied: 'AccessDenied',
  'role-not-assumable': 'AccessDenied',
  'bad-signature': 'SignatureDoesNotMatch',
  'unknown-key': 'InvalidAccessKeyId',
}

function refuse(_request: WireRequest, { service, operation }: Recognised, kind: WireErrorKind): WireReply {
  const [code, message] = apiErrors[kind]
  const said = kind === 'not-emulated' ? `${message}: ${service} ${operation}` : message
  if (service === 'cos') return cosError(cosErrors[kind], said)
  return reply({ ...refusal(code, said), RequestId: 'local' }, kind === 'not-emulated' ? 501 : 200)
}
