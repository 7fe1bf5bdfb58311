import { describe, expect, it } from 'vitest'
import { openWire } from '../../../src/providers/tencent/wire.ts'
import { memoryStore } from '../../support/wire-server.ts'

const { app } = await openWire()

describe('app()', () => {
  it('gives what is deployed, and fires only what is open', () => {
    const store = memoryStore()
    const fn = { Namespace: 'shop', FunctionName: 'hello' }
    store.put('tencent.functions', 'shop|hello', {
      ...fn,
      Runtime: 'Python3.10',
      Handler: 'index.main_handler',
      Environment: { Variables: [{ Key: 'A', Value: '1' }] },
      Timeout: 3,
      MemorySize: 128,
      Region: 'ap-guangzhou',
      Type: 'Event',
      CodeHash: 'abc',
    })
    store.put('tencent.functions', 'default|web', { Namespace: 'default', FunctionName: 'web', Type: 'HTTP' })
    const trigger = { ...fn, Qualifier: '$LATEST', Enable: 1 }
    const cron = '{"cron":"0 0 * * * * *"}'
    store.put('tencent.triggers', '1', { ...trigger, Type: 'timer', TriggerName: 'on', TriggerDesc: cron })
    store.put('tencent.triggers', '2', {
      ...trigger,
      Type: 'timer',
      TriggerName: 'off',
      TriggerDesc: cron,
      Enable: 0,
    })
    store.put('tencent.triggers', '3', { ...trigger, Type: 'http', TriggerName: 'url', TriggerDesc: '{}' })
    const { functions, routes, timers, unsupported } = app(store)
    expect(functions).toEqual([
      {
        id: 'shop|hello',
        name: 'hello',
        provider: 'tencent',
        runtime: 'Python3.10',
        handler: 'index.main_handler',
        environment: { A: '1' },
        timeout: 3,
        memory: 128,
        region: 'ap-guangzhou',
        account: '100000000000',
        code: { property: ['Code'], stored: 'abc' },
      },
    ])
    expect(routes.map(({ path, functionId }) => [path, functionId])).toContainEqual([
      '/{path+}',
      'shop|hello',
    ])
    expect(timers.map(({ schedule, enabled }) => [schedule, enabled])).toEqual([
      ['0 0 * * * * *', true],
      ['0 0 * * * * *', false],
    ])
    expect(unsupported).toEqual(['web is a web function, which the local cloud does not run yet.'])
  })
})
