import { describe, expect, it } from 'vitest'
import { at, type Properties, type Value } from '../../../../../src/model/value.ts'
import { expandSam } from '../../../../support/expand-sam.ts'

function provider(properties: Properties): Properties {
  const Properties = { VpcConfig: { SubnetIds: ['subnet-1'] }, ...properties }
  return { Resources: { Pool: { Type: 'AWS::Serverless::CapacityProvider', Properties } } }
}

const read: readonly (readonly [string, Properties, readonly string[], Value])[] = [
  [
    'digits as a number',
    { ScalingConfig: { MaxVCpuCount: '5' } },
    ['CapacityProviderScalingConfig', 'MaxVCpuCount'],
    5,
  ],
  [
    'a fraction as a whole',
    { ScalingConfig: { MaxVCpuCount: 1.5 } },
    ['CapacityProviderScalingConfig', 'MaxVCpuCount'],
    1,
  ],
  ['an empty list as a map', { VpcConfig: { SubnetIds: [] } }, ['VpcConfig', 'SubnetIds'], {}],
  [
    'a list with calls',
    { VpcConfig: { SubnetIds: [{ Ref: 'A' }] } },
    ['VpcConfig', 'SubnetIds'],
    [{ Ref: 'A' }],
  ],
  ['a call for a list', { VpcConfig: { SubnetIds: { Ref: 'A' } } }, ['VpcConfig', 'SubnetIds'], { Ref: 'A' }],
]

const refused: readonly (readonly [string, Properties])[] = [
  ['an unknown field', { ScalingConfig: { Max: 1 } }],
  ['a call for a whole part', { ScalingConfig: { 'Fn::If': ['A', {}, {}] } }],
  ['a text for a number', { ScalingConfig: { MaxVCpuCount: 'many' } }],
  ['a text for a list', { VpcConfig: { SubnetIds: 'subnet-1' } }],
  ['nothing in a list', { VpcConfig: { SubnetIds: [null] } }],
  ['no subnets', { VpcConfig: {} }],
  ['allowed and excluded types', { InstanceRequirements: { AllowedTypes: [], ExcludedTypes: [] } }],
]

describe('capacityParts()', () => {
  it.each(read)('reads %s', (_, properties, path, value) => {
    const { resources, findings } = expandSam(provider(properties))
    expect(findings).toEqual([])
    expect(at(resources, ['Pool', 'Properties', ...path])).toEqual(value)
  })

  it.each(refused)('refuses %s', (_, properties) => {
    expect(expandSam(provider(properties)).findings.map(({ path }) => path[1])).toEqual(['Pool'])
  })
})
