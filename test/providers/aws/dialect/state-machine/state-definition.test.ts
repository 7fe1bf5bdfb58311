import { describe, expect, it } from 'vitest'
import {
  definitionText,
  substituted,
} from '../../../../../src/providers/aws/dialect/state-machine/state-definition.ts'

describe('substituted()', () => {
  it('numbers the calls in the order of the keys', () => {
    const { definition, substitutions } = substituted({
      b: { Ref: 'B' },
      a: [{ 'Fn::GetAtt': ['A', 'Arn'] }],
    })
    expect(definition).toEqual({ a: ['${definition_substitution_1}'], b: '${definition_substitution_2}' })
    expect(substitutions).toEqual({
      definition_substitution_1: { 'Fn::GetAtt': ['A', 'Arn'] },
      definition_substitution_2: { Ref: 'B' },
    })
  })
})

describe('definitionText()', () => {
  it('joins the lines of sorted JSON', () => {
    const lines = ['{', '    "A": [', '        1,', '        {}', '    ],', '    "B": "x"', '}']
    expect(definitionText({ B: 'x', A: [1, {}] })).toEqual({ 'Fn::Join': ['\n', lines] })
  })
})
