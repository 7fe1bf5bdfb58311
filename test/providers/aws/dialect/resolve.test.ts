import { describe, expect, it } from 'vitest'
import type { Value } from '../../../../src/model/value.ts'
import { mapped, resolved } from '../../../../src/providers/aws/dialect/resolve.ts'

const parameters = { Name: 'shop', List: ['a'], Later: '{{IntrinsicFunction:x}}' }

const cases: readonly (readonly [string, Value, Value])[] = [
  ['fills in a Ref', { Ref: 'Name' }, 'shop'],
  ['fills in holes of Fn::Sub', { 'Fn::Sub': 'x-${Name}-${Other}' }, { 'Fn::Sub': 'x-shop-${Other}' }],
  [
    'fills in the text of a Fn::Sub with variables',
    { 'Fn::Sub': ['${Name}', { A: 'b' }] },
    { 'Fn::Sub': ['shop', { A: 'b' }] },
  ],
  ['looks into maps and lists', { a: [{ Ref: 'Name' }] }, { a: ['shop'] }],
  ['leaves a Ref to a resource', { Ref: 'Table' }, { Ref: 'Table' }],
  ['leaves what only CloudFormation can know', { Ref: 'Later' }, { Ref: 'Later' }],
]

describe('resolved()', () => {
  it.each(cases)('%s', (_, value, expected) => {
    expect(resolved(value, parameters)).toEqual(expected)
  })

  it('refuses a list in a text', () => {
    expect(() => resolved({ 'Fn::Sub': '${List}' }, parameters)).toThrow('List')
  })
})

describe('mapped()', () => {
  const mappings = { Regions: { east: { ami: '1' } } }

  it('gives what a mapping holds', () => {
    expect(mapped({ 'Fn::FindInMap': ['Regions', 'east', 'ami'] }, mappings)).toBe('1')
  })

  it('leaves a call whose keys are not known', () => {
    const call = { 'Fn::FindInMap': ['Regions', { Ref: 'AWS::Region' }, 'ami'] }
    expect(mapped(call, mappings)).toBe(call)
  })
})
