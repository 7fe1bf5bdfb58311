import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FnxError } from '../../src/model/diagnostic.ts'
import { unlock } from '../../src/state/lock.ts'
import { fakeStack } from '../support/fake-resolver.ts'
import type { World } from '../support/fake-run.ts'
import { deploy, endWorld, fakeWorld, remove, stateOf } from '../support/fake-run.ts'
import { inventory } from '../support/memory-cloud.ts'

let world: World
beforeEach(() => {
  world = fakeWorld()
})
afterEach(() => endWorld(world))

const role = { type: 'Fake::Role', properties: { Policies: [{ Name: 'read' }, { Name: 'write' }] } }
const hello = { type: 'Fake::Function', properties: { Role: { Ref: 'Role' }, Runtime: 'a' } }

test('apply() makes what the stack says and a second run changes nothing', async () => {
  const stack = fakeStack({ Hello: hello, Role: role }, { Arn: { 'Fn::GetAtt': ['Hello', 'Arn'] } })
  const first = await deploy(world, stack)
  expect(first.outcome).toMatchObject({
    done: ['Role', 'Hello'],
    failed: [],
    skipped: [],
    interrupted: false,
  })
  expect(inventory(world.cloud)).toHaveLength(2)
  const serial = (await stateOf(world))?.serial

  const calls = world.cloud.calls.length
  const second = await deploy(world, stack)
  expect(second.plan.changes.map(({ action }) => action)).toEqual(['keep', 'keep'])
  expect(second.plan.steps).toEqual([])
  expect(world.cloud.calls.slice(calls)).toEqual(['read Fake::Role', 'read Fake::Function'])
  expect(second.outcome.outputs).toEqual(first.outcome.outputs)
  expect((await stateOf(world))?.serial).toBe(serial)
})

test('apply() stops what depends on a failed step and finishes the rest', async () => {
  world.cloud.fault = (_n, name) =>
    name === 'create Fake::Role' ? { when: 'before', kind: 'denied' } : undefined
  const bucket = { type: 'Fake::Bucket' }
  const { outcome } = await deploy(world, fakeStack({ Hello: hello, Role: role, Store: bucket }))
  expect(outcome.failed).toMatchObject([{ logicalId: 'Role', diagnostic: { code: 'E6002' } }])
  expect(outcome.skipped).toEqual(['Hello'])
  expect(outcome.done).toEqual(['Store'])
})

test('apply() keeps secrets out of everything on disk', async () => {
  world.secrets = { Password: 'hunter2-very-secret' }
  const stack = fakeStack(
    { Hello: { type: 'Fake::Function', properties: { Environment: { P: { Ref: 'Password' } } } } },
    { Out: { Ref: 'Password' } },
  )
  const { outcome } = await deploy(world, stack)
  expect(outcome.done).toEqual(['Hello'])
  expect(inventory(world.cloud).join()).toContain('hunter2-very-secret')
  for (const name of readdirSync(world.dir))
    expect(readFileSync(join(world.dir, name), 'utf8')).not.toContain('hunter2')
  expect((await deploy(world, stack)).plan.steps).toEqual([])
})

test('apply() leaves a resource with DeletionPolicy Retain in the cloud', async () => {
  await deploy(world, fakeStack({ Store: { type: 'Fake::Bucket' } }))
  await deploy(world, fakeStack({ Store: { type: 'Fake::Bucket', retain: true } }))
  const { plan } = await remove(world)
  expect(plan.changes).toMatchObject([{ logicalId: 'Store', action: 'forget' }])
  expect(inventory(world.cloud)).toHaveLength(1)
  expect((await stateOf(world))?.resources).toEqual({})
})

test('apply() makes no call for an update that turns out to change nothing', async () => {
  const named = (Runtime: string) => ({ type: 'Fake::Function', properties: { Name: 'hello', Runtime } })
  const api = { type: 'Fake::Api', properties: { Target: { 'Fn::GetAtt': ['Hello', 'Arn'] } } }
  await deploy(world, fakeStack({ Hello: named('a'), Api: api }))
  const from = world.cloud.calls.length
  const { plan, outcome } = await deploy(world, fakeStack({ Hello: named('b'), Api: api }))
  expect(plan.steps.map(({ id }) => id)).toContain('update Api')
  expect(outcome).toMatchObject({ done: ['Hello', 'Hello'], skipped: [] })
  const calls = world.cloud.calls.slice(from)
  expect(calls).toContain('create Fake::Function')
  expect(calls).not.toContain('update Fake::Api')
})

test('apply() finds what a create of unclear end made, also when it comes into sight late', async () => {
  world.lag = 3_000
  world.settles = 10
  world.cloud.fault = n => (n === 0 ? { when: 'after', kind: 'transport' } : undefined)
  const stack = fakeStack({ Api: { type: 'Fake::Api', properties: { Kind: 'http' } } })
  const { outcome } = await deploy(world, stack)
  expect(outcome.done).toEqual(['Api'])
  expect(inventory(world.cloud)).toHaveLength(1)
  expect(world.cloud.calls.filter(name => name.startsWith('create'))).toHaveLength(1)
  expect((await deploy(world, stack)).plan.steps).toEqual([])
})

test('apply() sends a create again that was lost on its way', async () => {
  world.cloud.fault = n => (n === 0 ? { when: 'before', kind: 'transport' } : undefined)
  const { outcome } = await deploy(world, fakeStack({ Api: { type: 'Fake::Api' } }))
  expect(outcome.done).toEqual(['Api'])
  expect(world.cloud.calls).toEqual(['create Fake::Api', 'find Fake::Api', 'create Fake::Api'])
})

test('apply() deletes nothing while something new cannot be made, and all of it in the run after', async () => {
  const old = { Store: { type: 'Fake::Bucket' }, Hello: { ...hello, properties: { Runtime: 'a' } } }
  const renewed = { Hello: { ...hello, properties: { Runtime: 'b' } }, New: { type: 'Fake::Queue' } }
  await deploy(world, fakeStack(old))
  const before = [...world.cloud.things.keys()]
  world.cloud.fault = (_n, name) =>
    name === 'create Fake::Queue' ? { when: 'before', kind: 'denied' } : undefined
  const { outcome } = await deploy(world, fakeStack(renewed))
  expect(outcome).toMatchObject({ failed: [{ logicalId: 'New' }], skipped: ['Hello', 'Store'] })
  expect([...world.cloud.things.keys()]).toEqual(expect.arrayContaining(before))
  expect(world.cloud.calls.filter(name => name.startsWith('delete'))).toEqual([])

  world.cloud.fault = () => undefined
  await deploy(world, fakeStack(renewed))
  expect(inventory(world.cloud).map(thing => JSON.parse(thing).type)).toEqual([
    'Fake::Function',
    'Fake::Queue',
  ])
  expect((await stateOf(world))?.deposed).toEqual([])
})

test('apply() goes back to what served all the time, without making it again', async () => {
  const api = (Kind: string) => ({ Api: { type: 'Fake::Api', properties: { Kind } } })
  await deploy(world, fakeStack(api('a')))
  const before = [...world.cloud.things.keys()]
  world.cloud.fault = (_n, name) =>
    name === 'create Fake::Queue' ? { when: 'before', kind: 'denied' } : undefined
  await deploy(world, fakeStack({ ...api('b'), New: { type: 'Fake::Queue' } }))
  expect(world.cloud.things.size).toBe(2)
  await deploy(world, fakeStack(api('a')))
  expect([...world.cloud.things.keys()]).toEqual(before)
  expect((await deploy(world, fakeStack(api('a')))).plan.steps).toEqual([])
  expect((await stateOf(world))?.deposed).toEqual([])
})

test('apply() replaces nothing whose properties turn out to be the same', async () => {
  const stack = (logicalId: string, Size: number) => {
    const Name = { 'Fn::GetAtt': [logicalId, 'Arn'] }
    return fakeStack({
      [logicalId]: { type: 'Fake::Function', properties: { Name: 'hello', Runtime: 'a' } },
      Logs: { type: 'Fake::Queue', properties: { Name, Size } },
      Kept: { type: 'Fake::Api', properties: { Kind: Name } },
    })
  }
  await deploy(world, stack('Hello', 1))
  const from = world.cloud.calls.length
  const { outcome } = await deploy(world, stack('World', 2))
  expect(outcome.failed).toEqual([])
  const calls = world.cloud.calls.slice(from).filter(name => /Queue|Api/.test(name))
  expect(calls).toEqual(['read Fake::Queue', 'read Fake::Api', 'update Fake::Queue'])
  expect((await deploy(world, stack('World', 2))).plan.steps).toEqual([])
  expect((await stateOf(world))?.deposed).toEqual([])
})

test('apply() deletes no old record of a thing that a new record names too', async () => {
  const parts = (Runtime: string, logicalId: string) =>
    fakeStack({
      Hello: { type: 'Fake::Function', properties: { Name: 'hello', Runtime } },
      [logicalId]: { type: 'Fake::Alias', properties: { Function: { Ref: 'Hello' }, Name: 'live' } },
    })
  await deploy(world, parts('a', 'Live'))
  await deploy(world, parts('b', 'Newer'))
  expect([...world.cloud.things.keys()]).toEqual(['hello', 'hello|live'])
  await remove(world)
  expect(inventory(world.cloud)).toEqual([])
})

test('apply() leaves something foreign under a name alone, run after run', async () => {
  const foreign = { type: 'Fake::Queue', name: 'orders', tags: {}, parts: new Map(), visible: 0 }
  world.cloud.things.set('orders', { id: 'orders', properties: { Mine: true }, ...foreign })
  const stack = fakeStack({ Orders: { type: 'Fake::Queue', properties: { Name: 'orders' } } })
  for (let run = 0; run < 2; run++) {
    const { outcome } = await deploy(world, stack)
    expect(outcome.failed).toMatchObject([{ logicalId: 'Orders', diagnostic: { code: 'E6004' } }])
  }
  await remove(world)
  expect(world.cloud.things.get('orders')?.properties).toEqual({ Mine: true })
  expect(world.events).toContainEqual({
    type: 'diagnostic',
    diagnostic: { code: 'E6004', message: 'orders belongs to someone else.' },
  })
})

test('apply() lets the old one stand when its replacement cannot be made', async () => {
  const api = (Kind: string) => fakeStack({ Api: { type: 'Fake::Api', properties: { Kind } } })
  await deploy(world, api('a'))
  const before = [...world.cloud.things.keys()]
  world.cloud.fault = (_n, name) =>
    name.startsWith('create') ? { when: 'before', kind: 'invalid' } : undefined
  expect((await deploy(world, api('b'))).outcome.failed).toHaveLength(1)
  world.cloud.fault = () => undefined
  const { plan } = await deploy(world, api('a'))
  expect(plan.changes).toMatchObject([{ logicalId: 'Api', action: 'keep' }])
  expect([...world.cloud.things.keys()]).toEqual(before)
})

test('apply() brings every part to the last template when an update in between failed half-way', async () => {
  const roles = (...names: readonly string[]) =>
    fakeStack({ Role: { type: 'Fake::Role', properties: { Policies: names.map(Name => ({ Name })) } } })
  await deploy(world, roles('a', 'b'))
  let detached = 0
  world.cloud.fault = (_n, name) =>
    name.startsWith('detach') && ++detached === 2 ? { when: 'before', kind: 'denied' } : undefined
  expect((await deploy(world, roles('c'))).outcome.failed).toHaveLength(1)
  world.cloud.fault = () => undefined
  await deploy(world, roles('a', 'd'))
  expect([...([...world.cloud.things.values()][0]?.parts.keys() ?? [])].toSorted()).toEqual(['a', 'd'])
  expect((await stateOf(world))?.resources.Role).not.toHaveProperty('earlier')
})

test('apply() starts nothing new once it is interrupted, and the next run goes on', async () => {
  const stop = new AbortController()
  world.signal = stop.signal
  world.concurrency = 1
  const queues = Object.fromEntries(['A', 'B', 'C'].map(name => [name, { type: 'Fake::Queue' }]))
  world.cloud.boundary = async name => {
    if (name === 'after create Fake::Queue') stop.abort()
  }
  const { outcome } = await deploy(world, fakeStack(queues))
  expect(outcome).toMatchObject({ done: ['A'], skipped: ['B', 'C'], failed: [], interrupted: true })
  expect((await stateOf(world))?.resources.A?.status).toBe('ready')
  world.signal = new AbortController().signal
  world.cloud.boundary = async () => undefined
  expect((await deploy(world, fakeStack(queues))).outcome.done).toEqual(['B', 'C'])
})

test('apply() makes no call any more once its lock is lost', async () => {
  world.concurrency = 1
  const queues = Object.fromEntries(['A', 'B', 'C'].map(name => [name, { type: 'Fake::Queue' }]))
  world.cloud.boundary = async name => {
    if (name === 'after create Fake::Queue') await unlock(world.dir)
  }
  await expect(deploy(world, fakeStack(queues))).rejects.toThrow('E7002')
  expect(world.cloud.calls).toEqual(['create Fake::Queue'])
  world.cloud.boundary = async () => undefined
  await deploy(world, fakeStack(queues))
  expect(inventory(world.cloud)).toHaveLength(3)
})

test('apply() tells once that its lock is lost, however many steps meet it', async () => {
  world.concurrency = 3
  const queues = Object.fromEntries(['A', 'B', 'C', 'D'].map(name => [name, { type: 'Fake::Queue' }]))
  world.cloud.boundary = async name => {
    if (name === 'after create Fake::Queue') await unlock(world.dir)
  }
  await expect(deploy(world, fakeStack(queues))).rejects.toThrow('E7002')
  const told = world.events.filter(({ type }) => type === 'step-failed')
  expect(told).toMatchObject([{ diagnostic: { code: 'E7002' } }])
  expect(world.events.filter(({ type }) => type === 'step-skipped')).toHaveLength(3)
})

test('apply() gives up at once on a role that nobody made, and waits for one that it made itself', async () => {
  const role = { type: 'Fake::Role', properties: { Name: 'runs' } }
  const fn = { type: 'Fake::Function', properties: { Role: { Ref: 'R' } } }
  world.cloud.fault = (_, name) =>
    name === 'create Fake::Function' ? { when: 'before', kind: 'propagating' } : undefined
  const typo = { F: { type: 'Fake::Function', properties: { Role: 'typo' } } }
  const began = world.time
  expect((await deploy(world, fakeStack(typo))).outcome.failed).toHaveLength(1)
  expect(world.time).toBe(began)
  world.cloud.calls.length = 0
  world.cloud.fault = (_, name) =>
    name === 'create Fake::Function' && world.time < began + 20_000
      ? { when: 'before', kind: 'propagating' }
      : undefined
  expect((await deploy(world, fakeStack({ R: role, F: fn }))).outcome.failed).toEqual([])
  expect(world.time).toBeGreaterThanOrEqual(began + 20_000)
})

test('apply() sets right what was changed and makes again what was deleted outside fnx', async () => {
  const stack = fakeStack({ A: { type: 'Fake::Queue', properties: { Size: 1 } }, B: { type: 'Fake::Queue' } })
  await deploy(world, stack)
  const expected = inventory(world.cloud)
  const [a, b] = [...world.cloud.things.values()]
  if (a === undefined || b === undefined) throw new Error('not deployed')
  a.properties = { Size: 9 }
  world.cloud.things.delete(b.id)
  expect((await deploy(world, stack)).outcome.done).toEqual(['A', 'B'])
  expect(inventory(world.cloud)).toEqual(expected)
})

test('apply() writes down outputs when nothing else changes, and refuses what no attribute gives', async () => {
  const queue = { A: { type: 'Fake::Queue', properties: { Name: 'a' } } }
  await deploy(world, fakeStack(queue))
  await deploy(world, fakeStack(queue, { Name: { Ref: 'A' } }))
  expect((await stateOf(world))?.outputs).toEqual({ Name: 'a' })
  const wrong = { B: { type: 'Fake::Queue', properties: { X: { 'Fn::GetAtt': ['A', 'Nothing'] } } } }
  const { outcome } = await deploy(world, fakeStack({ ...queue, ...wrong }))
  expect(outcome.failed).toMatchObject([
    { diagnostic: { code: 'E6101', message: expect.stringContaining('A.Nothing') } },
  ])
})

test('apply() believes no cloud that says "missing" of a part while the whole is there', async () => {
  await deploy(world, fakeStack({ Role: role }))
  world.cloud.fault = (_n, name) =>
    name.startsWith('detach') ? { when: 'before', kind: 'missing' } : undefined
  expect((await remove(world)).outcome.failed).toMatchObject([{ diagnostic: { code: 'E6003' } }])
  world.cloud.fault = () => undefined
  await remove(world)
  expect(inventory(world.cloud)).toEqual([])
})

test('apply() refuses to deploy code that was not packaged', async () => {
  const stack = fakeStack({ F: { type: 'Fake::Function', properties: { Code: { 'Fnx::Artifact': 'abc' } } } })
  const { outcome } = await deploy(world, stack)
  expect(outcome.failed).toMatchObject([{ diagnostic: { code: 'E6102' } }])
  expect(world.cloud.calls).toEqual([])
})

test('apply() writes imports before the first call and takes none away until a run ends well', async () => {
  const queue = { type: 'Fake::Queue' }
  world.cloud.fault = (_n, name) => (/^create/.test(name) ? { when: 'before', kind: 'denied' } : undefined)
  await deploy(world, { ...fakeStack({ Q: queue }), imports: ['net-Vpc'] })
  expect(await stateOf(world)).toMatchObject({ imports: ['net-Vpc'], resources: {} })
  await deploy(world, { ...fakeStack({ Q: queue }), imports: ['net-Subnet'] })
  expect((await stateOf(world))?.imports).toEqual(['net-Subnet', 'net-Vpc'])
  world.cloud.fault = () => undefined
  await deploy(world, { ...fakeStack({ Q: queue }), imports: ['net-Subnet'] })
  expect((await stateOf(world))?.imports).toEqual(['net-Subnet'])
  await remove(world)
  expect((await stateOf(world))?.imports).toEqual([])
})

test('apply() writes down what a stack exports, secrets redacted, and nothing of it once it is removed', async () => {
  world.secrets = { Password: 'hunter2-very-secret' }
  const stack = fakeStack({ Q: { type: 'Fake::Queue' } })
  const outputs = [
    { name: 'Q', value: { Ref: 'Q' }, exportName: 'shop-Q' },
    { name: 'P', value: { Ref: 'Password' }, exportName: 'shop-P' },
    { name: 'Own', value: 'x' },
  ]
  await deploy(world, { ...stack, outputs })
  const { resources, exports } = (await stateOf(world)) ?? {}
  expect(exports).toEqual({
    'shop-Q': resources?.Q?.physicalId,
    'shop-P': { 'Fnx::Secret': { expression: { Ref: 'Password' }, hash: 'hash of 19' } },
  })
  await remove(world)
  expect((await stateOf(world))?.exports).toEqual({})
})

test('apply() asks other stacks once its own wishes are on record, and takes them back when it may not', async () => {
  const exporting = { ...fakeStack({ Q: { type: 'Fake::Queue' } }), imports: ['net-Vpc'] }
  const outputs = [{ name: 'Q', value: 'x', exportName: 'shop-Q' }]
  await deploy(world, { ...exporting, outputs })
  const seen: unknown[] = []
  const check = async () => {
    const { imports, exports } = (await stateOf(world)) ?? {}
    seen.push({ imports, exports })
    throw new FnxError({ code: 'E5009', message: 'In use.' })
  }
  world.exchange = { withdrawn: ['shop-Q'], check }
  const calls = world.cloud.calls.length
  const other = { ...fakeStack({ R: { type: 'Fake::Queue' } }), imports: ['net-Subnet'] }
  await expect(deploy(world, other)).rejects.toThrow(/E5009/)
  expect(seen).toEqual([{ imports: ['net-Subnet', 'net-Vpc'], exports: {} }])
  expect(world.cloud.calls.slice(calls)).toEqual(['read Fake::Queue'])
  expect(await stateOf(world)).toMatchObject({ imports: ['net-Vpc'], exports: { 'shop-Q': 'x' } })
})
