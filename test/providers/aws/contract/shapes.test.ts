import { describe, expect, it } from 'vitest'
import type { HttpContract, HttpRequest, InvokeOutcome, RouteMatch } from '../../../../src/model/contract.ts'
import type { Value } from '../../../../src/model/value.ts'
import { contract } from '../../../../src/providers/aws/contract/contract.ts'
import { functionUrl } from '../../../../src/providers/aws/contract/function-url.ts'
import { httpApi } from '../../../../src/providers/aws/contract/http-api.ts'
import { rest } from '../../../../src/providers/aws/contract/rest.ts'

const spec = {
  id: 'Hello',
  name: 'hello',
  provider: 'aws',
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  environment: {},
  timeout: 3,
  memory: 128,
  region: 'us-east-1',
  account: '000000000000',
}

function request(more: Partial<HttpRequest> = {}): HttpRequest {
  return {
    method: 'POST',
    path: '/notes/a%20b',
    query: 'tag=x&tag=y%20z&one=1',
    headers: [
      ['Host', 'localhost:3000'],
      ['X-Many', 'first'],
      ['x-many', 'second'],
      ['Cookie', 'a=1; b=2'],
      ['Content-Type', 'application/json'],
      ['User-Agent', 'test'],
    ],
    body: Buffer.from('{"ok":true}'),
    sourceIp: '127.0.0.1',
    time: new Date('2026-11-22T16:51:00Z'),
    requestId: 'request-1',
    ...more,
  }
}

function match(more: Partial<RouteMatch['route']> = {}, parameters = { id: 'a b' }): RouteMatch {
  const route = {
    method: 'POST',
    path: '/notes/{id}',
    functionId: 'Hello',
    contract: 'rest',
    api: 'api1',
    ...more,
  }
  return { route, parameters, spec }
}

function outcome(result: Value, failure?: InvokeOutcome['failure']): InvokeOutcome {
  const payload = Buffer.from(JSON.stringify(result))
  const facts = { requestId: 'request-1', log: '', duration: 1, memoryUsed: 1 }
  return { ...facts, payload, ...(failure === undefined ? {} : { failure }) }
}

describe('rest', () => {
  it('makes the event of a proxy integration', () => {
    const event = rest.toEvent(request(), match({ stage: 'Prod' }))
    expect(event).toMatchObject({
      resource: '/notes/{id}',
      path: '/notes/a b',
      httpMethod: 'POST',
      headers: { Host: 'localhost:3000', 'X-Forwarded-For': '127.0.0.1' },
      queryStringParameters: { tag: 'y z', one: '1' },
      multiValueQueryStringParameters: { tag: ['x', 'y z'], one: ['1'] },
      pathParameters: { id: 'a b' },
      stageVariables: null,
      requestContext: {
        resourcePath: '/notes/{id}',
        path: '/Prod/notes/a b',
        stage: 'Prod',
        requestTime: '22/Nov/2026:16:51:00 +0000',
        identity: { sourceIp: '127.0.0.1', userAgent: 'test', accessKey: null },
      },
      body: '{"ok":true}',
      isBase64Encoded: false,
    })
  })

  it('gives null for what is absent', () => {
    const event = rest.toEvent(request({ query: '', body: Buffer.alloc(0) }), { ...match(), parameters: {} })
    expect(event).toMatchObject({ queryStringParameters: null, pathParameters: null, body: null })
  })

  it('encodes bodies of the media types that the API calls binary', () => {
    const settings = { binaryMediaTypes: ['application/*'] }
    expect(rest.toEvent(request(), match({ settings }))).toMatchObject({
      body: Buffer.from('{"ok":true}').toString('base64'),
      isBase64Encoded: true,
    })
  })

  const good: readonly (readonly [string, Value, number, string])[] = [
    ['a status and a body', { statusCode: 201, body: 'made' }, 201, 'made'],
    ['a status as text', { statusCode: '200', body: 'x' }, 200, 'x'],
    ['a body in base64', { statusCode: 200, body: 'aGk=', isBase64Encoded: true }, 200, 'hi'],
    ['no body', { statusCode: 204 }, 204, ''],
  ]
  it.each(good)('takes %s', (_what, result, status, body) => {
    const reply = rest.toReply(outcome(result))
    expect([reply.status, Buffer.from(reply.body).toString()]).toEqual([status, body])
  })

  const bad: readonly Value[] = [
    'text',
    null,
    1,
    {},
    { body: 'x' },
    { statusCode: 200, body: { a: 1 } },
    { statusCode: 200, other: 1 },
    { statusCode: 'x' },
  ]
  it.each(bad.map(result => [JSON.stringify(result), result] as const))(
    'answers 502 for %s',
    (_what, result) => {
      const reply = rest.toReply(outcome(result))
      expect(reply.status).toBe(502)
      expect(Buffer.from(reply.body).toString()).toBe('{"message":"Internal server error"}')
    },
  )

  it('answers 502 for a failed function and 504 for a slow one', () => {
    expect(rest.toReply(outcome({ statusCode: 200 }, { kind: 'handler', type: 'Error' })).status).toBe(502)
    expect(rest.toReply(outcome({}, { kind: 'timeout', type: 'x' })).status).toBe(504)
  })

  it('prefers the headers that have several values', () => {
    const headers = { 'X-A': '1', 'X-B': '2' }
    const reply = rest.toReply(
      outcome({ statusCode: 200, headers, multiValueHeaders: { 'x-a': ['3', '4'] } }),
    )
    expect(reply.headers.filter(([name]) => name.toLowerCase() === 'x-a')).toEqual([
      ['x-a', '3'],
      ['x-a', '4'],
    ])
  })
})

describe('http-api', () => {
  it('makes the event of payload format 2.0', () => {
    const event = httpApi.toEvent(request(), match({ contract: 'http-api' }))
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'POST /notes/{id}',
      rawPath: '/notes/a b',
      rawQueryString: 'tag=x&tag=y%20z&one=1',
      cookies: ['a=1', 'b=2'],
      headers: { 'x-many': 'first,second', 'content-type': 'application/json' },
      queryStringParameters: { tag: 'x,y z', one: '1' },
      pathParameters: { id: 'a b' },
      requestContext: {
        http: { method: 'POST', path: '/notes/a b' },
        routeKey: 'POST /notes/{id}',
        stage: '$default',
      },
      body: '{"ok":true}',
      isBase64Encoded: false,
    })
  })

  it('leaves out what is absent', () => {
    const event = httpApi.toEvent(request({ query: '', body: Buffer.alloc(0), headers: [] }), {
      ...match({ path: '$default', settings: { routeKey: '$default' } }),
      parameters: {},
    })
    for (const name of ['cookies', 'queryStringParameters', 'pathParameters', 'body'])
      expect(event).not.toHaveProperty(name)
    expect(event).toMatchObject({ routeKey: '$default' })
  })

  it('encodes a body that is not text', () => {
    const headers: HttpRequest['headers'] = [['content-type', 'image/png']]
    const event = httpApi.toEvent(request({ headers, body: Buffer.from([0xff]) }), match())
    expect(event).toMatchObject({ body: '/w==', isBase64Encoded: true })
  })

  it('makes the older event where the integration asks for it', () => {
    const event = httpApi.toEvent(request(), match({ settings: { payloadFormatVersion: '1.0' } }))
    expect(event).toMatchObject({ version: '1.0', resource: '/notes/{id}', httpMethod: 'POST' })
  })
})

describe.each<readonly [string, HttpContract, number]>([
  ['http-api', httpApi, 500],
  ['function-url', functionUrl, 502],
])('%s', (_name, shape, failed) => {
  const answers: readonly (readonly [string, Value, number, string])[] = [
    ['a structured answer', { statusCode: 201, body: 'made' }, 201, 'made'],
    ['text', 'hello', 200, 'hello'],
    ['a map without a status', { a: 1 }, 200, '{"a":1}'],
    ['a list', [1], 200, '[1]'],
  ]
  it.each(answers)('takes %s', (_what, result, status, body) => {
    const reply = shape.toReply(outcome(result))
    expect([reply.status, Buffer.from(reply.body).toString()]).toEqual([status, body])
    expect(reply.headers).toContainEqual(['content-type', 'application/json'])
  })

  it('sends cookies one by one', () => {
    const reply = shape.toReply(outcome({ statusCode: 200, cookies: ['a=1', 'b=2'] }))
    expect(reply.headers.filter(([name]) => name === 'set-cookie')).toHaveLength(2)
  })

  it('fails as the service does', () => {
    expect(shape.toReply(outcome({}, { kind: 'handler', type: 'Error' })).status).toBe(failed)
    expect(shape.toReply(outcome({ statusCode: 'x' })).status).toBe(failed)
  })
})

describe('contract', () => {
  it('names every contract that routes carry', () => {
    expect(Object.keys(contract.http).sort()).toEqual(['function-url', 'http-api', 'rest'])
  })
})
