import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { StackArguments } from '../../../src/workflows/arguments.ts'
import { foundStack } from '../../../src/workflows/stack/deployed.ts'
import {
  checkedName,
  deployedAt,
  regionAndAccount,
  stackKeys,
  stateFolder,
  titleOf,
} from '../../../src/workflows/stack/stacks.ts'
import { laid } from '../../support/diagnosed.ts'
import { world } from '../../support/world.ts'

/** A folder with states at these places. */
function holding(...places: readonly string[]): string {
  return laid(Object.fromEntries(places.map(place => [`.fnx/state/${place}/x`, ''])))
}

const args = (given: Partial<StackArguments>): StackArguments => ({ local: false, stage: 'dev', ...given })

const find = (cwd: string, given: Partial<StackArguments> = {}) =>
  foundStack(world({ cwd }).context, args(given), { emit: () => undefined })

describe('foundStack()', () => {
  const places = ['aws.local/dev/app', 'aws.eu-west-1.123/dev/app', 'aws.eu-west-1.123/prod/app']

  it.each([
    [{ local: true }, { target: 'local', stage: 'dev' }],
    [{}, { target: 'eu-west-1.123', stage: 'dev' }],
    [{ stage: 'prod' }, { target: 'eu-west-1.123', stage: 'prod' }],
  ])('takes the one that fits %j', async (options, key) => {
    expect((await find(holding(...places), options)).key).toEqual({ provider: 'aws', stack: 'app', ...key })
  })

  it('names those that fit when they are several', async () => {
    const cwd = holding('aws.local/dev/one', 'aws.local/dev/two')
    const error = { exitCode: 2, diagnostics: [{ code: 'E0011' }] }
    await expect(find(cwd, { local: true })).rejects.toMatchObject(error)
    await expect(find(cwd, { local: true })).rejects.toThrow(/one \(dev, local\); two \(dev, local\)/)
    expect((await find(cwd, { local: true, stackName: 'two' })).key.stack).toBe('two')
  })

  it('tells regions apart, also where one is the beginning of another', async () => {
    const cwd = holding('aliyun.cn-hangzhou.1/dev/app', 'aliyun.cn-hangzhou-finance.1/dev/app')
    await expect(find(cwd)).rejects.toThrow(/Several/)
    expect((await find(cwd, { region: 'cn-hangzhou' })).key.target).toBe('cn-hangzhou.1')
  })

  it('says that the folder of states cannot be read instead of that nothing is deployed', async () => {
    const cwd = laid({ '.fnx/x': '' })
    symlinkSync('state', join(cwd, '.fnx', 'state'))
    await expect(find(cwd)).rejects.toThrow(/E7005 .*state cannot be read/)
  })

  it('says how to deploy where there is none', async () => {
    await expect(find(laid(), { local: true })).rejects.toMatchObject({
      diagnostics: [
        {
          message: expect.stringMatching(/on the local cloud/),
          hint: expect.stringMatching(/fnx recover --local/),
        },
      ],
    })
    await expect(find(holding('aws.local/dev/app'), { stage: 'prod' })).rejects.toThrow(/stage prod/)
  })
})

it('deployedAt() takes a folder without a state for nothing deployed', async () => {
  const folder = holding('aws.local/dev/app')
  const key = { provider: 'aws', target: 'local', stage: 'dev', stack: 'app' }
  await expect(deployedAt(args({ local: true }), { folder, key })).rejects.toThrow(/E0010/)
})

describe('one stack in two accounts', () => {
  const two = () => holding('aws.eu-west-1.111/dev/app', 'aws.eu-west-1.222/dev/app')

  it('is told apart by --account', async () => {
    expect((await find(two(), { account: '222' })).key.target).toBe('eu-west-1.222')
    await expect(find(two(), { account: '333' })).rejects.toThrow(/E0010/)
  })

  it('is refused with both accounts named and the ways to choose', async () => {
    await expect(find(two())).rejects.toMatchObject({
      diagnostics: [
        {
          message: expect.stringMatching(/account 111\).*account 222\)/),
          hint: expect.stringMatching(/--account.*--profile/),
        },
      ],
    })
  })
})

it('regionAndAccount() and titleOf() name region and account', () => {
  expect(regionAndAccount('cn-hangzhou.123')).toEqual({ region: 'cn-hangzhou', account: '123' })
  expect(regionAndAccount('local')).toEqual({})
  const key = { provider: 'aws', stage: 'dev', stack: 'app' }
  expect(titleOf({ ...key, target: 'eu-west-1.1' })).toBe('app (dev, eu-west-1, account 1)')
  expect(titleOf({ ...key, target: 'local' })).toBe('app (dev, local)')
})

it('stackKeys() reads what stateFolder() writes', async () => {
  const key = { provider: 'tencent', target: 'ap-guangzhou.100', stage: 'prod', stack: 'shop' }
  const place = stateFolder('', key).replace('.fnx/state/', '')
  expect(await stackKeys(holding(place))).toEqual([key])
})

it.each(['../x', '', '1st', 'a/b', 'a'.repeat(64), 'a b'])('checkedName() refuses "%s"', name => {
  expect(() => checkedName(name, 'stack')).toThrow(/cannot be the name of a stack/)
})
