import type { Contract, FailureKind, InvocationFacts, Place } from '../../../model/contract.ts'
import type { FunctionSpec } from '../../../model/stack.ts'
import { isRecord, text, type Value } from '../../../model/value.ts'
import { statusOf } from './failures.ts'
import { functionUrl } from './http.ts'
import { localAccount } from './routes.ts'

/** How SCF runs event functions. */
export const contract: Contract = {
  style: 'scf',
  languageOf: runtime => {
    const name = runtime.toLowerCase()
    return name.startsWith('nodejs') ? 'node' : name.startsWith('python') ? 'python' : undefined
  },
  environment,
  context: facts => ({
    callbackWaitsForEmptyEventLoop: true,
    memory_limit_in_mb: facts.spec.memory,
    time_limit_in_ms: facts.spec.timeout * 1000,
    request_id: facts.requestId,
    environment: JSON.stringify(facts.spec.environment),
    environ: Object.entries(facts.spec.environment)
      .map(([key, value]) => `${key}=${value}`)
      .join(';'),
    function_version: '$LATEST',
    function_name: facts.spec.name,
    namespace: namespaceOf(facts.spec),
    tencentcloud_region: facts.spec.region,
    tencentcloud_appid: localAccount.appId,
    tencentcloud_uin: facts.spec.account,
  }),
  startLine: ({ requestId }) => `START RequestId: ${requestId}`,
  endLines: ({ requestId, spec }, { duration, memoryUsed }) => [
    `END RequestId: ${requestId}`,
    `Report RequestId: ${requestId} Duration:${Math.ceil(duration)}ms Memory:${spec.memory}MB MemUsage:${memoryUsed.toFixed(6)}MB`,
  ],
  failure,
  responseLimit: 6 * 1024 * 1024,
  http: { url: functionUrl },
}

function environment(spec: FunctionSpec, place: Place): Readonly<Record<string, string>> {
  const { id, secret, token } = place.credentials
  return {
    ...spec.environment,
    SCF_NAMESPACE: namespaceOf(spec),
    SCF_FUNCTIONNAME: spec.name,
    SCF_FUNCTIONVERSION: '$LATEST',
    _HANDLER: spec.handler,
    USER_CODE_ROOT: `${place.code}/`,
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: spec.region,
    TENCENTCLOUD_APPID: localAccount.appId,
    TENCENTCLOUD_UIN: spec.account,
    TENCENTCLOUD_SECRETID: id,
    TENCENTCLOUD_SECRETKEY: secret,
    TENCENTCLOUD_SESSIONTOKEN: token,
    TZ: 'UTC',
    LANG: 'en_US.UTF-8',
    PATH: '/usr/local/bin:/usr/bin:/bin',
    PYTHONPATH: place.code,
    NODE_PATH: `${place.code}/node_modules`,
    TMPDIR: place.temporary,
    ...(place.apiUrl === undefined ? {} : { FNX_ENDPOINT: place.apiUrl }),
  }
}

/** A deployed function carries its namespace in its id; one that runs from a template is taken for `default`. */
function namespaceOf({ id }: FunctionSpec): string {
  const bar = id.indexOf('|')
  return bar < 0 ? 'default' : id.slice(0, bar)
}

function failure(kind: FailureKind, facts: InvocationFacts, detail: Value): { payload: Value; type: string } {
  const stackTrace = traceOf(detail)
  return {
    payload: {
      errorCode: -1,
      errorMessage: messageOf(kind, facts.spec),
      requestId: facts.requestId,
      ...(stackTrace === undefined ? {} : { stackTrace }),
      statusCode: statusOf[kind],
    },
    type: messageOf(kind, facts.spec),
  }
}

function messageOf(kind: FailureKind, { timeout, memory }: FunctionSpec): string {
  const said: Readonly<Record<FailureKind, string>> = {
    handler: 'user code exception caught',
    timeout: `Invoking task timed out after ${timeout} seconds`,
    memory: `Memory limit of ${memory} MB reached`,
    init: 'the function could not be loaded',
    exit: 'User process exit when running',
    'too-large': 'The size of response exceeds the upper limit (6MB)',
  }
  return said[kind]
}

/** Bootstraps say what was thrown as a text, or as a message with a stack; an exit status is no trace. */
function traceOf(detail: Value): string | undefined {
  if (!isRecord(detail)) return typeof detail === 'string' ? detail : undefined
  const stack = detail.stackTrace ?? detail.stack ?? detail.trace
  if (Array.isArray(stack)) return stack.map(line => text(line) ?? '').join('\n')
  return text(stack) ?? text(detail.errorMessage) ?? JSON.stringify(detail)
}
