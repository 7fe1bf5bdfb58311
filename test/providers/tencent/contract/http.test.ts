import { describe, expect, it } from 'vitest'
import type { HttpRequest, InvokeOutcome, RouteMatch } from '../../../../src/model/contract.ts'
import type { Value } from '../../../../src/model/value.ts'
import { functionUrl } from '../../../../src/providers/tencent/contract/http.ts'

const request: HttpRequest = {
  method: 'POST',
  path: '/hello/a%20b',
  query: 'a=1&b=x%20y&a=2',
  headers: [
    ['Accept', '*/*'],
    ['X-Two', 'one'],
    ['x-two', 'two'],
  ],
  body: Buffer.from('{"a":1}'),
  sourceIp: '127.0.0.1',
  time: new Date(0),
  requestId: 'r-1',
}

function matched(prefix?: string): RouteMatch {
  const route = { method: 'ANY', path: '/{path+}', functionId: 'hello', contract: 'url', api: 'hello' }
  const spec = {} as RouteMatch['spec'] // the event says nothing of the function
  return { route: prefix === undefined ? route : { ...route, settings: { prefix } }, parameters: {}, spec }
}

function outcome(payload: Value, failure?: InvokeOutcome['failure']): InvokeOutcome {
  const made = {
    requestId: 'r-1',
    payload: Buffer.from(JSON.stringify(payload)),
    log: '',
    duration: 1,
    memoryUsed: 1,
  }
  return failure === undefined ? made : { ...made, failure }
}

describe('functionUrl.toEvent()', () => {
  it('makes the event of a function URL', () => {
    expect(functionUrl.toEvent(request, matched())).toEqual({
      body: '{"a":1}',
      headers: { accept: '*/*', 'x-two': 'one,two', 'x-scf-remote-addr': '127.0.0.1' },
      httpMethod: 'POST',
      path: '/hello/a%20b',
      queryString: { a: '2', b: 'x y' },
    })
  })

  it.each([
    ['/hello/a', '/a'],
    ['/hello', '/'],
  ])('takes the name of the function off %s', (path, seen) => {
    expect(functionUrl.toEvent({ ...request, path }, matched('/hello'))).toMatchObject({ path: seen })
  })
})

interface Expected {
  readonly status: number
  readonly body: string
  readonly headers: readonly (readonly string[])[]
}

describe('functionUrl.toReply()', () => {
  const json = ['Content-Type', 'application/json']
  const table: readonly (readonly [string, InvokeOutcome, Expected])[] = [
    [
      'an integrated response',
      outcome({ statusCode: 201, headers: { 'content-type': 'text/plain', 'X-A': ['1', '2'] }, body: 'hi' }),
      {
        status: 201,
        body: 'hi',
        headers: [
          ['content-type', 'text/plain'],
          ['X-A', '1'],
          ['X-A', '2'],
        ],
      },
    ],
    [
      'a body in base64',
      outcome({ statusCode: 200, isBase64Encoded: true, body: Buffer.from('hi').toString('base64') }),
      { status: 200, body: 'hi', headers: [json] },
    ],
    ['a bare object', outcome({ a: 1 }), { status: 200, body: '{"a":1}', headers: [json] }],
    ['a bare text', outcome('hi'), { status: 200, body: 'hi', headers: [json] }],
    [
      'a failure',
      outcome({ errorCode: -1 }, { kind: 'handler', type: 'x' }),
      { status: 430, body: '{"errorCode":-1}', headers: [json] },
    ],
    [
      'a timeout',
      outcome({ errorCode: -1 }, { kind: 'timeout', type: 'x' }),
      { status: 433, body: '{"errorCode":-1}', headers: [json] },
    ],
  ]
  it.each(table)('reads %s', (_name, given, { status, body, headers }) => {
    const reply = functionUrl.toReply(given)
    expect(reply.status).toBe(status)
    expect(Buffer.from(reply.body).toString()).toBe(body)
    expect(reply.headers).toEqual([['X-Scf-Request-Id', 'r-1'], ...headers])
  })
})
