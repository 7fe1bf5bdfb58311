import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
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
    name === 'create Fake::Role' ? { when: 'before', trouble: 'denied' } : undefined
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
