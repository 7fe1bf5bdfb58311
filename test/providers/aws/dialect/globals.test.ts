import { describe, expect, it } from 'vitest'
import { at, type Properties, type Value } from '../../../../src/model/value.ts'
import { expandSam, samFunction } from '../../../support/expand-sam.ts'

const cases: readonly (readonly [string, string, Value, Value, Value])[] = [
  ['takes the value of Globals where the function has none', 'Timeout', 7, null, 7],
  ['lets the function win for plain values', 'MemorySize', 128, 256, 256],
  ['joins lists', 'Layers', ['a'], ['b'], ['a', 'b']],
  [
    'merges maps',
    'VpcConfig',
    { SubnetIds: ['a'] },
    { SecurityGroupIds: ['b'] },
    { SubnetIds: ['a'], SecurityGroupIds: ['b'] },
  ],
  ['takes a call for a plain value', 'VpcConfig', { SubnetIds: ['a'] }, { Ref: 'Vpc' }, { Ref: 'Vpc' }],
  ['replaces architectures', 'Architectures', ['arm64'], ['x86_64'], ['x86_64']],
]

describe('mergeGlobals()', () => {
  it.each(cases)('%s', (_, name, common, own, expected) => {
    const Hello = samFunction(own === null ? {} : { [name]: own })
    const document: Properties = { Globals: { Function: { [name]: common } }, Resources: { Hello } }
    expect(at(expandSam(document).resources, ['Hello', 'Properties', name])).toEqual(expected)
  })

  it('leaves out what IgnoreGlobals names', () => {
    const Hello = { ...samFunction(), IgnoreGlobals: ['Timeout'] }
    const document = { Globals: { Function: { Timeout: 7, MemorySize: 512 } }, Resources: { Hello } }
    const properties = at(expandSam(document).resources, ['Hello', 'Properties'])
    expect(properties).toMatchObject({ MemorySize: 512 })
    expect(properties).not.toHaveProperty('Timeout')
  })
})
