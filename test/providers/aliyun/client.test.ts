import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { performance } from 'node:perf_hooks'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Pace, Settings } from '../../../src/model/provider.ts'
import { connect } from '../../../src/providers/aliyun/client.ts'
import { timeoutsOf } from '../../../src/providers/aliyun/client-api.ts'
import { diagnose } from '../../../src/providers/aliyun/diagnose.ts'
import { invoke } from '../../../src/providers/aliyun/fc/invoke.ts'
import { openWire } from '../../../src/providers/aliyun/wire.ts'
import { serveWire } from '../../support/wire-server.ts'

const wire = await openWire()

/** Sends each call once. */
const pace: Pace = {
  attempt: send => send(),
  until: async probe => {
    const found = await probe()
    if (found === undefined) throw new Error('not there')
    return found
  },
  within: (_, work) => work(),
  exclusive: (_, work) => work(),
}

function settings(more: Partial<Settings>): Settings {
  return { environment: {}, home: '/nowhere', pace, ...more }
}

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a listening server has an address
}

async function kindOf(work: Promise<unknown>) {
  return work.then(
    () => undefined,
    error => diagnose(error),
  )
}

const local = { id: 'local', secret: 'local' }

describe('connect()', () => {
  it('names what to set within a second when there are no credentials', async () => {
    const begun = performance.now()
    const { diagnostic } = (await kindOf(connect(settings({})))) ?? {}
    expect(performance.now() - begun).toBeLessThan(2_000)
    expect(diagnostic?.code).toBe('E0006')
    expect(diagnostic?.hint).toContain('ALIBABA_CLOUD_ACCESS_KEY_ID')
  })

  it('finds keys in the environment, and who calls', async () => {
    const { url } = await serveWire(wire)
    const environment = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'local', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'local' }
    const found = await connect(settings({ endpoint: url, environment, region: 'cn-beijing' }))
    expect([found.account, found.region]).toEqual(['1000000000000000', 'cn-beijing'])
  })

  it('says who is not known there', async () => {
    const { url } = await serveWire(wire)
    const credentials = { id: 'stranger', secret: 'x' }
    expect((await kindOf(connect(settings({ endpoint: url, credentials }))))?.kind).toBe('denied')
  })

  it('says that nothing listens at the endpoint', async () => {
    const found = await kindOf(connect(settings({ endpoint: 'http://127.0.0.1:1', credentials: local })))
    expect(found?.kind).toBe('transport')
    expect(found?.diagnostic.code).toBe('E6008')
  })

  it.each([
    ['a page', 502, '<html>Bad gateway</html>'],
    ['nothing', 500, ''],
  ])('takes %s instead of JSON for no clear answer', async (_, status, body) => {
    const endpoint = await serve((_request, response) => void response.writeHead(status).end(body))
    const found = await kindOf(connect(settings({ endpoint, credentials: local })))
    expect(found?.kind).toBe('transport')
  })
})

describe('a client', () => {
  it('waits for a function for as long as it may take', { timeout: 120_000 }, async () => {
    const endpoint = await serve((request, response) => {
      const action = request.headers['x-acs-action']
      const said = action === 'GetCallerIdentity' ? { AccountId: '1' } : { timeout: 120 }
      const slow = action === 'InvokeFunction' ? 11_000 : 0
      setTimeout(() => response.writeHead(200).end(slow > 0 ? 'done' : JSON.stringify(said)), slow)
    })
    const { client } = await connect(settings({ endpoint, credentials: local }))
    const { payload } = await invoke(client, 'slow', Buffer.from('{}'))
    expect(Buffer.from(payload).toString()).toBe('done')
  })

  it('gives an upload time by its size, and the service time by what it does', () => {
    const mega = 1024 * 1024
    expect(timeoutsOf(undefined, 0)).toEqual({ connectTimeout: 60_000, readTimeout: 60_000 })
    expect(timeoutsOf(600, 0)).toEqual({ connectTimeout: 600_000, readTimeout: 600_000 })
    expect(timeoutsOf(undefined, 21 * mega).readTimeout).toBeGreaterThan((21 * mega * 8) / 1000)
  })

  it.each([
    [
      'CreateFunction',
      { functionName: 'a', runtime: 'x' },
      'POST',
      '/functions',
      '{"functionName":"a","runtime":"x"}',
    ],
    ['UpdateFunction', { functionName: 'a b', timeout: 3 }, 'PUT', '/functions/a%20b', '{"timeout":3}'],
    ['DeleteTrigger', { functionName: 'a', triggerName: 'b' }, 'DELETE', '/functions/a/triggers/b', ''],
    [
      'UntagResources',
      { ResourceType: 'function', TagKey: ['x', 'y'] },
      'DELETE',
      '/tags-v2?ResourceType=function&TagKey=%5B%22x%22%2C%22y%22%5D',
      '',
    ],
  ])('sends %s where FC has it', async (action, input, method, path, body) => {
    const seen: string[] = []
    const endpoint = await serve(async (request, response) => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part)
      seen.push(`${request.method} ${request.url} ${Buffer.concat(parts)}`)
      response.end('{"AccountId":"1","functionName":"a"}')
    })
    const { client } = await connect(settings({ endpoint, credentials: local }))
    await client.call('fc', action, input)
    expect(seen[1]).toBe(`${method} /2023-03-30${path} ${body}`)
  })

  it.each([
    [503, 'ResourceThrottled', 'slow down', 'throttled'],
    [429, 'Throttling.User', 'slow down', 'throttled'],
    [409, 'ConcurrentUpdateError', 'the function is being updated', 'busy'],
    [404, 'FunctionNotFound', "function 'x' does not exist", 'missing'],
    [409, 'FunctionAlreadyExists', "function 'x' already exists", 'exists'],
    [403, 'AccessDenied', 'no permission for fc:GetFunction', 'denied'],
    [403, 'AccessDenied', "role 'acs:ram::1:role/r' cannot be assumed by fc.aliyuncs.com", 'propagating'],
    [400, 'InvalidArgument', "project 'p' does not exist", 'propagating'],
    [400, 'InvalidArgument', 'memorySize 1 is not valid', 'invalid'],
    [500, 'InternalServerError', 'an internal error has occurred', 'transport'],
    [418, 'Teapot', 'short and stout', 'invalid'],
  ])('takes %i %s (%s) for %s', async (status, Code, Message, kind) => {
    const endpoint = await serve((request, response) => {
      const who = request.headers['x-acs-action'] === 'GetCallerIdentity'
      const body = who ? { AccountId: '1' } : { Code, Message, RequestId: 'r' }
      response.writeHead(who ? 200 : status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    })
    const { client } = await connect(settings({ endpoint, credentials: local }))
    const found = await kindOf(client.call('fc', 'GetFunction', { functionName: 'x' }))
    expect(found?.kind).toBe(kind)
    expect(found?.diagnostic.message).toContain(Message)
    expect(found?.diagnostic.hint).toBeDefined()
  })

  it('says what OSS says, and how to go on', async () => {
    const { url } = await serveWire(wire)
    const { client } = await connect(settings({ endpoint: url, credentials: local }))
    await client.oss('once', 'photos', oss => oss.putBucket('photos'))
    await client.oss('once', 'photos', oss => oss.put('a b/ü.txt', Buffer.from('x')))
    const full = await kindOf(client.oss('once', 'photos', oss => oss.deleteBucket('photos')))
    expect(full?.kind).toBe('invalid')
    expect(full?.diagnostic.hint).toContain('--empty-buckets')
    const gone = await kindOf(client.oss('once', 'videos', oss => oss.head('x')))
    expect(gone?.kind).toBe('missing')
  })
})
