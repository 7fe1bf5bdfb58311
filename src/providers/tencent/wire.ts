import type {
  Operation,
  Recognised,
  Wire,
  WireReply,
  WireRequest,
  WireTrouble,
} from '../../model/operation.ts'
import { policies } from './cam/wire-policies.ts'
import { roles } from './cam/wire-roles.ts'
import { buckets } from './cos/wire-buckets.ts'
import { objects } from './cos/wire-objects.ts'
import { app } from './deployed-app.ts'
import { refusal, reply } from './protocols/api.ts'
import { cosError, placeOf } from './protocols/cos.ts'
import { verifyApi, verifyCos } from './protocols/signature.ts'
import { functions } from './scf/wire-functions.ts'
import { invocations } from './scf/wire-invocations.ts'
import { namespaces } from './scf/wire-namespaces.ts'
import { triggers } from './scf/wire-triggers.ts'
import { identity } from './sts/wire.ts'
import { tags } from './tag/wire.ts'

/** The table of operations that a local Tencent cloud answers. */
const operations: readonly Operation[] = [
  ...functions,
  ...invocations,
  ...namespaces,
  ...triggers,
  ...roles,
  ...policies,
  ...identity,
  ...tags,
  ...buckets,
  ...objects,
]

/** The wire APIs of Tencent Cloud: SCF, CAM and STS by TC3, COS by XML. */
export const wire: Wire = {
  cloud: 'tencent',
  recognise: request => (isApi(request) ? recogniseApi(request) : recogniseCos(request)),
  verify: (request, secretOf) =>
    isApi(request) ? verifyApi(request, secretOf) : verifyCos(request, secretOf),
  operations,
  refuse,
  app,
}

function isApi({ headers }: WireRequest): boolean {
  return headers['x-tc-action'] !== undefined || headers.authorization?.startsWith('TC3-') === true
}

const versions: Readonly<Record<string, string>> = {
  '2018-04-16': 'scf',
  '2019-01-16': 'cam',
  '2018-08-13': 'sts',
}

/** Tells services apart by the version that they ask for, for the host and the scope name a local address. */
function recogniseApi({ headers }: WireRequest): Recognised {
  const version = headers['x-tc-version'] ?? ''
  const action = headers['x-tc-action'] ?? ''
  // STS and the tag service are of one day
  const service = version === '2018-08-13' && /Tag/.test(action) ? 'tag' : versions[version]
  return recognised(service ?? `tencent-${version}`, action)
}

function recogniseCos(request: WireRequest): Recognised | undefined {
  const place = placeOf(request)
  if (place === undefined) return undefined
  if (place.bucket === '') return recognised('cos', 'GetService')
  const level = place.key === '' ? 'Bucket' : 'Object'
  const method = request.method[0] + request.method.slice(1).toLowerCase()
  const part = subresources.find(name => place.query.has(name))
  if (part === 'delete') return recognised('cos', 'DeleteMultipleObjects')
  const suffix = part === undefined ? '' : (names[part] ?? part[0]?.toUpperCase() + part.slice(1))
  return recognised('cos', `${method}${level}${suffix}`)
}

const subresources = [
  'acl',
  'cors',
  'delete',
  'encryption',
  'lifecycle',
  'notification',
  'policy',
  'replication',
  'tagging',
  'uploadId',
  'uploads',
  'versioning',
  'versions',
  'website',
]

const names: Readonly<Record<string, string>> = { versions: 'ObjectVersions' }

function recognised(service: string, operation: string): Recognised {
  const known = operations.find(entry => entry.service === service && entry.name === operation)
  return {
    service,
    operation,
    mutates: known?.mutates ?? !/^(Get|List|Describe|Head|Options)/.test(operation),
  }
}

const apiTroubles: Readonly<Record<WireTrouble, readonly [code: string, message: string]>> = {
  'not-emulated': ['InvalidAction', 'The local cloud does not answer this call'],
  throttled: ['RequestLimitExceeded', 'Too many calls'],
  internal: ['InternalError', 'The local cloud was told to fail'],
  'role-not-assumable': ['UnauthorizedOperation.Role', 'The role cannot be assumed by scf.qcloud.com yet'],
  'bad-signature': ['AuthFailure.SignatureFailure', 'The signature does not fit the request'],
  'unknown-key': ['AuthFailure.SecretIdNotFound', 'The SecretId is not known; the local cloud knows "local"'],
}

const cosTroubles: Readonly<Record<WireTrouble, string>> = {
  'not-emulated': 'NotImplemented',
  throttled: 'SlowDown',
  internal: 'InternalError',
  'role-not-assumable': 'AccessDenied',
  'bad-signature': 'SignatureDoesNotMatch',
  'unknown-key': 'InvalidAccessKeyId',
}

function refuse(_request: WireRequest, { service, operation }: Recognised, trouble: WireTrouble): WireReply {
  const [code, message] = apiTroubles[trouble]
  const said = trouble === 'not-emulated' ? `${message}: ${service} ${operation}` : message
  if (service === 'cos') return cosError(cosTroubles[trouble], said)
  return reply({ ...refusal(code, said), RequestId: 'local' }, trouble === 'not-emulated' ? 501 : 200)
}
