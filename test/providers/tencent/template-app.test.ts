import { describe, expect, it } from 'vitest'
import type { World } from '../../../src/model/dialect.ts'
import type { Stack } from '../../../src/model/stack.ts'
import { local as localApp } from '../../../src/providers/tencent/template-app.ts'
import { clear } from '../../support/bare-resolver.ts'
import { loaded, world } from './dialect/loaded.ts'

const local = (stack: Stack, world: World) => localApp(stack, world, clear)

async function app(text: string) {
  const { stack } = await loaded(text)
  if (stack === undefined) throw new Error('the template has no stack')
  return local(stack, world)
}

describe('local()', () => {
  it('gives functions, routes and timers of a template', async () => {
    const { functions, routes, timers, unsupported } = await app(`
Resources:
  Photos: { Type: TencentCloud::COS::Bucket }
  default:
    Type: TencentCloud::Serverless::Namespace
    hello:
      Type: TencentCloud::Serverless::Function
      Properties:
        Handler: index.main_handler
        Runtime: Nodejs20.19
        CodeUri: src
        Environment: { Variables: { PORT: 80, BUCKET: !Ref Photos } }
        Events:
          url: { Type: HTTP, Properties: { Path: /hello } }
          every: { Type: Timer, Properties: { CronExpression: '0 0 * * * * *', Message: hi } }
          off: { Type: Timer, Properties: { CronExpression: '0 0 * * * * *', Enable: false } }
          bucket: { Type: COS, Properties: { Bucket: a-1250000000, Events: 'cos:ObjectCreated:*' } }
`)
    expect(functions).toEqual([
      {
        id: 'hello',
        name: 'hello',
        provider: 'tencent',
        runtime: 'Nodejs20.19',
        handler: 'index.main_handler',
        environment: { PORT: '80', BUCKET: 'Photos' },
        timeout: 3,
        memory: 128,
        region: 'ap-guangzhou',
        account: '100000000000',
        code: { property: ['Code'], path: 'src' },
      },
    ])
    expect(routes).toEqual([
      { method: 'ANY', path: '/hello', functionId: 'hello', contract: 'url', api: 'hello' },
    ])
    expect(timers.map(({ schedule, functionId, enabled }) => [schedule, functionId, enabled])).toEqual([
      ['0 0 * * * * *', 'hello', true],
      ['0 0 * * * * *', 'hello', false],
    ])
    expect(timers[0]?.event(new Date('2026-01-02T03:04:05.678Z'))).toEqual({
      Type: 'Timer',
      TriggerName: 'every',
      Time: '2026-01-02T03:04:05Z',
      Message: 'hi',
    })
    expect(unsupported).toEqual(['The cos trigger of hello does not fire locally.'])
  })
})
