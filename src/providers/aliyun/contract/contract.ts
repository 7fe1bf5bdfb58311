import type { Contract, FailureKind, InvocationFacts } from '../../../model/contract.ts'
import type { Value } from '../../../model/value.ts'
import { runtimeOf } from '../data/runtimes.ts'
import { fcHttp } from './http.ts'

/** How Function Compute runs functions. */
export const contract: Contract = {
  style: 'fc',
  languageOf(runtime) {
    const language = runtimeOf(runtime)?.language
    return language === 'node' || language === 'python' ? language : undefined
  },
  environment: (spec, place) => ({
    ...spec.environment,
    ALIBABA_CLOUD_ACCESS_KEY_ID: place.credentials.id,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: place.credentials.secret,
    ALIBABA_CLOUD_SECURITY_TOKEN: place.credentials.token,
    FC_ACCOUNT_ID: spec.account,
    FC_FUNC_CODE_PATH: place.code,
    FC_FUNCTION_HANDLER: spec.handler,
    FC_FUNCTION_MEMORY_SIZE: String(spec.memory),
    FC_FUNCTION_NAME: spec.name,
    FC_FUNCTION_VERSION: 'LATEST',
    FC_INSTANCE_ID: place.logStream,
    FC_REGION: spec.region,
    FC_RUNTIME: spec.runtime,
    FC_TIMEOUT: String(spec.timeout),
    LANG: 'C.UTF-8',
    ...(place.apiUrl === undefined ? {} : { FNX_API_URL: place.apiUrl }),
  }),
  context: ({ requestId, spec, credentials }) => ({
    requestId,
    credentials: {
      accessKeyId: credentials.id,
      accessKeySecret: credentials.secret,
      securityToken: credentials.token,
    },
    function: { name: spec.name, handler: spec.handler, memory: spec.memory, timeout: spec.timeout },
    service: { name: '', logProject: '', logStore: '', qualifier: 'LATEST', versionId: '' },
    region: spec.region,
    accountId: spec.account,
    retryCount: 0,
    tracing: { openTracingSpanContext: '', jaegerEndpoint: '', spanBaggages: {} },
  }),
  startLine: ({ requestId }) => `FC Invoke Start RequestId: ${requestId}`,
  endLines: ({ requestId }) => [`FC Invoke End RequestId: ${requestId}`],
  failure: (kind, facts, detail) => ({
    payload: payloadOf(kind, facts, detail),
    type: kind === 'handler' ? 'HandledInvocationError' : 'UnhandledInvocationError',
  }),
  responseLimit: 32 * 1024 * 1024,
  http: { fc: fcHttp },
}

function payloadOf(kind: FailureKind, { spec }: InvocationFacts, detail: Value): Value {
  switch (kind) {
    case 'handler':
    case 'init':
      return detail
    case 'timeout':
      return { errorMessage: `Function timed out after ${spec.timeout} seconds.` }
    case 'memory':
      return { errorMessage: `Function ran out of its memory of ${spec.memory} MB.` }
    case 'exit':
      return {
        errorMessage: `Process exited unexpectedly before completing request (${JSON.stringify(detail)}).`,
      }
    case 'too-large':
      return { errorMessage: `The answer of ${JSON.stringify(detail)} bytes is above the limit of 32 MB.` }
  }
}
