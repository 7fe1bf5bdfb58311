import { describe, expect, it } from 'vitest'
import { type Row, reduced, whole } from '../../support/calls.ts'

const table: readonly Row[] = [
  ['Ref of a parameter', { Ref: 'Stage' }, 'dev'],
  ['Ref of a pseudo parameter', { Ref: 'AWS::Region' }, 'here-1'],
  ['Ref of a resource', { Ref: 'Table' }, 'shop-table'],
  ['Ref of what is not known', { Ref: 'Later' }, { Ref: 'Later' }],
  ['Ref of a secret', { Ref: 'Password' }, { Ref: 'Password' }],
  ['Ref of nothing', { Ref: 'AWS::NoValue' }, undefined],
  ['Ref wants a name', { Ref: ['a'] }, { Ref: ['a'] }, ['E3006']],
  ['Ref wants no call', { Ref: { 'Fn::Sub': 'a' } }, { Ref: { 'Fn::Sub': 'a' } }, ['E3006']],
  ['GetAtt', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'arn:table'],
  ['GetAtt as text', { 'Fn::GetAtt': 'Table.Arn' }, 'arn:table'],
  ['GetAtt by a call', { 'Fn::GetAtt': ['Table', { 'Fn::Join': ['', ['A', 'rn']] }] }, 'arn:table'],
  ['GetAtt nested', { 'Fn::GetAtt': 'Db.Endpoint.Port' }, { 'Fn::GetAtt': ['Db', 'Endpoint.Port'] }],
  ['GetAtt wants an attribute', { 'Fn::GetAtt': 'Table' }, { 'Fn::GetAtt': 'Table' }, ['E3006']],
  ['GetAtt wants names', { 'Fn::GetAtt': ['Table', ''] }, { 'Fn::GetAtt': ['Table', ''] }, ['E3006']],
]

describe('references', () => {
  it.each(whole(table))('%s', (_, call, result, codes) => {
    expect(reduced(call)).toMatchObject({ result, codes })
  })

  it('may be computed where language extensions are asked for', () => {
    const scope = { extensions: true }
    const name = { 'Fn::Sub': 'Tab${x}' }
    expect(reduced({ Ref: { 'Fn::Join': ['', ['Ta', 'ble']] } }, { scope }).result).toBe('shop-table')
    expect(reduced({ 'Fn::GetAtt': [{ 'Fn::Sub': 'Table' }, 'Arn'] }, { scope }).result).toBe('arn:table')
    expect(reduced({ Ref: name }, { scope })).toMatchObject({ result: { Ref: name }, codes: [] })
  })
})
