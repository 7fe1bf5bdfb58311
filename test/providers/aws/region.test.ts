import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import data from '../../../src/providers/aws/data/regions.json' with { type: 'json' }
import { checkedForm, unknownRegion } from '../../../src/providers/aws/region.ts'
import { root } from '../../support/fnx.ts'

const here = { environment: {}, home: '/' }
const elsewhere = { ...here, endpoint: 'http://127.0.0.1:4566' }

it.each([
  ['eu-west-1', []],
  ['cn-north-1', []],
  ['us-gov-west-1', []],
  ['ap-northwest-7', ['W0022']],
])('%s can be a region', (region, codes) => {
  expect(checkedForm(region, here)).toBe(region)
  expect(unknownRegion(region, here).map(({ code }) => code)).toEqual(codes)
})

it.each(['nowhere', 'eu-west', 'EU-WEST-1', 'eu-west-1a', 'aws-global', 'cn-hangzhou', 'a b'])(
  '%s cannot',
  region => {
    expect(() => checkedForm(region, here)).toThrow('E0008')
  },
)

it('says what was meant', () => {
  expect(() => checkedForm('EU-West-1', here)).toThrow(
    expect.objectContaining({
      diagnostics: [expect.objectContaining({ hint: 'Did you mean "eu-west-1"?' })],
    }),
  )
  expect(unknownRegion('eu-wets-1', here)[0]?.hint).toBe('Did you mean "eu-west-1"?')
})

it('takes any name at an address of its own', () => {
  expect(checkedForm('nowhere', elsewhere)).toBe('nowhere')
  expect(unknownRegion('nowhere', elsewhere)).toEqual([])
  expect(() => checkedForm('a b', elsewhere)).toThrow('E0008')
})

it('knows the regions of the SDK that is bundled', () => {
  const file = 'node_modules/@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js'
  const text = readFileSync(join(root, file), 'utf8').replace('export const partitionsInfo =', 'return')
  const { partitions } = new Function(text)() as {
    readonly partitions: readonly { readonly regionRegex: string; readonly regions: object }[]
  }
  expect(partitions.map(({ regionRegex }) => regionRegex)).toEqual(data.patterns)
  const known = partitions
    .flatMap(({ regions }) => Object.keys(regions))
    .filter(name => !name.endsWith('-global'))
  expect(known.toSorted()).toEqual(data.known)
})
