import { describe, expect, it } from 'vitest'
import { type Row, reduced, whole } from '../../support/calls.ts'

const later = { Ref: 'Later' }
const table: readonly Row[] = [
  ['Sub fills in names', { 'Fn::Sub': '${Stage}-${Table}-${Table.Arn}' }, 'dev-shop-table-arn:table'],
  ['Sub takes blanks in a hole', { 'Fn::Sub': '${ Stage }' }, 'dev'],
  ['Sub keeps a literal', { 'Fn::Sub': '${!Stage}' }, '${Stage}'],
  ['Sub keeps holes that are not known', { 'Fn::Sub': '${Stage}-${Later}' }, { 'Fn::Sub': 'dev-${Later}' }],
  ['Sub keeps what is no name', { 'Fn::Sub': '${}' }, { 'Fn::Sub': '${}' }],
  ['Sub prefers its own map', { 'Fn::Sub': ['${Stage}', { Stage: 'mine' }] }, 'mine'],
  [
    'Sub keeps a map that is open',
    { 'Fn::Sub': ['${a}', { a: later }] },
    { 'Fn::Sub': ['${a}', { a: later }] },
  ],
  [
    'Sub escapes what a value holds',
    { 'Fn::Sub': ['${a}${Later}', { a: '${b}' }] },
    { 'Fn::Sub': '${!b}${Later}' },
  ],
  ['Sub hides no secret in a text', { 'Fn::Sub': '${Password}' }, { 'Fn::Sub': '${Password}' }],
  ['Sub wants a text', { 'Fn::Sub': 3 }, { 'Fn::Sub': 3 }, ['E3006']],
  ['Sub wants a map', { 'Fn::Sub': ['a', []] }, { 'Fn::Sub': ['a', []] }, ['E3006']],
  ['Join joins', { 'Fn::Join': ['-', ['a', { Ref: 'Count' }, true]] }, 'a-3-true'],
  ['Join takes a list from a call', { 'Fn::Join': ['', { Ref: 'Zones' }] }, 'ab'],
  ['Join waits', { 'Fn::Join': ['', ['a', later]] }, { 'Fn::Join': ['', ['a', later]] }],
  ['Join waits for a list', { 'Fn::Join': ['', later] }, { 'Fn::Join': ['', later] }],
  ['Join wants texts', { 'Fn::Join': ['', [{ a: 1 }]] }, { 'Fn::Join': ['', [{ a: 1 }]] }, ['E3006']],
  ['Join wants two arguments', { 'Fn::Join': ['', [], 1] }, { 'Fn::Join': ['', [], 1] }, ['E3006']],
  ['Join wants a list', { 'Fn::Join': ['', 'a'] }, { 'Fn::Join': ['', 'a'] }, ['E3006']],
  [
    'Join takes what a macro gives',
    { 'Fn::Join': { 'Fn::Transform': { Name: 'M' } } },
    { 'Fn::Join': { 'Fn::Transform': { Name: 'M' } } },
  ],
  ['Split splits', { 'Fn::Split': [',', 'a,b,'] }, ['a', 'b', '']],
  ['Split waits', { 'Fn::Split': [',', later] }, { 'Fn::Split': [',', later] }],
  ['Split wants a text', { 'Fn::Split': [',', ['a']] }, { 'Fn::Split': [',', ['a']] }, ['E3006']],
  ['Base64', { 'Fn::Base64': { 'Fn::Sub': '${Stage}' } }, 'ZGV2'],
  ['Base64 waits', { 'Fn::Base64': later }, { 'Fn::Base64': later }],
  ['Base64 wants a text', { 'Fn::Base64': ['a'] }, { 'Fn::Base64': ['a'] }, ['E3006']],
  ['Length of a list', { 'Fn::Length': ['a', later] }, 2],
  ['Length of what a call gives', { 'Fn::Length': { 'Fn::Split': ['-', 'a-b-c'] } }, 3],
  ['Length leaves out NoValue', { 'Fn::Length': ['a', { Ref: 'AWS::NoValue' }] }, 1],
  [
    'Length waits where an item may go',
    { 'Fn::Length': [{ 'Fn::If': ['Maybe', 1, { Ref: 'AWS::NoValue' }] }] },
    { 'Fn::Length': [{ 'Fn::If': ['Maybe', 1, { Ref: 'AWS::NoValue' }] }] },
  ],
  ['Length waits', { 'Fn::Length': later }, { 'Fn::Length': later }],
  [
    'ToJsonString keeps the order of keys',
    { 'Fn::ToJsonString': { b: { Ref: 'Stage' }, a: [1, true, null], c: { Ref: 'AWS::NoValue' } } },
    '{"b":"dev","a":[1,true,null]}',
  ],
  ['ToJsonString waits', { 'Fn::ToJsonString': { a: later } }, { 'Fn::ToJsonString': { a: later } }],
  ['ToJsonString wants a map', { 'Fn::ToJsonString': 'a' }, { 'Fn::ToJsonString': 'a' }, ['E3006']],
]

describe('functions of texts', () => {
  it.each(whole(table))('%s', (_, call, result, codes) => {
    expect(reduced(call)).toMatchObject({ result, codes })
  })
})
