import { FnxError } from '../../model/diagnostic.ts'
import { codeOfKind, type ErrorKind, kindOfCode, nameTaken } from '../../model/error-kind.ts'
import type { Diagnosis } from '../../model/provider.ts'
import { missingWays } from '../kit/or-missing.ts'

/** What the SDKs of Tencent throw: code and request id from the cloud, `httpCode` or `statusCode` from HTTP. */
interface Thrown {
  readonly name?: string
  readonly code?: string
  readonly message?: string
  readonly requestId?: string
  readonly RequestId?: string
  readonly httpCode?: number
  readonly statusCode?: number
}

/** Sorts what an SDK of Tencent threw into kinds of error, in fnx's words and with the cloud's own beside them. */
export function diagnose(error: unknown): Diagnosis {
  const [own] = error instanceof FnxError ? error.diagnostics : []
  if (own !== undefined) return { kind: kindOfCode(own.code), diagnostic: own }
  const thrown: Thrown = typeof error === 'object' && error !== null ? error : { message: String(error) }
  const kind = classify(thrown)
  const hint = hintOf(thrown) ?? hints[kind]
  const id = thrown.requestId || thrown.RequestId
  const said = thrown.message ? thrown.message.replace(/\.?\s*$/, '') : 'no reason was given'
  const name = thrown.code && !/^\d+$|^E[A-Z]+$/.test(thrown.code) ? ` (${thrown.code})` : ''
  return {
    kind,
    diagnostic: {
      code: codeOfKind[kind],
      message: `Tencent Cloud: ${said}${name}${id ? `, request ${id}` : ''}.`,
      ...(hint === undefined ? {} : { hint }),
    },
  }
}

/** Gives nothing for what is not there. */
export const { orMissing: unlessMissing } = missingWays(error => diagnose(error).kind)

const hints: Readonly<Partial<Record<ErrorKind, string>>> = {
  denied: 'Check the keys in use and the CAM policies of their owner.',
  exists: nameTaken,
  propagating: 'Check that the role exists and that scf.qcloud.com may assume it.',
  transport: 'Check the network and the endpoint, then run the command again.',
}

/** From the start of a code to the kind of error; the first that fits holds. */
const byCode: readonly (readonly [RegExp, ErrorKind])[] = [
  [/^(ResourceNotFound|UnauthorizedOperation|InvalidParameterValue)\.Role$/, 'propagating'],
  [
    /^InvalidParameter\.RoleNotExist|PolicyId?Not(Exist|Found)|PolicyNotExist|AttachPolicyNotExist/,
    'missing',
  ],
  [/^(RoleNameInUse|PolicyNameInUse)|\.(RoleNameInUse|PolicyNameInUse)$/, 'exists'],
  [/^ResourceInUse|^BucketAlready(Exists|OwnedByYou)$|\.(FunctionNameRepeated|TriggerExist)$/, 'exists'],
  [/^(ResourceNotFound|NoSuch(Bucket|Key|Tag|TagSet|TagSetError|Upload)$|NotFound$|404$)/, 'missing'],
  [/\.(FunctionStatusError|FunctionNameStatusError|OperationConflict)$|^OperationAborted$/, 'busy'],
  [
    /^RequestLimitExceeded|^LimitExceeded\.(Frequency|RequestLimit)|^SlowDown$|^TooManyRequests|^429$|^503$/,
    'throttled',
  ],
  [
    /^(AuthFailure|UnauthorizedOperation|AccessDenied|SignatureDoesNotMatch|InvalidAccessKeyId|403$|401$)/,
    'denied',
  ],
  [/^InternalError|^InternalServerError|^ServiceUnavailable|^5\d\d$|^FailedOperation\.Network/, 'transport'],
  [
    /^(InvalidParameter|InvalidAction|MissingParameter|UnknownParameter|UnsupportedOperation|UnsupportedProtocol)/,
    'invalid',
  ],
  [
    /^(LimitExceeded|ResourceInsufficient|InsufficientBalance|Invalid|Malformed|BucketNotEmpty|EntityTooLarge|400$|405$)/,
    'invalid',
  ],
  [/^(E(CONN|PIPE|HOST|NET|AI_|NOTFOUND|TIMEDOUT|SOCKET|PROTO)|CERT_|ERR_|UND_ERR)/, 'transport'],
]

function classify({ code, message = '', name, httpCode, statusCode }: Thrown): ErrorKind {
  if (httpCode === 501) return 'invalid'
  const found = byCode.find(([pattern]) => code !== undefined && pattern.test(code))
  if (found !== undefined) return found[1]
  const status = httpCode ?? statusCode
  if (status === 429) return 'throttled'
  if (status !== undefined && status >= 500) return 'transport'
  if (status === 403 || status === 401) return 'denied'
  if (code === undefined || code === '' || code === 'Error')
    return unclear.test(message) || name === 'SyntaxError' || name === 'FetchError' ? 'transport' : 'unknown'
  return 'unknown'
}

/** Messages of failures that carry no code: nothing came back, or nothing that could be read. */
const unclear =
  /network timeout|request to \S+ failed|socket hang up|invalid json|Unexpected token|Cannot read propert|ECONN|EPROTO|wrong version number|ETIMEDOUT|ENOTFOUND|statusCode error|aborted|Premature close/i

function hintOf({ code, message = '' }: Thrown): string | undefined {
  if (code === 'BucketNotEmpty') return 'Empty the bucket first, or give --empty-buckets.'
  if (code?.startsWith('LimitExceeded'))
    return 'Delete what is not used any more, or ask Tencent to raise the quota.'
  if (code === 'AuthFailure.SecretIdNotFound' || code === 'InvalidAccessKeyId')
    return 'The key id is not known: check TENCENTCLOUD_SECRET_ID or the profile.'
  if (code === 'AuthFailure.SignatureFailure' || code === 'SignatureDoesNotMatch')
    return 'The secret does not fit the key id: check TENCENTCLOUD_SECRET_KEY or the profile.'
  if (/EPROTO|wrong version number/i.test(`${code} ${message}`))
    return 'What listens there speaks no TLS: write its address with http://, or name another port.'
  if (/ECONNREFUSED/.test(`${code} ${message}`))
    return 'Nothing listens there: check the endpoint, or start the local cloud with "fnx local start".'
  return undefined
}
