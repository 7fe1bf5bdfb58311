import { FnxError } from '../../model/diagnostic.ts'
import { codeOfKind, type ErrorKind, kindOfCode, nameTaken } from '../../model/error-kind.ts'
import type { Diagnosis } from '../../model/provider.ts'

/** What the SDKs' errors have in common. */
interface CloudError {
  readonly code: string
  readonly status: number | undefined
  readonly message: string
  readonly requestId: string | undefined
}

const hints: Readonly<Record<ErrorKind, string>> = {
  invalid: 'Correct the property that the message names, and deploy again.',
  denied: 'Let the RAM user or role in use make this call, or use other credentials.',
  missing: 'Deploy again; if it was removed by hand, fnx creates it again.',
  exists: nameTaken,
  busy: 'Wait until the other change is done, and deploy again.',
  throttled: 'Deploy again in a minute.',
  propagating: 'Deploy again in a minute; if it stays, check that the role trusts fc.aliyuncs.com.',
  transport: 'Check the network, the region and the endpoint, and run the command again.',
  unknown: 'Search for the code at https://api.aliyun.com/troubleshoot, and run the command again.',
}

/** Kinds by the cloud's code, the first that fits. */
const byCode: readonly (readonly [RegExp, ErrorKind])[] = [
  [/Throttl|TooManyRequests|ResourceExhausted|SlowDown|FlowControl/i, 'throttled'],
  [/Concurrent|OperationConflict|EntityConflict|OperationAborted/i, 'busy'],
  [/AlreadyExist|BucketAlreadyExists|ConfigExist/i, 'exists'],
  [/AccessKey|Signature|SecurityToken/i, 'denied'],
  [/NotFound|NotExist|NoSuch/i, 'missing'],
  [/BucketNotEmpty|DeleteConflict/i, 'invalid'],
  [/AccessDenied|Forbidden|NoPermission|Unauthorized|UserDisable/i, 'denied'],
  [/Timeout|^E[A-Z]{3,}$|RequestError|InternalError|InternalServerError|ServiceUnavailable/, 'transport'],
]

/** What the cloud says while a role, a project or a log store that was just made is not seen everywhere. */
const fresh =
  /(?:project|logstore) .*does not exist|assume.*role|role .*(?:does not exist|not exist|cannot be assumed)/i

/** Sorts what an SDK of Aliyun threw, and says it in a sentence. */
export function diagnose(error: unknown): Diagnosis {
  if (error instanceof FnxError) return ofOurs(error)
  const read = readError(error)
  const kind = classify(error, read)
  const request = read.requestId === undefined ? '' : ` (request ${read.requestId})`
  const plain = /EPROTO|wrong version number/i.test(`${read.code} ${read.message}`) ? plainPort : undefined
  const hint = plain ?? hintsByCode.find(([pattern]) => pattern.test(read.code))?.[1] ?? hints[kind]
  return {
    kind,
    diagnostic: { code: codeOfKind[kind], message: `${said(error, read, kind)}${request}`, hint },
  }
}

const plainPort = 'What listens there speaks no TLS: write its address with http://, or name another port.'

function said(error: unknown, { code, message }: CloudError, kind: ErrorKind): string {
  if (error instanceof SyntaxError)
    return 'Aliyun gave no clear answer: a page or nothing came where JSON was expected.'
  if (kind === 'transport') return `Aliyun gave no clear answer: ${message}`
  return `Aliyun answered ${code === '' ? message : `${code}: ${message}`}`
}

/** Says that a name is taken by something that this stack did not make. */
export function foreign(what: string): FnxError {
  return new FnxError({
    code: codeOfKind.exists,
    message: `${what} exists already and was not made by this stack.`,
    hint: hints.exists,
  })
}

/** What to do about single codes, where their kind says too little. */
const hintsByCode: readonly (readonly [RegExp, string])[] = [
  [/^BucketNotEmpty/, 'Delete the objects in the bucket, or run the command again with --empty-buckets.'],
  [
    /^DeleteConflict\.Policy/,
    'Detach the policy from the users, groups and roles that have it, and run again.',
  ],
]

function ofOurs(error: FnxError): Diagnosis {
  const [diagnostic = { code: codeOfKind.unknown, message: error.message }] = error.diagnostics
  return { kind: kindOfCode(diagnostic.code), diagnostic }
}

function classify(error: unknown, { code, status, message }: CloudError): ErrorKind {
  // A page or an empty body where JSON was expected; the SDK keeps no status beside it.
  if (error instanceof SyntaxError) return 'transport'
  if (status === 429) return 'throttled'
  if (status !== undefined && status < 500 && fresh.test(message) && !/NotExist/.test(code))
    return 'propagating'
  const named = byCode.find(([pattern]) => pattern.test(code))?.[1]
  if (named !== undefined) return named
  if (/timeout|socket hang up|ECONN|ENOTFOUND|EAI_AGAIN|EPROTO|fetch failed/i.test(message))
    return 'transport'
  return byStatus(status)
}

function byStatus(status: number | undefined): ErrorKind {
  if (status === undefined) return 'unknown'
  if (status >= 500 || status < 0) return 'transport'
  if (status === 404) return 'missing'
  if (status === 401 || status === 403) return 'denied'
  if (status === 409) return 'busy'
  return status >= 400 ? 'invalid' : 'unknown'
}

function readError(error: unknown): CloudError {
  const { code, name, status, statusCode, message, requestId, data } = Object(error)
  const said = typeof data?.Message === 'string' ? data.Message : String(message ?? error)
  return {
    code: typeof code === 'string' ? code : error instanceof SyntaxError ? String(name) : '',
    status: [statusCode, status].find(value => typeof value === 'number'),
    message: sentence(said),
    requestId: typeof requestId === 'string' && requestId !== '' ? requestId : undefined,
  }
}

function sentence(said: string): string {
  // OSS's SDK puts all that it knows of the connection behind the reason.
  const line =
    said
      .split(/\n|, (?:GET|HEAD|PUT|POST|DELETE) http/, 1)[0]
      ?.trim()
      .slice(0, 300) ?? ''
  return /[.!?]$/.test(line) ? line : `${line}.`
}
