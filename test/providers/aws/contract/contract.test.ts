import { describe, expect, it } from 'vitest'
import type { InvocationFacts, Place } from '../../../../src/model/contract.ts'
import type { FunctionSpec } from '../../../../src/model/stack.ts'
import { contract } from '../../../../src/providers/aws/contract/contract.ts'

const spec: FunctionSpec = {
  id: 'Hello',
  name: 'hello',
  provider: 'aws',
  runtime: 'python3.13',
  handler: 'app.handler',
  environment: { TABLE: 'notes', AWS_REGION: 'mine' },
  timeout: 1,
  memory: 128,
  region: 'eu-west-1',
  account: '000000000000',
}
const place: Place = {
  code: '/code',
  layers: '/opt',
  temporary: '/scratch',
  runtimeApi: '127.0.0.1:9001',
  logStream: '2026/11/22/[$LATEST]abc',
  credentials: { id: 'id', secret: 'secret', token: 'token' },
}
const facts: InvocationFacts = {
  requestId: 'r1',
  deadline: 0,
  spec,
  logStream: place.logStream,
  credentials: place.credentials,
}

describe('contract', () => {
  it('lets what the cloud sets win over what the function asks for', () => {
    const found = contract.environment(spec, { ...place, apiUrl: 'http://127.0.0.1:4566' })
    expect(found).toMatchObject({
      TABLE: 'notes',
      AWS_REGION: 'eu-west-1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_python3.13',
      AWS_LAMBDA_RUNTIME_API: '127.0.0.1:9001',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      PYTHONPATH: '/code:/opt/python/lib/python3.13/site-packages:/opt/python',
      _HANDLER: 'app.handler',
    })
  })

  it.each([
    ['nodejs22.x', 'node'],
    ['python3.13', 'python'],
    ['java21', 'java'],
    ['ruby3.3', undefined],
    ['provided.al2023', 'program'],
  ] as const)('starts %s with %s', (runtime, language) => {
    expect(contract.languageOf(runtime)).toBe(language)
  })

  it('reports with the start-up time at the first run alone', () => {
    const outcome = { requestId: 'r1', duration: 1.234, memoryUsed: 40.2 }
    const tabs = (more: { readonly initDuration?: number }) =>
      contract.endLines(facts, { ...outcome, ...more })[1]
    expect(tabs({})).toBe(
      'REPORT RequestId: r1\tDuration: 1.23 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 41 MB\t',
    )
    expect(tabs({ initDuration: 80 })).toContain('\tMax Memory Used: 41 MB\tInit Duration: 80.00 ms\t')
  })

  it.each([
    ['timeout', null, 'Sandbox.Timedout', 'RequestId: r1 Error: Task timed out after 1.00 seconds'],
    ['exit', 0, 'Runtime.ExitError', 'RequestId: r1 Error: Runtime exited without providing a reason'],
    ['exit', 127, 'Runtime.ExitError', 'RequestId: r1 Error: Runtime exited with error: exit status 127'],
    [
      'too-large',
      null,
      'Function.ResponseSizeTooLarge',
      'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    ],
  ] as const)('says %s (%s) as Lambda does', (kind, detail, errorType, errorMessage) => {
    const { payload, type } = contract.failure(kind, facts, detail)
    expect(payload).toEqual({ errorType, errorMessage })
    expect(type).toBe(errorType)
  })

  it('hands on what a handler threw', () => {
    const thrown = { errorType: 'KeyError', errorMessage: "'n'" }
    expect(contract.failure('handler', facts, thrown)).toEqual({ payload: thrown, type: 'KeyError' })
  })
})
