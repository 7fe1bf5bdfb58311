import { describe, expect, it } from 'vitest'
import { at, type Properties, type Value } from '../../../../../src/model/value.ts'
import { flagOf } from '../../../../../src/providers/aws/dialect/graphql-api/graphql-shape.ts'
import { expandSam } from '../../../../support/expand-sam.ts'

function api(properties: Properties) {
  const Properties = { SchemaInline: 'type Query', Auth: { Type: 'AWS_IAM' }, ...properties }
  return expandSam({ Resources: { Graph: { Type: 'AWS::Serverless::GraphQLApi', Properties } } })
}

const refused: readonly (readonly [string, Properties])[] = [
  ['a call for XrayEnabled', { XrayEnabled: { Ref: 'Trace' } }],
  ['a call for a part', { Auth: { Type: 'API_KEY', UserPool: { Ref: 'Pool' } } }],
  ['nothing for a field that is needed', { Cache: { ApiCachingBehavior: 'x', Ttl: null, Type: 't' } }],
  ['a call for the steps of a resolver', { Resolvers: { Query: { get: { Pipeline: { Ref: 'F' } } } } }],
  ['a call for the name of a function', { Functions: { F: { Name: { Ref: 'N' } } } }],
]

describe('checkGraphql()', () => {
  it.each(refused)('refuses %s', (_, properties) => {
    expect(api(properties).findings.map(({ path }) => path[1])).toEqual(['Graph'])
  })

  it('passes over properties that the service passes over', () => {
    const { findings, resources } = api({ LOGGING: true })
    expect(findings).toEqual([])
    expect(at(resources, ['Graph', 'Properties', 'LOGGING'])).toBeUndefined()
  })
})

describe('flagOf()', () => {
  it.each<readonly [Value, boolean | undefined]>([
    [true, true],
    ['Yes', true],
    [0, false],
    ['off', false],
    ['maybe', undefined],
    [[], undefined],
  ])('reads %j as %s', (value, flag) => {
    expect(flagOf(value)).toBe(flag)
  })
})
