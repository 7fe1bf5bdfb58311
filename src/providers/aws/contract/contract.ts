import type { Contract, FailureKind, InvocationFacts, Place } from '../../../model/contract.ts'
import type { FunctionSpec } from '../../../model/stack.ts'
import { functionUrl } from './function-url.ts'
import { httpApi } from './http-api.ts'
import { languageOf } from './languages.ts'
import { rest } from './rest.ts'

const responseLimit = 6_291_556

/** How Lambda runs functions. */
export const contract: Contract = {
  style: 'lambda',
  languageOf,
  environment,
  options,
  carried,
  context: () => ({}),
  startLine: ({ requestId }) => `START RequestId: ${requestId} Version: $LATEST`,
  endLines,
  failure,
  responseLimit,
  http: { rest, 'http-api': httpApi, 'function-url': functionUrl },
}

/** What Node does by itself in these versions and Lambda switches off, unless NODE_OPTIONS asks for it. */
const switchedOff: Readonly<Record<string, readonly string[]>> = {
  'nodejs20.x': ['require-module'],
  'nodejs22.x': ['require-module', 'detect-module'],
}

// https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
function options({ runtime, environment: own }: FunctionSpec): readonly string[] {
  const asked = own.NODE_OPTIONS ?? ''
  const off = switchedOff[runtime] ?? []
  return off
    .filter(name => !asked.includes(`--experimental-${name}`))
    .map(name => `--no-experimental-${name}`)
}

// https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html: SDK v3 from Node 18 on, v2 before, boto3 for Python.
function carried(runtime: string, source: string): readonly string[] {
  if (languageOf(runtime) === 'java') return javaClient
  if (languageOf(runtime) === 'python')
    return /^\s*(?:import|from)\s+boto(?:3|core)\b/m.test(source) ? ['boto3'] : []
  const names = [...source.matchAll(/['"`](aws-sdk|@aws-sdk\/[a-z\d-]+|@smithy\/[a-z\d-]+)(?=['"`/])/g)].map(
    ([, name = '']) => name,
  )
  if (languageOf(runtime) !== 'node') return []
  const isOld = Number(/\d+/.exec(runtime)?.[0]) < 18
  return names.flatMap(name => {
    if (name === 'aws-sdk') return isOld ? ['aws-sdk@2'] : []
    if (isOld) return []
    return name.startsWith('@aws-sdk/') ? [`${name}@3`] : [name]
  })
}

// https://github.com/aws/aws-lambda-java-libs: the client of Lambda's own runtimes, with what it is made of.
const javaClient = ['com.amazonaws:aws-lambda-java-runtime-interface-client:2.6.0']

function environment(spec: FunctionSpec, place: Place): Readonly<Record<string, string>> {
  const { region, name, memory } = spec
  return {
    // An address that the function names itself wins, as in the cloud; what the cloud sets wins over all else.
    ...(place.apiUrl === undefined ? {} : { AWS_ENDPOINT_URL: place.apiUrl }),
    ...spec.environment,
    ...runtimePaths(spec, place),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    // Lambda tells its own runtimes what they are, and others nothing.
    ...(languageOf(spec.runtime) === 'program' ? {} : { AWS_EXECUTION_ENV: `AWS_Lambda_${spec.runtime}` }),
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: place.logStream,
    AWS_LAMBDA_RUNTIME_API: place.runtimeApi,
    AWS_ACCESS_KEY_ID: place.credentials.id,
    AWS_SECRET_ACCESS_KEY: place.credentials.secret,
    AWS_SESSION_TOKEN: place.credentials.token,
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    LAMBDA_TASK_ROOT: place.code,
    _HANDLER: spec.handler,
  }
}

// https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html: layers are found whatever the function sets.
function pythonPath({ runtime, environment: own }: FunctionSpec, { code, layers }: Place): string {
  const version = /\d+\.\d+/.exec(runtime)?.[0]
  const folders = [`${layers}/python/lib/python${version}/site-packages`, `${layers}/python`]
  return [own.PYTHONPATH ?? code, ...folders].join(':')
}

function runtimePaths(spec: FunctionSpec, place: Place): Readonly<Record<string, string>> {
  const own = spec.environment
  const { layers } = place
  const shared = {
    LANG: 'en_US.UTF-8',
    TZ: own.TZ ?? ':UTC',
    PATH: `/usr/local/bin:/usr/bin:/bin:${layers}/bin`,
    LD_LIBRARY_PATH: `${place.code}:${place.code}/lib:${layers}/lib`,
    TMPDIR: place.temporary,
  }
  const language = languageOf(spec.runtime)
  if (language === 'java' || language === 'program') return shared
  if (language === 'python') return { ...shared, LC_CTYPE: 'C.UTF-8', PYTHONPATH: pythonPath(spec, place) }
  const version = /\d+/.exec(spec.runtime)?.[0]
  const folders = [
    `${layers}/nodejs/node${version}/node_modules`,
    `${layers}/nodejs/node_modules`,
    `${place.code}/node_modules`,
  ]
  return { ...shared, NODE_PATH: own.NODE_PATH ?? folders.join(':') }
}

function endLines(
  { requestId, spec }: InvocationFacts,
  outcome: Parameters<Contract['endLines']>[1],
): readonly string[] {
  const billed = Math.ceil(outcome.duration + (outcome.initDuration ?? 0))
  const parts = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${outcome.duration.toFixed(2)} ms`,
    `Billed Duration: ${billed} ms`,
    `Memory Size: ${spec.memory} MB`,
    `Max Memory Used: ${Math.ceil(outcome.memoryUsed)} MB`,
    ...(outcome.initDuration === undefined ? [] : [`Init Duration: ${outcome.initDuration.toFixed(2)} ms`]),
    ...(outcome.failure === undefined ? [] : [`Status: ${status(outcome.failure.kind)}`]),
  ]
  return [`END RequestId: ${requestId}`, `${parts.join('\t')}\t`]
}

function status(kind: FailureKind): string {
  return kind === 'timeout' ? 'timeout' : 'error'
}

function failure(
  kind: FailureKind,
  { requestId, spec }: InvocationFacts,
  detail: Parameters<Contract['failure']>[2],
): ReturnType<Contract['failure']> {
  const said = (type: string, message: string) => ({
    payload: { errorType: type, errorMessage: message },
    type,
  })
  const error = `RequestId: ${requestId} Error:`
  switch (kind) {
    case 'timeout':
      return said('Sandbox.Timedout', `${error} Task timed out after ${spec.timeout.toFixed(2)} seconds`)
    case 'memory':
      return said('Runtime.OutOfMemory', `${error} Runtime exited with error: signal: killed`)
    case 'too-large':
      return said(
        'Function.ResponseSizeTooLarge',
        `Response payload size exceeded maximum allowed payload size (${responseLimit} bytes).`,
      )
    case 'exit':
      return said('Runtime.ExitError', `${error} ${exitWords(detail)}`)
    case 'init':
    case 'handler':
      return { payload: detail, type: typeOf(detail) }
  }
}

function exitWords(detail: Parameters<Contract['failure']>[2]): string {
  return detail === 0 || detail === null
    ? 'Runtime exited without providing a reason'
    : `Runtime exited with error: ${typeof detail === 'number' ? `exit status ${detail}` : String(detail)}`
}

function typeOf(detail: Parameters<Contract['failure']>[2]): string {
  const type = typeof detail === 'object' && detail !== null && 'errorType' in detail ? detail.errorType : ''
  return typeof type === 'string' && type !== '' ? type : 'Unhandled'
}
