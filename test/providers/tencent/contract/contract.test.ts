import { describe, expect, it } from 'vitest'
import type { FailureKind, InvocationFacts } from '../../../../src/model/contract.ts'
import type { FunctionSpec } from '../../../../src/model/stack.ts'
import { contract } from '../../../../src/providers/tencent/contract/contract.ts'

const spec: FunctionSpec = {
  id: 'shop|hello',
  name: 'hello',
  provider: 'tencent',
  runtime: 'Nodejs18.15',
  handler: 'index.main_handler',
  environment: { A: '1', B: 'two' },
  timeout: 3,
  memory: 128,
  region: 'ap-guangzhou',
  account: '100000000000',
}
const credentials = { id: 'local', secret: 'local', token: 't' }
const facts: InvocationFacts = { requestId: 'r-1', deadline: 0, spec, logStream: 's', credentials }

describe('contract', () => {
  it.each([
    ['Nodejs18.15', 'node'],
    ['nodejs8.9', 'node'],
    ['Python3.10', 'python'],
    ['Go1', undefined],
  ])('runs %s by %s', (runtime, language) => {
    expect(contract.languageOf(runtime)).toBe(language)
  })

  it('sets the variables of SCF over those of the function', () => {
    const place = {
      code: '/code',
      layers: '/opt',
      temporary: '/t',
      runtimeApi: '127.0.0.1:1',
      logStream: 's',
      credentials,
    }
    const variables = contract.environment({ ...spec, environment: { A: '1', SCF_NAMESPACE: 'x' } }, place)
    expect(variables).toMatchObject({
      A: '1',
      SCF_NAMESPACE: 'shop',
      TENCENTCLOUD_RUNENV: 'SCF',
      TENCENTCLOUD_SECRETID: 'local',
      TENCENTCLOUD_SESSIONTOKEN: 't',
      _HANDLER: 'index.main_handler',
    })
  })

  it('gives the context of SCF', () => {
    expect(contract.context(facts)).toMatchObject({
      memory_limit_in_mb: 128,
      time_limit_in_ms: 3000,
      request_id: 'r-1',
      environ: 'A=1;B=two',
      environment: '{"A":"1","B":"two"}',
      function_name: 'hello',
      namespace: 'shop',
      tencentcloud_appid: '1250000000',
      tencentcloud_uin: '100000000000',
    })
  })

  it('writes the lines of SCF', () => {
    const outcome = { requestId: 'r-1', duration: 1.2, memoryUsed: 20.5 }
    expect([contract.startLine(facts), ...contract.endLines(facts, outcome)]).toEqual([
      'START RequestId: r-1',
      'END RequestId: r-1',
      'Report RequestId: r-1 Duration:2ms Memory:128MB MemUsage:20.500000MB',
    ])
  })

  const failures: readonly (readonly [FailureKind, number, string])[] = [
    ['handler', 430, 'user code exception caught'],
    ['timeout', 433, 'Invoking task timed out after 3 seconds'],
    ['memory', 434, 'Memory limit'],
    ['exit', 439, 'exit when running'],
    ['init', 437, 'could not be loaded'],
    ['too-large', 407, '6MB'],
  ]
  it.each(failures)('says %s by the status %i', (kind, statusCode, said) => {
    const { payload } = contract.failure(kind, facts, { stackTrace: ['Error: no', 'at x'] })
    expect(payload).toMatchObject({
      errorCode: -1,
      errorMessage: expect.stringContaining(said),
      requestId: 'r-1',
      stackTrace: 'Error: no\nat x',
      statusCode,
    })
  })
})
