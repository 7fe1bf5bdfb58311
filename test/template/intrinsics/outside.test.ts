import { describe, expect, it } from 'vitest'
import { type Row, reduced, whole } from '../../support/calls.ts'

const table: readonly Row[] = [
  ['GetAZs of the own region', { 'Fn::GetAZs': '' }, ['here-1a', 'here-1b']],
  ['GetAZs of a region by Ref', { 'Fn::GetAZs': { Ref: 'AWS::Region' } }, ['here-1a', 'here-1b']],
  ['GetAZs without an answer', { 'Fn::GetAZs': 'there-1' }, { 'Fn::GetAZs': 'there-1' }],
  ['GetAZs wants a name', { 'Fn::GetAZs': ['a'] }, { 'Fn::GetAZs': ['a'] }, ['E3006']],
  ['GetAZs of a zone', { 'Fn::GetAZs': 'there-1a' }, { 'Fn::GetAZs': 'there-1a' }, ['E3006']],
  [
    'GetStackOutput stays',
    { 'Fn::GetStackOutput': { StackName: { Ref: 'Stage' }, OutputName: 'o' } },
    { 'Fn::GetStackOutput': { StackName: 'dev', OutputName: 'o' } },
  ],
  [
    'GetStackOutput wants two names',
    { 'Fn::GetStackOutput': { StackName: 's' } },
    { 'Fn::GetStackOutput': { StackName: 's' } },
    ['E3006'],
  ],
  [
    'GetStackOutput takes nothing else',
    { 'Fn::GetStackOutput': { StackName: 's', OutputName: 'o', Key: 'k' } },
    { 'Fn::GetStackOutput': { StackName: 's', OutputName: 'o', Key: 'k' } },
    ['E3006'],
  ],
  [
    'ImportValue',
    { 'Fn::ImportValue': { 'Fn::Sub': 'shop-${x}' } },
    { 'Fn::ImportValue': { 'Fn::Sub': 'shop-${x}' } },
  ],
  ['ImportValue with an answer', { 'Fn::ImportValue': { 'Fn::Join': ['-', ['shop', 'vpc']] } }, 'vpc-1'],
  ['ImportValue without one', { 'Fn::ImportValue': { Ref: 'Stage' } }, { 'Fn::ImportValue': 'dev' }],
  ['ImportValue wants a name', { 'Fn::ImportValue': {} }, { 'Fn::ImportValue': {} }, ['E3006']],
  [
    'Transform stays',
    { 'Fn::Transform': { Name: 'M', Parameters: { Stage: { Ref: 'Stage' } } } },
    { 'Fn::Transform': { Name: 'M', Parameters: { Stage: 'dev' } } },
  ],
]

describe('functions of what is outside', () => {
  it.each(whole(table))('%s', (_, call, result, codes) => {
    expect(reduced(call)).toMatchObject({ result, codes })
  })
})
