import { describe, expect, it } from 'vitest'
import type { HttpRequest, InvokeOutcome } from '../../../../src/model/contract.ts'
import type { FunctionSpec } from '../../../../src/model/stack.ts'
import { record, type Value } from '../../../../src/model/value.ts'
import { contract } from '../../../../src/providers/aliyun/contract/contract.ts'

const spec: FunctionSpec = {
  id: 'hello',
  name: 'shop-hello',
  provider: 'aliyun',
  runtime: 'nodejs20',
  handler: 'index.handler',
  environment: { GREETING: 'hi' },
  timeout: 3,
  memory: 128,
  region: 'cn-hangzhou',
  account: '1000000000000000',
}
const credentials = { id: 'local', secret: 'local', token: 'local' }
const facts = { requestId: 'r', deadline: 0, spec, logStream: 's', credentials }
const http = contract.http.fc

function requestOf(more: Partial<HttpRequest> = {}): HttpRequest {
  return {
    method: 'POST',
    path: '/a%20b',
    query: 'name=you&tag=1&tag=2',
    headers: [
      ['host', 'hello.localhost:3000'],
      ['accept', 'a'],
      ['accept', 'b'],
    ],
    body: Buffer.from('{"x":1}'),
    sourceIp: '127.0.0.1',
    time: new Date('2026-11-22T10:00:00Z'),
    requestId: 'r',
    ...more,
  }
}

const route = { method: 'ANY', path: '$default', functionId: 'hello', contract: 'fc', api: 'hello' }

function replyTo(payload: string, failure?: NonNullable<InvokeOutcome['failure']>) {
  const outcome = { requestId: 'r', payload: Buffer.from(payload), log: '', duration: 1, memoryUsed: 1 }
  const reply = http?.toReply(failure === undefined ? outcome : { ...outcome, failure })
  return {
    status: reply?.status,
    type: reply?.headers[0]?.[1],
    body: Buffer.from(reply?.body ?? []).toString(),
  }
}

describe('the HTTP contract of FC', () => {
  it('makes an event of version v1', () => {
    const event = record(http?.toEvent(requestOf(), { route, parameters: {}, spec }))
    expect(event).toMatchObject({
      version: 'v1',
      rawPath: '/a%20b',
      body: '{"x":1}',
      isBase64Encoded: false,
      headers: { Host: 'hello.localhost:3000', Accept: 'a,b' },
      queryParameters: { name: 'you', tag: '1,2' },
      requestContext: {
        accountId: '1000000000000000',
        requestId: 'r',
        time: '2026-11-22T10:00:00.000Z',
        timeEpoch: '1795341600000',
        http: { method: 'POST', path: '/a b', sourceIp: '127.0.0.1' },
      },
    })
  })

  it('gives bytes that are no text as base64', () => {
    const event = record(
      http?.toEvent(requestOf({ body: Buffer.from([255, 0]) }), { route, parameters: {}, spec }),
    )
    expect([event.body, event.isBase64Encoded]).toEqual(['/wA=', true])
  })

  it.each<readonly [string, Value, number, string, string]>([
    [
      'a shaped answer',
      { statusCode: 201, headers: { 'Content-Type': 'text/plain' }, body: 'ok' },
      201,
      'text/plain',
      'ok',
    ],
    ['base64', { statusCode: 200, isBase64Encoded: true, body: 'b2s=' }, 200, 'application/json', 'ok'],
    ['a body that is a map', { body: { a: 1 } }, 200, 'application/json', '{"a":1}'],
    ['any other value', { a: 1 }, 200, 'application/json', '{"a":1}'],
    ['a text', 'hello', 200, 'application/json', '"hello"'],
  ])('answers with %s', (_, answer, status, type, body) => {
    expect(replyTo(JSON.stringify(answer))).toEqual({ status, type, body })
  })

  it('answers 502 with the error when the function fails', () => {
    const { status, body } = replyTo('{"errorMessage":"x"}', {
      kind: 'handler',
      type: 'HandledInvocationError',
    })
    expect([status, body]).toEqual([502, '{"errorMessage":"x"}'])
  })
})

describe('the runtime contract of FC', () => {
  it('gives the process its own variables and those of FC', () => {
    const place = {
      code: '/c',
      layers: '/opt',
      temporary: '/t',
      runtimeApi: 'x',
      logStream: 's',
      credentials,
      apiUrl: 'http://a',
    }
    expect(contract.environment(spec, place)).toMatchObject({
      GREETING: 'hi',
      FC_FUNCTION_NAME: 'shop-hello',
      FC_FUNC_CODE_PATH: '/c',
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'local',
    })
  })

  it('gives handlers the context that they know', () => {
    expect(contract.context(facts)).toMatchObject({
      requestId: 'r',
      function: { name: 'shop-hello', handler: 'index.handler', memory: 128, timeout: 3 },
      region: 'cn-hangzhou',
      credentials: { accessKeyId: 'local' },
    })
  })

  it.each([
    ['nodejs20', 'node'],
    ['nodejs10', 'node'],
    ['python3.12', 'python'],
    ['java11', undefined],
    ['nodejs20.x', undefined],
  ])('runs %s by %s', (runtime, language) => {
    expect(contract.languageOf(runtime)).toBe(language)
  })

  it('tells a failure of the handler from one of the process', () => {
    const thrown = { errorMessage: 'x', errorType: 'Error' }
    expect(contract.failure('handler', facts, thrown)).toEqual({
      payload: thrown,
      type: 'HandledInvocationError',
    })
    const { payload, type } = contract.failure('timeout', facts, null)
    expect([record(payload).errorMessage, type]).toEqual([
      'Function timed out after 3 seconds.',
      'UnhandledInvocationError',
    ])
  })
})
