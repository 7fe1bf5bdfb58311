import { describe, expect, it } from 'vitest'
import { type Row, reduced, whole } from '../../support/calls.ts'

const yes = { Condition: 'Yes' }
const no = { Condition: 'No' }
const maybe = { Condition: 'Maybe' }
const table: readonly Row[] = [
  ['If chooses', { 'Fn::If': ['Yes', { Ref: 'Stage' }, 'b'] }, 'dev'],
  ['If gives nothing', { 'Fn::If': ['No', 'a', { Ref: 'AWS::NoValue' }] }, undefined],
  ['If does not look at what is left out', { 'Fn::If': ['Yes', 'a', { 'Fn::Join': 1 }] }, 'a'],
  ['If keeps both', { 'Fn::If': ['Maybe', { Ref: 'Stage' }, 1] }, { 'Fn::If': ['Maybe', 'dev', 1] }],
  ['If wants three', { 'Fn::If': ['Yes', 'a'] }, { 'Fn::If': ['Yes', 'a'] }, ['E3006']],
  ['Equals compares texts', { 'Fn::Equals': [{ Ref: 'Count' }, '3'] }, true],
  [
    'Equals waits',
    { 'Fn::Equals': [{ Ref: 'Later' }, { Ref: 'Stage' }] },
    { 'Fn::Equals': [{ Ref: 'Later' }, 'dev'] },
  ],
  ['Equals wants two', { 'Fn::Equals': ['a'] }, { 'Fn::Equals': ['a'] }, ['E3006']],
  ['And of all', { 'Fn::And': [yes, { 'Fn::Not': [no] }] }, true],
  ['And that one decides', { 'Fn::And': [maybe, no] }, false],
  ['And that is open', { 'Fn::And': [maybe, yes] }, { 'Fn::And': [maybe, true] }],
  ['And wants a list', { 'Fn::And': 'a' }, { 'Fn::And': 'a' }, ['E3006']],
  ['Or that one decides', { 'Fn::Or': [maybe, yes] }, true],
  ['Or of none', { 'Fn::Or': [no, no] }, false],
  ['Not', { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }, true],
  ['Not that is open', { 'Fn::Not': [maybe] }, { 'Fn::Not': [maybe] }],
  ['Not wants one', { 'Fn::Not': [yes, no] }, { 'Fn::Not': [yes, no] }, ['E3006']],
]

describe('functions of conditions', () => {
  it.each(whole(table))('%s', (_, call, result, codes) => {
    expect(reduced(call)).toMatchObject({ result, codes })
  })

  it('report an argument where it stands', () => {
    const { findings } = reduced({ a: [{ 'Fn::If': ['Yes', { 'Fn::Split': ['a'] }, 'b'] }] })
    expect(findings[0]?.path).toEqual(['a', 0, 'Fn::If', 1, 'Fn::Split'])
  })
})
