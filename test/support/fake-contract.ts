import type { Contract, HttpContract } from '../../src/model/contract.ts'

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString()

const http: HttpContract = {
  toEvent: (request, { route, parameters }) => ({
    method: request.method,
    path: request.path,
    query: request.query,
    headers: Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value])),
    body: text(request.body),
    route: route.path,
    parameters,
  }),
  toReply({ payload, failure }) {
    if (failure !== undefined)
      return {
        status: failure.kind === 'timeout' ? 504 : 502,
        headers: [['content-type', 'application/json']],
        body: payload,
      }
    return { status: 200, headers: [['content-type', 'application/json']], body: payload }
  },
  refusal: () => ({ status: 403, headers: [], body: Buffer.from('refused') }),
}

/** Gives a contract in the manner of no real cloud, for tests of the local cloud itself. */
export function fakeContract(style: Contract['style'] = 'lambda', responseLimit = 6_291_556): Contract {
  return {
    style,
    languageOf: runtime =>
      /^node/i.test(runtime)
        ? 'node'
        : /^python/i.test(runtime)
          ? 'python'
          : /^provided/.test(runtime)
            ? 'program'
            : undefined,
    environment: (spec, place) => ({
      ...spec.environment,
      FAKE_RUNTIME_API: place.runtimeApi,
      AWS_LAMBDA_FUNCTION_NAME: spec.name,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memory),
    }),
    context: ({ spec, requestId }) => ({
      requestId,
      function: { name: spec.name, memory: spec.memory },
      function_name: spec.name,
      memory_limit_in_mb: spec.memory,
      region: spec.region,
      accountId: spec.account,
      credentials: { accessKeyId: 'local', accessKeySecret: 'local', securityToken: 'local' },
    }),
    startLine: ({ requestId }) => `START RequestId: ${requestId}`,
    endLines: ({ requestId }, { duration, initDuration }) => [
      `END RequestId: ${requestId}`,
      `REPORT RequestId: ${requestId}\tDuration: ${duration.toFixed(2)} ms${initDuration === undefined ? '' : '\tInit'}`,
    ],
    failure: (kind, _facts, detail) =>
      kind === 'handler' || kind === 'init'
        ? { payload: detail, type: 'Function.Error' }
        : { payload: { kind, detail }, type: `Fake.${kind}` },
    responseLimit,
    http: { fake: http },
  }
}
