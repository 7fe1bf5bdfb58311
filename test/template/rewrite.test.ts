import { describe, expect, it } from 'vitest'
import type { Value } from '../../src/model/value.ts'
import { rewritten } from '../../src/template/rewrite.ts'

const by = {
  ref: (name: string): Value | undefined =>
    name === 'Known' ? { Ref: 'In/Known' } : name === 'Given' ? 'text' : undefined,
  attribute: (id: string, attribute: string): Value | undefined =>
    id === 'Known' ? { 'Fn::GetAtt': ['In/Known', attribute] } : undefined,
  mapping: (name: string): string => `In/${name}`,
}

const cases: readonly (readonly [name: string, from: Value, to: Value])[] = [
  ['a reference', { Ref: 'Known' }, { Ref: 'In/Known' }],
  ['a name of others', { Ref: 'AWS::Region' }, { Ref: 'AWS::Region' }],
  ['an attribute with dots', { 'Fn::GetAtt': 'Known.A.B' }, { 'Fn::GetAtt': ['In/Known', 'A.B'] }],
  ['an attribute of others', { 'Fn::GetAtt': ['Other', 'Arn'] }, { 'Fn::GetAtt': ['Other', 'Arn'] }],
  [
    'what stands in a text',
    { 'Fn::Sub': `\${Known.Arn} \${Given} \${!Given} \${Other}` },
    {
      'Fn::Sub': [
        `\${Known.Arn} \${Given} \${!Given} \${Other}`,
        { 'Known.Arn': { 'Fn::GetAtt': ['In/Known', 'Arn'] }, Given: 'text' },
      ],
    },
  ],
  [
    'the variables of a text, which hide names',
    { 'Fn::Sub': [`\${Given} \${x}`, { Given: 'own', x: { Ref: 'Known' } }] },
    { 'Fn::Sub': [`\${Given} \${x}`, { Given: 'own', x: { Ref: 'In/Known' } }] },
  ],
  [
    'a mapping and its keys',
    { 'Fn::FindInMap': ['Sizes', { Ref: 'Given' }, 'size'] },
    { 'Fn::FindInMap': ['In/Sizes', 'text', 'size'] },
  ],
  [
    'what is deep',
    [{ a: { 'Fn::Join': ['', ['x', { Ref: 'Given' }]] } }],
    [{ a: { 'Fn::Join': ['', ['x', 'text']] } }],
  ],
  [
    'a map with the key __proto__',
    JSON.parse('{"__proto__":{"Ref":"Given"}}'),
    JSON.parse('{"__proto__":"text"}'),
  ],
]

describe('rewritten()', () => {
  it.each(cases)('gives other names to %s', (_, from, to) => {
    expect(rewritten(from, by)).toEqual(to)
  })

  it('leaves what it is given as it is', () => {
    const from = { 'Fn::Sub': [`\${Given}`, {}] }
    const before = structuredClone(from)
    rewritten(from, by)
    expect(from).toEqual(before)
  })
})
