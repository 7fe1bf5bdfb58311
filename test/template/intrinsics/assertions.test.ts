import { describe, expect, it } from 'vitest'
import { type Row, reduced, whole } from '../../support/calls.ts'

const table: readonly Row[] = [
  ['Contains', { 'Fn::Contains': [['dev', 'prod'], { Ref: 'Stage' }] }, true],
  ['Contains not', { 'Fn::Contains': [{ Ref: 'Zones' }, 'c'] }, false],
  [
    'Contains waits',
    { 'Fn::Contains': [['a'], { Ref: 'Later' }] },
    { 'Fn::Contains': [['a'], { Ref: 'Later' }] },
  ],
  ['Contains wants two', { 'Fn::Contains': [['a']] }, { 'Fn::Contains': [['a']] }, ['E3006']],
  ['EachMemberEquals', { 'Fn::EachMemberEquals': [['a', 'a'], 'a'] }, true],
  ['EachMemberEquals not', { 'Fn::EachMemberEquals': [{ Ref: 'Zones' }, 'a'] }, false],
  ['EachMemberIn', { 'Fn::EachMemberIn': [{ Ref: 'Zones' }, ['a', 'b', 'c']] }, true],
  ['EachMemberIn not', { 'Fn::EachMemberIn': [{ Ref: 'Zones' }, ['a']] }, false],
  ['RefAll', { 'Fn::RefAll': 'String' }, ['dev']],
  ['RefAll waits', { 'Fn::RefAll': 'AWS::EC2::VPC::Id' }, { 'Fn::RefAll': 'AWS::EC2::VPC::Id' }],
  ['ValueOf stays', { 'Fn::ValueOf': ['Later', 'Tags.Name'] }, { 'Fn::ValueOf': ['Later', 'Tags.Name'] }],
]

describe('functions of rules', () => {
  it.each(whole(table))('%s', (_, call, result, codes) => {
    expect(reduced(call, { rules: true })).toMatchObject({ result, codes })
  })

  it('stay calls anywhere else', () => {
    const call = { 'Fn::Contains': [['dev'], 'dev'] }
    expect(reduced(call).result).toEqual(call)
  })
})
