import { describe, expect, it } from 'vitest'
import { noLookupResults } from '../../src/model/lookup-results.ts'
import type { Properties, Value } from '../../src/model/value.ts'
import { resolver } from '../../src/template/resolver.ts'
import type { Scope } from '../../src/template/scope.ts'

const scope: Scope = {
  parameters: { Stage: 'dev', Password: 'hush', Zones: ['a', 'b'], Count: 3 },
  declared: ['Stage', 'Password', 'Zones', 'Count', 'Later'],
  secrets: ['Password'],
  mappings: { Sizes: { dev: { memory: 128, names: ['x', 'y'] } } },
  conditions: { IsDev: true, IsProd: false },
  pseudo: { 'AWS::Region': 'here-1' },
  lookupResults: noLookupResults,
}

const resources: Readonly<Record<string, Properties>> = {
  Table: { Ref: 'shop-table', Arn: 'arn:table', 'Nested.Name': 'deep', Outputs: { Url: 'https://x' } },
}

const { clear, redacted } = resolver(scope, '00'.repeat(32))
const known = (logicalId: string) => resources[logicalId]

describe('resolver().clear()', () => {
  const table: readonly (readonly [string, Value, Value])[] = [
    ['leaves plain values', { a: [1, true, null, 'x'] }, { a: [1, true, null, 'x'] }],
    ['Ref of a parameter', { Ref: 'Stage' }, 'dev'],
    ['Ref of a pseudo parameter', { Ref: 'AWS::Region' }, 'here-1'],
    ['Ref of a resource', { Ref: 'Table' }, 'shop-table'],
    ['Ref of what is not known', { Ref: 'Later' }, { Ref: 'Later' }],
    ['Ref of a secret', { Ref: 'Password' }, 'hush'],
    ['NoValue in a map', { a: 1, b: { Ref: 'AWS::NoValue' } }, { a: 1 }],
    ['NoValue in a list', [1, { Ref: 'AWS::NoValue' }, 2], [1, 2]],
    ['GetAtt', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'arn:table'],
    ['GetAtt as text', { 'Fn::GetAtt': 'Table.Arn' }, 'arn:table'],
    ['GetAtt of a name with a dot', { 'Fn::GetAtt': ['Table', 'Nested.Name'] }, 'deep'],
    ['GetAtt into a map', { 'Fn::GetAtt': ['Table', 'Outputs.Url'] }, 'https://x'],
    ['GetAtt of what is not known', { 'Fn::GetAtt': 'Queue.Arn' }, { 'Fn::GetAtt': ['Queue', 'Arn'] }],
    [
      'Sub',
      { 'Fn::Sub': '${Stage}-${Table}-${Table.Arn}-${AWS::Region}' },
      'dev-shop-table-arn:table-here-1',
    ],
    ['Sub with a map', { 'Fn::Sub': ['${Stage}-${x}', { x: { Ref: 'Count' } }] }, 'dev-3'],
    ['Sub with a literal', { 'Fn::Sub': '${!Stage} ${Stage}' }, '${Stage} dev'],
    ['Sub of a list', { 'Fn::Sub': '${Zones}' }, 'a,b'],
    ['Sub in part', { 'Fn::Sub': '${Stage}-${Queue.Arn}-${!x}' }, { 'Fn::Sub': 'dev-${Queue.Arn}-${!x}' }],
    [
      'Sub with a map, in part',
      { 'Fn::Sub': ['${a}-${b}', { a: { Ref: 'Stage' }, b: { Ref: 'Later' } }] },
      { 'Fn::Sub': ['dev-${b}', { b: { Ref: 'Later' } }] },
    ],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'Count' }, { Ref: 'AWS::NoValue' }]] }, 'a-3'],
    ['Join of a list parameter', { 'Fn::Join': ['/', { Ref: 'Zones' }] }, 'a/b'],
    [
      'Join in part',
      { 'Fn::Join': ['-', [{ Ref: 'Stage' }, { Ref: 'Later' }]] },
      { 'Fn::Join': ['-', ['dev', { Ref: 'Later' }]] },
    ],
    ['Split and Select', { 'Fn::Select': ['1', { 'Fn::Split': ['-', 'a-b-c'] }] }, 'b'],
    ['Select beyond the list', { 'Fn::Select': [5, ['a']] }, { 'Fn::Select': [5, ['a']] }],
    ['Base64', { 'Fn::Base64': 'größe' }, 'Z3LDtsOfZQ=='],
    ['FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'memory'] }, 128],
    ['FindInMap with a default', { 'Fn::FindInMap': ['Sizes', 'prod', 'memory', { DefaultValue: 1 }] }, 1],
    ['If', { 'Fn::If': ['IsDev', 'yes', 'no'] }, 'yes'],
    ['If without a value', { a: { 'Fn::If': ['IsProd', 'yes', { Ref: 'AWS::NoValue' }] } }, {}],
    [
      'If of an unknown condition',
      { 'Fn::If': ['Maybe', { Ref: 'Stage' }, 1] },
      { 'Fn::If': ['Maybe', 'dev', 1] },
    ],
    ['Equals of a number and its text', { 'Fn::Equals': [{ Ref: 'Count' }, '3'] }, true],
    ['And', { 'Fn::And': [{ Condition: 'IsDev' }, { 'Fn::Not': [{ Condition: 'IsProd' }] }] }, true],
    ['And that one decides', { 'Fn::And': [{ Condition: 'Maybe' }, { Condition: 'IsProd' }] }, false],
    [
      'Or that is open',
      { 'Fn::Or': [{ Condition: 'Maybe' }, { Condition: 'IsProd' }] },
      { 'Fn::Or': [{ Condition: 'Maybe' }, false] },
    ],
    ['Cidr', { 'Fn::Cidr': ['10.0.0.0/16', 3, 8] }, ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24']],
    [
      'a function that only the cloud knows',
      { 'Fn::ImportValue': { Ref: 'Stage' } },
      { 'Fn::ImportValue': 'dev' },
    ],
    ['a map of one key that is no call', { Condition: 'IsDev' }, { Condition: 'IsDev' }],
    ['the empty value of NoValue at the top', { Ref: 'AWS::NoValue' }, null],
  ]
  it.each(table)('%s', (_, value, result) => {
    expect(clear(value, known)).toEqual(result)
  })
})

describe('resolver().redacted()', () => {
  it('hides a secret and keeps the expression that gives it', () => {
    const value = redacted({ a: { Ref: 'Password' }, b: { Ref: 'Stage' } }, known)
    expect(value).toEqual({
      a: {
        'Fnx::Secret': { expression: { Ref: 'Password' }, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
      b: 'dev',
    })
  })

  it('hides all of a text that holds a secret', () => {
    const value = redacted({ 'Fn::Sub': 'db://${Password}@${Table}' }, known)
    expect(JSON.stringify(value)).not.toContain('hush')
    expect(value).toHaveProperty(['Fnx::Secret', 'expression', 'Fn::Sub'], 'db://${Password}@${Table}')
  })

  it('keeps a call with a secret while the rest of it is unknown', () => {
    const value = redacted({ 'Fn::Sub': 'db://${Password}@${Queue.Arn}/${Stage}' }, known)
    expect(value).toEqual({ 'Fn::Sub': 'db://${Password}@${Queue.Arn}/dev' })
  })

  it('gives equal hashes to equal secrets under one key and others under another', () => {
    const again = resolver(scope, '00'.repeat(32)).redacted({ Ref: 'Password' }, known)
    const changed = resolver({ ...scope, parameters: { Password: 'other' } }, '00'.repeat(32))
    const other = resolver(scope, '01'.repeat(32))
    expect(redacted({ Ref: 'Password' }, known)).toEqual(again)
    expect(changed.redacted({ Ref: 'Password' }, known)).not.toEqual(again)
    expect(other.redacted({ Ref: 'Password' }, known)).not.toEqual(again)
  })

  it('fills in no dynamic reference without an answer', () => {
    const text = 'a-{{resolve:ssm:name}}'
    expect([clear(text, known), redacted(text, known)]).toEqual([text, text])
  })

  it('hides a text whose dynamic references were answered, and fills it in for the call', () => {
    const references = {
      '{{resolve:ssm:user}}': 'root',
      '{{resolve:secretsmanager:db}}': '{{resolve:ssm:user}}',
    }
    const asked = resolver({ ...scope, lookupResults: { ...noLookupResults, references } }, '00'.repeat(32))
    const text = '{{resolve:ssm:user}}:{{resolve:secretsmanager:db}}'
    expect(asked.clear({ a: text }, known)).toEqual({ a: 'root:{{resolve:ssm:user}}' })
    expect(asked.redacted({ a: text }, known)).toEqual({
      a: { 'Fnx::Secret': { expression: text, hash: expect.any(String) } },
    })
    const half = `${text}{{resolve:ssm:nobody}}`
    expect(asked.clear(half, known)).toBe(half)
  })

  it('fills in a dynamic reference that a call makes, after all calls as the cloud does', () => {
    const references = { '{{resolve:ssm:/dev/key}}': 'hush' }
    const asked = resolver({ ...scope, lookupResults: { ...noLookupResults, references } }, '00'.repeat(32))
    const call = { 'Fn::Sub': '{{resolve:ssm:/${Stage}/key}}' }
    expect(asked.clear(call, known)).toBe('hush')
    expect(asked.clear({ 'Fn::Base64': '{{resolve:ssm:/dev/key}}' }, known)).toBe(
      Buffer.from('{{resolve:ssm:/dev/key}}').toString('base64'),
    )
    expect(JSON.stringify(asked.redacted([call], known))).not.toContain('hush')
    expect(asked.redacted(call, known)).toHaveProperty(['Fnx::Secret', 'expression'], call)
  })

  it('leaves what is redacted as it is', () => {
    const value = redacted({ Ref: 'Password' }, known)
    expect(redacted(value, known)).toEqual(value)
  })
})
