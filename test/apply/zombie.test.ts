import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { apply } from '../../src/apply/apply.ts'
import type { ResourceState } from '../../src/model/state.ts'
import { plan } from '../../src/plan/plan.ts'
import { unlock } from '../../src/state/lock.ts'
import { fakeAbilities, fakeTypes } from '../support/fake-provider.ts'
import { fakeStack } from '../support/fake-resolver.ts'
import type { World } from '../support/fake-run.ts'
import { bury, deploy, depsOf, endWorld, fakeWorld, open, remove, stateOf } from '../support/fake-run.ts'
import { inventory } from '../support/memory-cloud.ts'

let world: World
beforeEach(() => {
  world = fakeWorld()
  // This process: it lives, and so may a run of it that lost its lock.
  world.pid = process.pid
})
afterEach(() => endWorld(world))

const stack = fakeStack({
  Api: { type: 'Fake::Api' },
  Queue: { type: 'Fake::Queue', properties: { Name: 'q' } },
})

function intended(logicalId: string, type: string, name: string): ResourceState {
  const since = new Date(world.time).toISOString()
  const empty = { properties: {}, attributes: {}, dependsOn: [] }
  return {
    logicalId,
    type,
    name,
    instance: `k-${logicalId}`,
    deletionPolicy: 'Delete',
    status: 'creating',
    since,
    ...empty,
  }
}

/** A run that announced what it will make, stood still, and lost its lock. */
async function stopped(): Promise<void> {
  const session = await open(world, 'deploy')
  const resources = [intended('Api', 'Fake::Api', 'api-1'), intended('Queue', 'Fake::Queue', 'q')]
  await session.record(...resources.map(resource => ({ kind: 'intent', call: 'create', resource }) as const))
  expect(await unlock(world.dir)).toBeDefined()
}

/** Its call comes through late. */
function late(logicalId: string, type: string, name: string): void {
  const tags = {
    'fnx:stack': 'shop',
    'fnx:stage': 'dev',
    'fnx:logical-id': logicalId,
    'fnx:instance': `k-${logicalId}`,
  }
  const thing = { id: name, type, name, tags, properties: {}, visible: 0 }
  world.cloud.things.set(name, { ...thing, parts: new Map() })
}

describe('a run that made things after its lock was taken', () => {
  test('leaves nothing, though others had made theirs by then', async () => {
    await stopped()
    await deploy(world, stack)
    const wanted = inventory(world.cloud)
    late('Api', 'Fake::Api', 'api-1')
    await deploy(world, stack)
    expect(inventory(world.cloud)).toEqual(wanted)
    await bury(world)
    await remove(world)
    expect(world.cloud.things.size).toBe(0)
  })

  test('blocks no name: what it made is taken for its own by the run that meets it', async () => {
    await stopped()
    world.cloud.boundary = async name => {
      if (name === 'before create Fake::Queue') late('Queue', 'Fake::Queue', 'q')
    }
    expect((await deploy(world, stack)).outcome.failed).toEqual([])
    world.cloud.boundary = async () => undefined
    expect((await stateOf(world))?.resources.Queue).toMatchObject({ status: 'ready', instance: 'k-Queue' })
    expect((await deploy(world, stack)).outcome.done).toEqual([])
    await remove(world)
    expect(world.cloud.things.size).toBe(0)
  })

  test('is found by a removal, too, that had nothing left to do', async () => {
    await stopped()
    await deploy(world, stack)
    await remove(world)
    late('Api', 'Fake::Api', 'api-1')
    await remove(world)
    expect(world.cloud.things.size).toBe(0)
  })

  test('is waited for until its call cannot come any more', async () => {
    await stopped()
    await deploy(world, stack)
    expect((await stateOf(world))?.announced).toHaveLength(2)
    world.time += 25 * 60 * 60 * 1000
    await deploy(world, stack)
    expect((await stateOf(world))?.announced).toBeUndefined()
  })
})

test('a run that is known to be dead is not waited for', async () => {
  world.pid = 99_999_999
  const session = await open(world, 'deploy')
  const resource = intended('Api', 'Fake::Api', 'api-1')
  await session.record({ kind: 'intent', call: 'create', resource })
  await deploy(world, stack)
  expect((await stateOf(world))?.announced).toBeUndefined()
})

test('a creation whose answer has no ID is looked for, and nothing is ready without one', async () => {
  const session = await open(world, 'deploy')
  const deps = depsOf(world, session)
  let answers = 0
  const types = fakeTypes.map(type => ({
    ...type,
    create: async (...given: Parameters<typeof type.create>) => {
      const made = await type.create(...given)
      return answers++ === 0 ? { ...made, physicalId: '' } : made
    },
  }))
  const { value } = plan({
    stack,
    state: session.state,
    live: new Map(),
    types,
    resolver: deps.resolver,
    abilitiesOf: fakeAbilities,
  })
  if (value === undefined) throw new Error('no plan')
  expect((await apply(value, { ...deps, types })).failed).toEqual([])
  expect(world.cloud.things.size).toBe(2)
  for (const { status, physicalId } of Object.values(session.state.resources))
    expect({ status, physicalId }).toEqual({ status: 'ready', physicalId: expect.stringMatching(/./) })
  await session.close()
})
