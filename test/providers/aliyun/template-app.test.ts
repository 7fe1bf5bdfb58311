import { describe, expect, it } from 'vitest'
import type { World } from '../../../src/model/dialect.ts'
import { loadTypes, typeNames } from '../../../src/model/service.ts'
import type { Resource, Stack } from '../../../src/model/stack.ts'
import type { Properties } from '../../../src/model/value.ts'
import { provider } from '../../../src/providers/aliyun/provider.ts'
import { local as localApp } from '../../../src/providers/aliyun/template-app.ts'
import { openWire } from '../../../src/providers/aliyun/wire.ts'
import { clear } from '../../support/bare-resolver.ts'
import { aliyunCloud, artifactOf, inputOf } from './aliyun-cloud.ts'

const local = (stack: Stack, world: World) => localApp(stack, world, clear)

const resources = await loadTypes(provider, typeNames(provider))

const wire = await openWire()

const world = { account: '1', region: 'cn-hangzhou', partition: 'aliyun', stackName: 'shop', stage: 'dev' }

function resource(
  type: string,
  properties: Properties,
  metadata: Properties = {},
): Omit<Resource, 'logicalId'> {
  return { type, properties, dependsOn: [], deletionPolicy: 'Delete', metadata, origin: [] }
}

function stackOf(parts: Readonly<Record<string, Omit<Resource, 'logicalId'>>>): Stack {
  const named = Object.entries(parts).map(([logicalId, part]) => [logicalId, { logicalId, ...part }])
  return { name: 'shop', provider: 'aliyun', resources: Object.fromEntries(named), outputs: [] }
}

const hello = resource('ALIYUN::FC3::Function', {
  Code: './src',
  EnvironmentVariables: { PORT: 80, LATER: { Ref: 'Photos' } },
  Handler: 'index.handler',
  InstanceLifecycleConfig: { Initializer: { Handler: 'index.init', Timeout: 5 } },
  MemorySize: 256,
  Runtime: 'nodejs20',
  Timeout: 10,
})

function trigger(type: string, config: Properties, metadata: Properties = {}) {
  const properties = {
    FunctionName: { Ref: 'Hello' },
    TriggerName: 't',
    TriggerType: type,
    TriggerConfig: config,
  }
  return resource('ALIYUN::FC3::Trigger', properties, metadata)
}

describe('local()', () => {
  it('gives a function with its code, its settings and what is known of its environment', () => {
    expect(local(stackOf({ Hello: hello }), world).functions).toEqual([
      {
        id: 'Hello',
        name: 'Hello',
        provider: 'aliyun',
        runtime: 'nodejs20',
        handler: 'index.handler',
        environment: { PORT: '80', LATER: 'Photos' },
        timeout: 10,
        memory: 256,
        region: 'cn-hangzhou',
        account: '1',
        code: { property: ['Code'], path: './src' },
        initializer: { handler: 'index.init', timeout: 5 },
      },
    ])
  })

  it('serves an HTTP trigger where its events say, and everywhere when they do not', () => {
    const config = { authType: 'anonymous', methods: ['GET'] }
    const routes = {
      'Fnx::Routes': [
        { Method: 'GET', Path: '/items/[id]' },
        { Method: 'GET', Path: '/files/*' },
      ],
    }
    const at = local(stackOf({ Hello: hello, Web: trigger('http', config, routes) }), world).routes
    expect(at.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /items/{id}',
      'GET /files/{rest+}',
    ])
    const everywhere = local(stackOf({ Hello: hello, Web: trigger('http', config) }), world).routes
    expect(everywhere.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET $default'])
  })

  it('fires timers with FC’s event and says what does not fire', () => {
    const timer = trigger('timer', { cronExpression: '@every 4m', enable: true, payload: 'hi' })
    const app = local(stackOf({ Hello: hello, Every: timer, Photos: trigger('oss', {}) }), world)
    expect(app.timers.map(({ schedule, enabled }) => [schedule, enabled])).toEqual([['@every 4m', true]])
    expect(app.timers[0]?.event(new Date('2026-11-22T10:00:00Z'))).toEqual({
      triggerTime: '2026-11-22T10:00:00.000Z',
      triggerName: 't',
      payload: 'hi',
    })
    expect(app.unsupported).toHaveLength(1)
  })
})

describe('a deployed function', () => {
  async function deployed() {
    const cloud = await aliyunCloud({
      invoke: async (id, payload) => ({
        requestId: 'r',
        payload: Buffer.from(`${id} got ${Buffer.from(payload)}`),
        log: 'a line\n',
        duration: 1,
        memoryUsed: 1,
      }),
    })
    const { client } = cloud
    const [fn, http] = resources
    const code = { 'Fnx::Artifact': artifactOf('x').hash }
    const properties = { Code: code, Handler: 'index.handler', Runtime: 'nodejs20' }
    await fn?.create(client, inputOf('hello', properties, { artifact: artifactOf('x') }))
    const config = { authType: 'anonymous', methods: ['GET'] }
    const web = { FunctionName: 'hello', TriggerType: 'http', TriggerConfig: config }
    const { attributes } = (await http?.create(client, inputOf('web', web))) ?? {}
    return { ...cloud, url: attributes?.UrlInternet }
  }

  it('is there to run, with its code and its address', async () => {
    const { store, url } = await deployed()
    const app = wire.app(store)
    expect(app.functions.map(({ id, handler }) => [id, handler])).toEqual([['hello', 'index.handler']])
    expect(store.bytes(app.functions[0]?.code?.stored ?? '')).toBeDefined()
    expect(app.routes.map(({ api, method, path }) => [api, method, path])).toEqual([
      ['hello', 'GET', '$default'],
    ])
    expect(url).toBe('http://hello.localhost:3000')
  })

  it('answers an invocation with payload, request and the end of its log', async () => {
    const { client } = await deployed()
    const { payload, failed, requestId, log } = await provider.invoke(client, 'hello', Buffer.from('{}'))
    expect([Buffer.from(payload).toString(), failed, requestId, log]).toEqual([
      'hello got {}',
      false,
      'r',
      'a line\n',
    ])
  })
})
