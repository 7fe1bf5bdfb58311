import { join } from 'node:path'
import { expect, it } from 'vitest'
import { isList, isRecord, type Value } from '../../src/model/value.ts'
import { clouds } from '../../src/providers/index.ts'
import { load } from '../../src/template/load.ts'
import { random } from '../support/random-calls.ts'

const sound: Value = {
  Transform: [
    'AWS::LanguageExtensions',
    'AWS::Serverless-2016-10-31',
    { Name: 'AWS::Include', Parameters: { Location: 'c.yaml' } },
  ],
  Parameters: {
    Names: { Type: 'CommaDelimitedList', Default: 'a,b' },
    Key: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/k', NoEcho: true },
  },
  Mappings: { M: { a: { b: ['x', 'y'] } } },
  Rules: {
    R: {
      RuleCondition: { 'Fn::Contains': [['a'], 'a'] },
      Assertions: [{ Assert: { 'Fn::EachMemberIn': [{ Ref: 'Names' }, ['a', 'b']] } }],
    },
  },
  Conditions: { 'Fn::ForEach::C': ['X', ['A'], { 'Is${X}': { 'Fn::Equals': ['${X}', { Ref: 'Key' }] } }] },
  Resources: {
    'Fn::ForEach::Outer': [
      'X',
      { 'Fn::FindInMap': ['M', 'a', 'b'] },
      {
        'Fn::ForEach::Inner': [
          'Y',
          { Ref: 'Names' },
          {
            'Fn${X}&{Y}': {
              Type: 'AWS::Serverless::Function',
              DeletionPolicy: { 'Fn::FindInMap': ['M', 'q', 'r', { DefaultValue: 'Retain' }] },
              Properties: {
                InlineCode: 'x',
                Handler: 'index.handler',
                Runtime: 'nodejs22.x',
                ReservedConcurrentExecutions: { 'Fn::Length': [1, 2] },
                Environment: {
                  Variables: {
                    J: {
                      'Fn::ToJsonString': {
                        x: { 'Fn::Sub': ['${X}-${v}', { v: { 'Fn::Cidr': ['10.0.0.0/8', 2, 8] } }] },
                      },
                    },
                  },
                },
                'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 'a.yaml' } },
              },
            },
          },
        ],
      },
    ],
  },
  Outputs: {
    'Fn::ForEach::O': [
      'Z',
      ['p', 'q'],
      { 'Out${Z}': { Value: '{{resolve:ssm:${Z}}}', Export: { Name: { Ref: 'Z' } } } },
    ],
  },
}

const files: Readonly<Record<string, string>> = {
  'a.yaml': 'Timeout: 3\nFn::Transform: {Name: AWS::Include, Parameters: {Location: b.yaml}}\n',
  'c.yaml': 'Description: of a file\n',
  'b.yaml': 'Description: !Sub "${X}"\n',
}

const odd: readonly Value[] = [
  null,
  '',
  'X',
  0,
  -1,
  true,
  [],
  {},
  ['a'],
  { Ref: 'X' },
  { 'Fn::Sub': '${X}' },
  '${X}&{Y}',
  '__proto__',
  { 'Fn::ForEach::L': ['L', ['a'], {}] },
  { 'Fn::Transform': [] },
  { constructor: 1, toString: 2, valueOf: 3 },
  { 'Fn::GetAtt': ['X', { toString: 1, valueOf: 2 }] },
]

/** Changes one spot of a value: takes a key out, puts something odd in its place, or moves it under another key. */
function mutated(value: Value, roll: () => number): Value {
  if (roll() < 0.12) return odd[Math.floor(roll() * odd.length)] ?? null
  if (isList(value)) {
    const at = Math.floor(roll() * value.length)
    return value.flatMap((item, index) => (index !== at ? [item] : roll() < 0.1 ? [] : [mutated(item, roll)]))
  }
  if (!isRecord(value)) return odd[Math.floor(roll() * odd.length)] ?? null
  const keys = Object.keys(value)
  const key = keys[Math.floor(roll() * keys.length)]
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]): [string, Value][] => {
      if (name !== key) return [[name, item]]
      const side = roll()
      return side < 0.1 ? [] : side < 0.2 ? [['Fn::ForEach::X', item]] : [[name, mutated(item, roll)]]
    }),
  )
}

function loading(document: Value) {
  return load({
    file: 't.json',
    text: JSON.stringify(document, null, 1),
    clouds,
    cloud: 'aws',
    parameters: {},
    root: join(import.meta.dirname, '../..'),
    look: () => 'folder',
    readText: path => (Object.hasOwn(files, path) ? files[path] : undefined),
    today: new Date('2026-11-22'),
  })
}

it('load() finds no error in loops, inclusions and extensions that are sound', async () => {
  const { value, diagnostics } = await loading(sound)
  expect(diagnostics.filter(({ code }) => code !== 'W3029')).toEqual([])
  const made = Object.keys(value?.stack.resources ?? {}).filter(id => !id.endsWith('Role'))
  expect(made).toEqual(['Fnxa', 'Fnxb', 'Fnya', 'Fnyb'])
  expect(value?.stack.resources.Fnxa?.properties).toMatchObject({
    ReservedConcurrentExecutions: 2,
    Timeout: 3,
  })
  expect(value?.stack.outputs.map(({ name, exportName }) => [name, exportName])).toEqual([
    ['Outp', 'p'],
    ['Outq', 'q'],
  ])
})

it('load() takes no harm from a thousand mutated templates with macros', { timeout: 120_000 }, async () => {
  for (let seed = 1; seed <= 1000; seed++) {
    const roll = random(seed)
    let document: Value = sound
    for (let times = 0; times <= seed % 3; times++) document = mutated(document, roll)
    const { diagnostics } = await loading(document).catch(error => {
      throw new Error(`seed ${seed}: ${error.stack}`)
    })
    for (const { location } of diagnostics) expect(location?.start.line ?? 1).toBeGreaterThan(0)
  }
  expect(Object.keys(Object.prototype)).toEqual([])
})
