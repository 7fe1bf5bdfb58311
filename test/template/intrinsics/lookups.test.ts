import { describe, expect, it } from 'vitest'
import { type Row, reduced, whole } from '../../support/calls.ts'

const later = { Ref: 'Later' }
const gone = { 'Fn::If': ['Maybe', 'z', { Ref: 'AWS::NoValue' }] }
const find = (...keys: readonly unknown[]) => ({ 'Fn::FindInMap': keys }) as Row[1] // keys are values
const table: readonly Row[] = [
  ['FindInMap', find('Sizes', { Ref: 'Stage' }, 'memory'), 128],
  ['FindInMap of a list', find('Sizes', 'dev', 'names'), ['x', 'y']],
  ['FindInMap by a computed mapping', find({ 'Fn::Join': ['', ['Si', 'zes']] }, 'dev', 'memory'), 128],
  ['FindInMap waits', find('Sizes', later, 'memory'), find('Sizes', later, 'memory')],
  ['FindInMap finds nothing', find('Sizes', 'dev', 'disk'), find('Sizes', 'dev', 'disk'), ['E3007']],
  ['FindInMap finds no mapping', find('Size', 'dev', 'disk'), find('Size', 'dev', 'disk'), ['E3007']],
  ['FindInMap takes its default', find('Sizes', 'prod', 'a', { DefaultValue: { Ref: 'Stage' } }), 'dev'],
  [
    'FindInMap keeps its default',
    find('Sizes', later, 'a', { DefaultValue: { Ref: 'Stage' } }),
    find('Sizes', later, 'a', { DefaultValue: 'dev' }),
  ],
  ['FindInMap wants keys', find('Sizes', ['a'], 'b'), find('Sizes', ['a'], 'b'), ['E3006']],
  ['FindInMap wants three', find('Sizes', 'a'), find('Sizes', 'a'), ['E3006']],
  ['Select', { 'Fn::Select': ['1', ['a', { Ref: 'Stage' }]] }, 'dev'],
  ['Select of what is known among unknowns', { 'Fn::Select': [1, [later, 'b']] }, 'b'],
  ['Select gives a call', { 'Fn::Select': [0, [later]] }, later],
  [
    'Select waits where items may move up',
    { 'Fn::Select': [1, [gone, 'b']] },
    { 'Fn::Select': [1, [gone, 'b']] },
  ],
  ['Select does not wait for items behind', { 'Fn::Select': [0, ['b', gone]] }, 'b'],
  ['Select waits for its index', { 'Fn::Select': [later, ['a']] }, { 'Fn::Select': [later, ['a']] }],
  ['Select beyond the end', { 'Fn::Select': [2, ['a']] }, { 'Fn::Select': [2, ['a']] }, ['E3007']],
  ['Select below zero', { 'Fn::Select': [-1, ['a']] }, { 'Fn::Select': [-1, ['a']] }, ['E3007']],
  ['Select wants a number', { 'Fn::Select': ['a', ['a']] }, { 'Fn::Select': ['a', ['a']] }, ['E3006']],
  ['Select wants a list', { 'Fn::Select': [0, 'a'] }, { 'Fn::Select': [0, 'a'] }, ['E3006']],
]

describe('lookups', () => {
  it.each(whole(table))('%s', (_, call, result, codes) => {
    expect(reduced(call)).toMatchObject({ result, codes })
  })

  it('leave forms alone that only other clouds know', () => {
    for (const call of [{ 'Fn::Select': ['1:3', ['a', 'b']] }, { 'Fn::Select': ['key', { key: 'v' }] }])
      expect(reduced(call, { scope: { free: true } })).toMatchObject({ result: call, codes: [] })
  })

  it('leave a mapping alone that a macro fills', () => {
    const scope = { mappings: { M: { 'Fn::Transform': { Name: 'AWS::Include' } } } }
    expect(reduced(find('M', 'a', 'b'), { scope })).toMatchObject({ result: find('M', 'a', 'b'), codes: [] })
  })
})
