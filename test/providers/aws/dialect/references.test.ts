import { describe, expect, it } from 'vitest'
import type { Value } from '../../../../src/model/value.ts'
import { draftOf } from '../../../../src/providers/aws/dialect/draft.ts'
import { rename } from '../../../../src/providers/aws/dialect/references.ts'

const renames = {
  ids: new Map([['Layer', 'Layer1']]),
  derived: new Map([['Fn', new Map([['Alias', 'FnAliaslive']])]]),
}

const cases: readonly (readonly [string, Value, Value])[] = [
  ['a Ref', { Ref: 'Layer' }, { Ref: 'Layer1' }],
  ['a Ref to what was derived', { Ref: 'Fn.Alias' }, { Ref: 'FnAliaslive' }],
  ['a GetAtt', { 'Fn::GetAtt': ['Fn', 'Alias.Arn'] }, { 'Fn::GetAtt': ['FnAliaslive', 'Arn'] }],
  [
    'a Sub',
    { 'Fn::Sub': '${Layer}/${Fn.Alias}/${Fn.Arn}' },
    { 'Fn::Sub': '${Layer1}/${FnAliaslive}/${Fn.Arn}' },
  ],
  ['a DependsOn', { DependsOn: ['Layer', 'X'] }, { DependsOn: ['Layer1', 'X'] }],
  ['nothing else', { Ref: 'Fn', Name: 'Layer' }, { Ref: 'Fn', Name: 'Layer' }],
]

describe('rename()', () => {
  it.each(cases)('rewrites %s', (_, value, expected) => {
    const draft = draftOf(value)
    rename(draft, renames)
    expect(draft).toEqual(expected)
  })
})
