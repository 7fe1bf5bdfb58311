import { expect, test } from 'vitest'
import type { ErrorKind } from '../../src/model/error-kind.ts'
import type { Stack } from '../../src/model/stack.ts'
import { dieAt } from '../support/death.ts'
import type { Draft } from '../support/fake-resolver.ts'
import { fakeStack } from '../support/fake-resolver.ts'
import type { Ran, World } from '../support/fake-run.ts'
import { bury, deploy, endWorld, fakeWorld, remove, stateOf } from '../support/fake-run.ts'
import { inventory } from '../support/memory-cloud.ts'

type Random = (below: number) => number

function randomFrom(seed: number): Random {
  let state = seed * 2_654_435_761
  return below => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

/** A stack of some of seven resources, each in one of a few versions; names, types and the order change hands. */
function randomStack(random: Random): Stack {
  const some = <T>(items: readonly T[]) => items.filter(() => random(2) === 0)
  const policies = some(['read', 'write', 'list']).map(Name => ({ Name, Doc: random(2) }))
  const all: Record<string, Draft> = {
    Role: { type: 'Fake::Role', properties: { Path: `/${random(2)}/`, Policies: policies } },
    Store: { type: 'Fake::Bucket', properties: { Tag: random(2) } },
  }
  if (random(4) > 0)
    all.Hello = {
      type: 'Fake::Function',
      properties: {
        Runtime: `r${random(2)}`,
        Memory: random(3),
        Role: { Ref: 'Role' },
        ...(random(2) ? { Table: { Ref: 'Store' } } : {}),
        ...(random(3) === 0 ? { Name: 'hello' } : {}),
      },
    }
  if (all.Hello !== undefined && random(3) > 0)
    all.Allow = { type: 'Fake::Permission', properties: { Function: { Ref: 'Hello' } } }
  if (all.Hello !== undefined && random(2) > 0)
    all[`Live${random(2)}`] = {
      type: 'Fake::Alias',
      properties: { Function: { Ref: 'Hello' }, Name: 'live' },
    }
  if (random(3) > 0) {
    const target = all.Hello === undefined ? 'none' : { 'Fn::GetAtt': ['Hello', 'Arn'] }
    all.Api = { type: 'Fake::Api', properties: { Kind: `k${random(2)}`, Target: target } }
  }
  const orders = random(3)
  const orderly = random(3)
  if (orders < 2)
    all[`Orders${orders}`] = {
      type: 'Fake::Queue',
      properties: { Name: 'orders', Fifo: random(2) === 0 },
      dependsOn: orderly === 1 && all.Api !== undefined ? ['Api'] : [],
    }
  if (orderly === 2 && orders < 2 && all.Api !== undefined)
    all.Api = { ...all.Api, dependsOn: [`Orders${orders}`] }
  if (random(4) === 0) all.Api = { type: 'Fake::Bucket' }
  if (random(4) === 0) return fakeStack({})
  return fakeStack(all)
}

/** Tells what was deleted though something new was still to be made, but for what had to make room. */
function deletedTooSoon({ plan }: Ran, events: World['events']): readonly string[] {
  const rooms = new Set(plan.steps.filter(({ phase }) => phase === 'swap').map(({ logicalId }) => logicalId))
  const begun = events.flatMap(event => (event.type === 'step-started' ? [event] : []))
  const last = begun.findLastIndex(({ call }) => call !== 'delete')
  const soon = begun.slice(0, Math.max(last, 0)).filter(({ call }) => call === 'delete')
  return soon.map(({ logicalId }) => logicalId).filter(logicalId => !rooms.has(logicalId))
}

const kinds: readonly ErrorKind[] = ['denied', 'invalid', 'transport', 'unknown', 'exists', 'throttled']

/** One deploy that may be killed or meet an error anywhere. */
async function stumble(world: World, stack: Stack, random: Random): Promise<void> {
  const act = (where: World) => deploy(where, stack)
  const way = random(3)
  if (way === 0) return void (await dieAt(world, random(60), act))
  const from = world.cloud.calls.length + random(12)
  const kind = kinds[random(kinds.length)] ?? 'denied'
  const when = random(2) ? 'before' : 'after'
  if (way === 1) world.cloud.fault = n => (n === from ? { when, kind } : undefined)
  await act(world).catch(() => undefined)
  world.cloud.fault = () => undefined
}

test('whatever stacks were deployed and however the runs ended, a calm deploy makes what the last stack says', async () => {
  for (let seed = 1; seed <= Number(process.env.SEEDS ?? 40); seed++) {
    const random = randomFrom(seed)
    const world = fakeWorld()
    for (let run = 0; run < 4; run++) await stumble(world, randomStack(random), random)
    const last = randomStack(random)
    world.events.length = 0
    const ran = await deploy(world, last)
    const { outcome } = ran
    expect(deletedTooSoon(ran, world.events), `seed ${seed}`).toEqual([])
    await bury(world)
    expect(outcome.failed, `seed ${seed}`).toEqual([])

    const fresh = fakeWorld()
    await deploy(fresh, last)
    expect(inventory(world.cloud), `seed ${seed}`).toEqual(inventory(fresh.cloud))
    expect((await deploy(world, last)).plan.steps, `seed ${seed}`).toEqual([])
    expect((await stateOf(world))?.deposed).toEqual([])

    await remove(world)
    expect(inventory(world.cloud), `seed ${seed}`).toEqual([])
    endWorld(world)
    endWorld(fresh)
  }
}, 600_000)
