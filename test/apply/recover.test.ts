import { afterEach, beforeEach, expect, test } from 'vitest'
import { recover } from '../../src/apply/recover.ts'
import { refresh } from '../../src/apply/refresh.ts'
import type { ResourceState } from '../../src/model/state.ts'
import { fakeStack } from '../support/fake-resolver.ts'
import type { World } from '../support/fake-run.ts'
import { deploy, depsOf, endWorld, fakeWorld, open, remove } from '../support/fake-run.ts'
import { inventory } from '../support/memory-cloud.ts'

let world: World
beforeEach(() => {
  world = fakeWorld()
})
afterEach(() => endWorld(world))

function intended(time: number): ResourceState {
  return {
    logicalId: 'Api',
    type: 'Fake::Api',
    name: 'shop-dev-Api-k1',
    instance: 'k1',
    properties: {},
    attributes: {},
    dependsOn: [],
    deletionPolicy: 'Delete',
    status: 'creating',
    since: new Date(time).toISOString(),
  }
}

function made(visible: number): void {
  const tags = { 'fnx:stack': 'shop', 'fnx:stage': 'dev', 'fnx:logical-id': 'Api', 'fnx:instance': 'k1' }
  const thing = { id: 'id-1', type: 'Fake::Api', name: 'shop-dev-Api-k1', tags, properties: {}, visible }
  world.cloud.things.set('id-1', { ...thing, parts: new Map() })
}

test('recover() puts on record what an unfinished create left, once it comes into sight', async () => {
  const session = await open(world, 'deploy')
  await session.record({ kind: 'intent', call: 'create', resource: intended(world.time) })
  made(world.time + 4_000)
  world.settles = 10
  await recover(depsOf(world, session))
  expect(session.state.resources.Api).toMatchObject({ physicalId: 'id-1', status: 'creating' })
  expect(world.events).toContainEqual({ type: 'recovered', logicalId: 'Api', found: true })
  await session.close()
})

test('recover() strikes off what was never made, after as long as it could stay out of sight', async () => {
  const session = await open(world, 'deploy')
  const start = world.time
  await session.record({ kind: 'intent', call: 'create', resource: intended(start) })
  world.settles = 10
  await recover(depsOf(world, session))
  expect(session.state.resources).toEqual({})
  expect(world.time - start).toBeGreaterThanOrEqual(10_000)
  await session.close()
})

test('recover() waits for nothing when the intent is old', async () => {
  const session = await open(world, 'deploy')
  await session.record({ kind: 'intent', call: 'create', resource: intended(world.time - 60_000) })
  world.settles = 10
  const start = world.time
  await recover(depsOf(world, session))
  expect(world.time).toBe(start)
  expect(world.cloud.calls).toEqual(['find Fake::Api'])
  await session.close()
})

test('recover() keeps the intent and says why when the cloud does not let it look', async () => {
  const session = await open(world, 'deploy')
  await session.record({ kind: 'intent', call: 'create', resource: intended(world.time) })
  world.cloud.fault = () => ({ when: 'before', kind: 'denied' })
  await expect(recover(depsOf(world, session))).rejects.toMatchObject({ diagnostics: [{ code: 'E6002' }] })
  expect(session.state.resources.Api?.status).toBe('creating')
  await session.close()
})

test('recover() makes no call when every run ended', async () => {
  await deploy(world, fakeStack({ Api: { type: 'Fake::Api' } }))
  const calls = world.cloud.calls.length
  const session = await open(world, 'deploy')
  await recover(depsOf(world, session))
  await session.close()
  expect(world.cloud.calls).toHaveLength(calls)
})

test('what a killed create left is removed by a removal that follows', async () => {
  const session = await open(world, 'deploy')
  await session.record({ kind: 'intent', call: 'create', resource: intended(world.time) })
  await session.close()
  made(world.time)
  await remove(world)
  expect(inventory(world.cloud)).toEqual([])
})

test('refresh() reads what is whole, so many at once as it may', async () => {
  const stack = fakeStack({
    A: { type: 'Fake::Queue' },
    B: { type: 'Fake::Queue' },
    C: { type: 'Fake::Queue' },
  })
  await deploy(world, stack)
  const session = await open(world, 'plan')
  const { A, B } = session.state.resources
  if (A === undefined || B === undefined) throw new Error('not deployed')
  await session.record({ kind: 'done', resource: { ...B, status: 'deleting' } })
  world.cloud.things.delete(A.physicalId ?? '')
  const live = await refresh(session.state, depsOf(world, session))
  expect(live.size).toBe(2)
  expect(live.has(A.instance)).toBe(true)
  expect(live.get(A.instance)).toBeUndefined()
  expect(live.has(B.instance)).toBe(false)
  await session.close()
})

test('refresh() throws what hinders it', async () => {
  await deploy(world, fakeStack({ A: { type: 'Fake::Queue' } }))
  const session = await open(world, 'plan')
  world.cloud.fault = () => ({ when: 'before', kind: 'denied' })
  const work = refresh(session.state, depsOf(world, session))
  await expect(work).rejects.toMatchObject({ exitCode: 1, diagnostics: [{ code: 'E6002' }] })
  await session.close()
})
