import { expect, test } from 'vitest'
import type { ErrorKind } from '../../src/model/error-kind.ts'
import type { Stack } from '../../src/model/stack.ts'
import { canonical } from '../../src/model/value.ts'
import { dieAt } from '../support/death.ts'
import { fakeStack } from '../support/fake-resolver.ts'
import type { World } from '../support/fake-run.ts'
import { bury, deploy, endWorld, fakeWorld, remove, stateOf } from '../support/fake-run.ts'
import { inventory, memoryCloud, plainly } from '../support/memory-cloud.ts'

const first = fakeStack({
  Role: { type: 'Fake::Role', properties: { Path: '/', Policies: [{ Name: 'read' }, { Name: 'write' }] } },
  Hello: {
    type: 'Fake::Function',
    properties: { Runtime: 'a', Role: { Ref: 'Role' }, Table: { Ref: 'Store' } },
  },
  Allow: { type: 'Fake::Permission', properties: { Function: { Ref: 'Hello' } } },
  Api: { type: 'Fake::Api', properties: { Kind: 'http', Target: { 'Fn::GetAtt': ['Hello', 'Arn'] } } },
  Store: { type: 'Fake::Bucket' },
  Orders: { type: 'Fake::Queue', properties: { Name: 'orders', Fifo: false } },
})

/** Replaces the role and the function that is under a name of fnx's, and the queue that keeps its own; drops the bucket. */
const second = fakeStack({
  Role: { type: 'Fake::Role', properties: { Path: '/new/', Policies: [{ Name: 'read' }, { Name: 'list' }] } },
  Hello: { type: 'Fake::Function', properties: { Runtime: 'b', Role: { Ref: 'Role' } } },
  Allow: { type: 'Fake::Permission', properties: { Function: { Ref: 'Hello' } } },
  Api: { type: 'Fake::Api', properties: { Kind: 'http', Target: { 'Fn::GetAtt': ['Hello', 'Arn'] } } },
  Orders: { type: 'Fake::Queue', properties: { Name: 'orders', Fifo: true } },
  Audit: { type: 'Fake::Queue', properties: { Fifo: false } },
})

/** Changes policies and properties in place. */
const third: Stack = fakeStack({
  ...Object.fromEntries(
    Object.entries(first.resources).map(([logicalId, { type, properties }]) => [
      logicalId,
      { type, properties },
    ]),
  ),
  Role: {
    type: 'Fake::Role',
    properties: { Path: '/', Policies: [{ Name: 'read', Doc: 2 }, { Name: 'list' }] },
  },
  Hello: {
    type: 'Fake::Function',
    properties: { Runtime: 'a', Role: { Ref: 'Role' }, Table: { Ref: 'Store' }, Memory: 2 },
  },
})

interface Story {
  readonly name: string
  readonly before: readonly Stack[]
  readonly act: (world: World) => Promise<unknown>
}

const stories: readonly Story[] = [
  { name: 'a deploy', before: [], act: world => deploy(world, first) },
  { name: 'an update that replaces', before: [first], act: world => deploy(world, second) },
  { name: 'an update in place', before: [first], act: world => deploy(world, third) },
  { name: 'a removal', before: [first], act: remove },
]

/** A world with something foreign in it and what the story needs deployed. */
async function begun({ before }: Story): Promise<World> {
  const world = fakeWorld()
  world.cloud.things.set('foreign', {
    id: 'foreign',
    type: 'Fake::Role',
    name: 'foreign',
    tags: {},
    properties: {},
    parts: new Map(),
    visible: 0,
  })
  for (const stack of before) await deploy(world, stack)
  return world
}

/** What a story ends with: the cloud and the state, without what is random. */
async function ending(world: World) {
  const state = await stateOf(world)
  const { resources = {}, deposed = [], outputs = {} } = state ?? {}
  const records = Object.values(resources).map(({ since: _since, ...resource }) => canonical({ ...resource }))
  return {
    cloud: inventory(world.cloud),
    records: plainly(records, world.cloud.things).toSorted(),
    deposed: deposed.length,
    outputs,
  }
}

for (const story of stories)
  test(`${story.name} killed at any boundary is finished by running it again`, async () => {
    const calm = await begun(story)
    await story.act(calm)
    const expected = await ending(calm)
    endWorld(calm)
    let points = 0
    for (let died = true; died; points++) {
      const world = await begun(story)
      died = await dieAt(world, points, story.act)
      await story.act(world)
      await bury(world)
      expect(await ending(world), `killed at boundary ${points}`).toEqual(expected)
      await remove(world)
      expect(inventory(world.cloud), `left after boundary ${points}`).toEqual(inventory(foreignOnly()))
      endWorld(world)
    }
    expect(points).toBeGreaterThan(20)
  }, 600_000)

function foreignOnly() {
  const cloud = memoryCloud()
  const things = new Map([['foreign', { id: 'foreign', type: 'Fake::Role', name: 'foreign', tags: {} }]])
  for (const [id, thing] of things)
    cloud.things.set(id, { ...thing, properties: {}, parts: new Map(), visible: 0 })
  return cloud
}

const kinds: readonly ErrorKind[] = [
  'invalid',
  'denied',
  'missing',
  'exists',
  'busy',
  'throttled',
  'propagating',
  'transport',
  'unknown',
]

for (const story of stories)
  for (const when of ['before', 'after'] as const)
    test(`${story.name} that meets any kind of error ${when} the effect of any call is finished by running it again`, async () => {
      const calm = await begun(story)
      const start = calm.cloud.calls.length
      await story.act(calm)
      const count = calm.cloud.calls.length - start
      const expected = await ending(calm)
      endWorld(calm)
      for (const kind of kinds)
        for (let n = 0; n < count; n++) {
          const world = await begun(story)
          const from = world.cloud.calls.length
          world.cloud.fault = index => (index === from + n ? { when, kind } : undefined)
          await story.act(world).catch(() => undefined)
          world.cloud.fault = () => undefined
          await story.act(world)
          await bury(world)
          expect(await ending(world), `${kind} at call ${n}`).toEqual(expected)
          endWorld(world)
        }
    }, 600_000)
