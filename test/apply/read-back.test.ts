import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readBack } from '../../src/apply/read-back.ts'
import type { Owned } from '../../src/model/provider.ts'
import type { Stack } from '../../src/model/stack.ts'
import { recordedOf } from '../../src/plan/recorded.ts'
import { fakeResolver, fakeStack } from '../support/fake-resolver.ts'
import { deploy, depsOf, endWorld, fakeWorld, open, stateOf, type World } from '../support/fake-run.ts'

let world: World
beforeEach(() => {
  world = fakeWorld()
})
afterEach(() => {
  endWorld(world)
})

const stack = fakeStack({
  Fn: { type: 'Fake::Function', properties: { Size: 1, Runtime: 'a' } },
  Way: { type: 'Fake::Permission', properties: { Function: { Ref: 'Fn' } }, dependsOn: ['Fn'] },
})

/** What carries tags; parts of others carry none in this cloud. */
function tagged(): readonly Owned[] {
  return [...world.cloud.things.values()]
    .filter(({ type }) => type !== 'Fake::Permission')
    .map(({ id, type, name, tags }) => ({
      type,
      name,
      physicalId: id,
      logicalId: tags['fnx:logical-id'] ?? '',
      instance: tags['fnx:instance'] ?? '',
    }))
}

const nothing = { resources: {}, deposed: [] }

async function read(wanted: Stack, owned: readonly Owned[], known: Parameters<typeof readBack>[1] = nothing) {
  const session = await open(world, 'recover')
  try {
    const deps = depsOf(world, session)
    let drawn = 0
    const newInstance = () => `new${++drawn}`
    return await readBack(
      {
        stack: wanted,
        owned,
        resolver: fakeResolver({}),
        recorded: recordedOf,
        abilitiesOf: deps.abilitiesOf,
        newInstance,
      },
      known,
      deps,
    )
  } finally {
    await session.close()
  }
}

describe('readBack()', () => {
  it('gives what carries tags with name, instance and attributes, as it was deployed', async () => {
    await deploy(world, stack)
    const { Fn } = (await stateOf(world))?.resources ?? {}
    const { found, left } = await read(stack, tagged())
    const own = found.find(({ logicalId }) => logicalId === 'Fn')
    expect(own).toMatchObject({ ...Fn, since: expect.any(String) })
    expect(left).toEqual([])
  })

  it('calls nothing but reads', async () => {
    await deploy(world, stack)
    const before = world.cloud.calls.length
    await read(stack, tagged())
    expect(world.cloud.calls.slice(before).filter(call => !/^(read|find) /.test(call))).toEqual([])
  })

  it('passes over what was deleted a moment ago', async () => {
    await deploy(world, stack)
    const owned = tagged()
    world.cloud.things.clear()
    expect(await read(stack, owned)).toEqual({ found: [], missing: ['Fn', 'Way'], left: [] })
  })

  it('takes what the template has no longer, with what its deletion needs', async () => {
    await deploy(world, stack)
    const { found } = await read(fakeStack({}), tagged())
    expect(found).toMatchObject([{ logicalId: 'Fn', type: 'Fake::Function', deletionPolicy: 'Delete' }])
  })

  it('leaves both of two things of one logical ID, and what it cannot deploy', async () => {
    await deploy(world, stack)
    const [one] = tagged()
    const owned = [
      ...tagged(),
      { ...one, instance: 'twin' },
      { ...one, type: 'sqs', logicalId: 'Q' },
    ] as Owned[]
    const { found, left, missing } = await read(stack, owned)
    expect(found).toEqual([])
    expect(left).toHaveLength(3)
    expect(missing).toContain('Fn')
  })

  it('looks for nothing untagged where nothing that it hangs on is ours', async () => {
    await deploy(world, stack)
    const before = world.cloud.calls.length
    const { missing } = await read(stack, [])
    expect(missing).toEqual(['Fn', 'Way'])
    expect(world.cloud.calls.slice(before)).toEqual([])
  })

  it('passes over what the state has', async () => {
    await deploy(world, stack)
    const state = await stateOf(world)
    expect(await read(stack, tagged(), state)).toEqual({ found: [], missing: [], left: [] })
  })
})
