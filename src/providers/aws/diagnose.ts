import { FnxError } from '../../model/diagnostic.ts'
import { codeOfKind, type ErrorKind, kindOfCode, nameTaken } from '../../model/error-kind.ts'
import type { Diagnosis } from '../../model/provider.ts'

interface Face {
  readonly name: string
  readonly message: string
  readonly status: number | undefined
}

/** Sorts what the SDK threw into the kinds of error that the engine knows, with a diagnostic for people. */
export function diagnose(error: unknown): Diagnosis {
  if (error instanceof FnxError) return ofFnx(error)
  const face = faceOf(error)
  const kind = classify(face)
  const message = `AWS: ${sentence(face)}`
  const hint = /EPROTO|wrong version number/i.test(message) ? plainPort : hints[kind]
  return {
    kind,
    diagnostic: { code: codeOfKind[kind], message, ...(hint === undefined ? {} : { hint }) },
  }
}

const hints: Readonly<Partial<Record<ErrorKind, string>>> = {
  invalid: 'Correct the property that the message names, then deploy again.',
  denied: 'Ask for the permission that the message names, or use other credentials (--profile).',
  exists: nameTaken,
  busy: 'Wait until the other change has ended, then run the command again.',
  throttled: 'Wait a minute, then run the command again.',
  propagating: 'Check that the role trusts the service that is to use it, then run the command again.',
  transport: 'Check the network, the region and AWS_ENDPOINT_URL, then run the command again.',
}

const plainPort = 'What listens there speaks no TLS: write its address with http://, or name another port.'

function ofFnx(error: FnxError): Diagnosis {
  const diagnostic = error.diagnostics[0] ?? { code: 'E6009', message: error.message }
  return { kind: kindOfCode(diagnostic.code), diagnostic }
}

function faceOf(error: unknown): Face {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), status: undefined }
  const { $metadata, code } = error as { $metadata?: { httpStatusCode?: number }; code?: unknown } // set by the SDK and by Node
  const name = typeof code === 'string' && error.name === 'Error' ? code : error.name
  return { name, message: error.message || nested(error), status: $metadata?.httpStatusCode }
}

// A connection that fails on every address of a host comes as an AggregateError without words of its own.
function nested(error: Error): string {
  return error instanceof AggregateError
    ? error.errors.map(part => String(part?.message ?? part)).join('; ')
    : ''
}

function sentence({ name, message, status }: Face): string {
  // The SDK adds advice for programmers on further lines; the first says what was wrong.
  const [first = ''] = message.split('\n')
  if (name === 'SyntaxError') return `The answer was not from AWS: ${first}.`
  const words = first === '' || first === 'UnknownError' ? `HTTP status ${status ?? 'unknown'}` : first
  return `${words.trim().replace(/\.$/, '')} (${name}).`
}

/** Names of errors by kind; what a service words in its message stands in `wordings`. */
const names: readonly (readonly [ErrorKind, RegExp])[] = [
  [
    'transport',
    /^(ECONN|EPIPE|EPROTO|ERR_SSL|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|TimeoutError|SyntaxError|AggregateError|NetworkingError|InternalServerError|InternalFailure|InternalError|ServiceException|ServiceFailure|ServiceUnavailable|ServiceInternalError|HandlerInternalFailure|NetworkFailure|RequestTokenNotFound)/,
  ],
  ['throttled', /Throttl|TooManyRequests|SlowDown|RequestLimitExceeded|RequestThrottled/],
  [
    'busy',
    /^(ResourceConflict(Exception)?$|ConcurrentOperation|ResourceInUse|(AWS\.SimpleQueueService\.)?QueueDeletedRecently|OperationAborted|ConcurrentModification|DeleteConflict|StateMachineDeleting)/,
  ],
  [
    'denied',
    /AccessDenied|CredentialsProviderError|InvalidCredentials|UnauthorizedTagging|UnauthorizedOperation|NotAuthorized|Forbidden|InvalidClientTokenId|SignatureDoesNotMatch|InvalidSignature|ExpiredToken|UnrecognizedClient|InvalidAccessKeyId|MissingAuthenticationToken/,
  ],
  ['invalid', /^(NotUpdatable|UnsupportedAction|TypeNotFound|PrivateType|UnsupportedTarget)/],
  ['missing', /NotFound|NoSuch|NonExistent|DoesNotExist|^404$/],
  ['exists', /AlreadyExists|QueueNameExists|AlreadyOwnedByYou|PermanentRedirect|^301$/],
  [
    'invalid',
    /Validation|Invalid|Malformed|BadRequest|LimitExceeded|MissingParameter|TooLarge|NotSupported|CodeStorageExceeded|SerializationException|BucketNotEmpty|ConflictException/,
  ],
]

const propagating =
  /cannot be assumed|role defined for the function|execution role does not have permissions|Invalid principal in policy|PrincipalNotFound|authorized to assume the provided role|ensure the role can perform|Could not execute the lambda function|KMS key is invalid for CreateGrant|Unable to validate the following destination/i

const wordings: readonly (readonly [ErrorKind, RegExp])[] = [
  ['propagating', propagating],
  ['throttled', /rate exceeded/i],
  [
    'exists',
    /already exists?\b|already has this name|name must be unique|domain already associated|FunctionUrlConfig exists|function already exist|statement id \(.*\) provided already exists/i,
  ],
  [
    'busy',
    /backups are being enabled|concurrent modification|update is in progress|following state: Pending|conflicting conditional operation/i,
  ],
]

function classify({ name, message, status }: Face): ErrorKind {
  const said =
    wordings.find(([, pattern]) => pattern.test(message)) ?? names.find(([, pattern]) => pattern.test(name))
  if (said !== undefined) return said[0]
  if (/Unexpected token|Deserialization|not valid JSON|invalid XML/i.test(message)) return 'transport'
  return status === undefined ? 'unknown' : ofStatus(status)
}

function ofStatus(status: number): ErrorKind {
  if (status >= 500) return 'transport'
  const kinds: Readonly<Record<number, ErrorKind>> = {
    400: 'invalid',
    401: 'denied',
    403: 'denied',
    404: 'missing',
    409: 'busy',
    412: 'busy',
    429: 'throttled',
  }
  return kinds[status] ?? 'unknown'
}
