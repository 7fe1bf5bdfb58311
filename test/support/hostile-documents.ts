import { isList, isRecord, type Properties, type Value } from '../../src/model/value.ts'
import type { Draw } from './draw.ts'

/** Changes a template in a few places as nobody would write it; keys that JSON cannot carry stay away. */
export function mutated(document: Properties, draw: Draw): Properties {
  let changed = document
  for (let count = 1 + draw.below(3); count > 0; count--) {
    const next = changedAt(changed, draw.below(sizeOf(changed)), draw)
    changed = isRecord(next) ? next : changed
  }
  return changed
}

function sizeOf(value: Value): number {
  const inner = isList(value) ? value : isRecord(value) ? Object.values(value) : []
  return inner.reduce((size: number, item) => size + sizeOf(item), 1)
}

/** Changes the value that a walk through the document comes to after so many others. */
function changedAt(value: Value, place: number, draw: Draw): Value {
  if (place === 0) return draw.one(changes)(value, draw)
  let left = place - 1
  const enter = (item: Value): Value => {
    const size = sizeOf(item)
    const within = left >= 0 && left < size
    const next = within ? changedAt(item, left, draw) : item
    left -= size
    return next
  }
  if (isList(value)) return value.map(enter)
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, enter(item)]))
}

type Change = (value: Value, draw: Draw) => Value

const changes: readonly Change[] = [
  (_, draw) => draw.one(odd),
  (_, draw) => draw.one(odd),
  (value, draw) => dropped(value, draw),
  (value, draw) => renamed(value, draw),
  value => [value],
  value => ({ Value: value }),
  (value, draw) => ({ [draw.one(calls)]: value }),
  (value, draw) => ({ [draw.one(calls)]: [value, value, value] }),
  (value, draw) => nested(value, 150 + draw.below(100)),
  (value, draw) => (typeof value === 'string' ? value.slice(0, draw.below(value.length + 1)) : String(value)),
  (value, draw) => (isRecord(value) ? { ...value, [draw.one(oddKeys)]: draw.one(odd) } : [value, null]),
]

function dropped(value: Value, draw: Draw): Value {
  if (isList(value)) return value.filter(() => draw.chance(50))
  if (!isRecord(value)) return null
  return Object.fromEntries(Object.entries(value).filter(() => draw.chance(60)))
}

function renamed(value: Value, draw: Draw): Value {
  if (!isRecord(value)) return value
  const entries = Object.entries(value)
  return Object.fromEntries(entries.map(([key, item]) => [draw.chance(30) ? draw.one(oddKeys) : key, item]))
}

/** Puts a value so many levels deep. */
export function nested(value: Value, levels: number): Value {
  let deep = value
  for (let level = 0; level < levels; level++) deep = level % 2 === 0 ? [deep] : { Deeper: deep }
  return deep
}

/** Keys that mean something to JavaScript or to templates, or nothing at all. */
export const oddKeys: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'then',
  'length',
  '',
  ' ',
  '0',
  '-1',
  '1e3',
  'a\nb',
  'a\tb',
  'ключ',
  '\u{1f600}',
  '\u202e',
  'k'.repeat(10_000),
  'Ref',
  'Fn::If',
  'Fn::GetAtt',
  'Fn::Transform',
  'Fn::ForEach::Loop',
  'Fn::ForEach::',
  'AWS::NoValue',
  'Condition',
  'DependsOn',
  'Fnx::Secret',
  'Properties',
  'Type',
]

const calls = [
  'Ref',
  'Condition',
  'Fn::And',
  'Fn::Base64',
  'Fn::Cidr',
  'Fn::Equals',
  'Fn::FindInMap',
  'Fn::ForEach::X',
  'Fn::GetAZs',
  'Fn::GetAtt',
  'Fn::If',
  'Fn::ImportValue',
  'Fn::Join',
  'Fn::Length',
  'Fn::Not',
  'Fn::Or',
  'Fn::Select',
  'Fn::Split',
  'Fn::Sub',
  'Fn::ToJsonString',
  'Fn::Transform',
]

const odd: readonly Value[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  'NaN',
  '2024-01-01',
  'a\u0000b'.replace('\u0000', '\\0'),
  '${',
  '${}',
  '${!}',
  '${A.B.C.D}',
  '${AWS::Nothing}',
  '{{resolve:ssm:x}}',
  '__proto__',
  'constructor',
  '*',
  '$default',
  '/{proxy+}',
  '\ud83d\ude00',
  'x'.repeat(100_000),
  [],
  {},
  [[]],
  [null],
  [{}],
  { '': '' },
  { Ref: null },
  { Ref: 'AWS::NoValue' },
  { Ref: 'AWS::Region' },
  { Ref: '__proto__' },
  { Ref: 'constructor' },
  { Condition: 'toString' },
  { 'Fn::If': ['constructor', 1, 2] },
  { 'Fn::If': [] },
  { 'Fn::If': ['IsProd', { Ref: 'AWS::NoValue' }, { Ref: 'AWS::NoValue' }] },
  { 'Fn::GetAtt': 'Hello' },
  { 'Fn::GetAtt': ['__proto__', 'Arn'] },
  { 'Fn::GetAtt': [] },
  { 'Fn::Sub': [] },
  { 'Fn::Sub': ['${a}', { a: { Ref: 'b' } }] },
  { 'Fn::Join': ['', { Ref: 'x' }] },
  { 'Fn::FindInMap': ['__proto__', 'constructor', 'name'] },
  { 'Fn::Select': ['x', {}] },
  { 'Fn::Select': [1e9, [1]] },
  { 'Fn::Cidr': ['10.0.0.0/8', 1e12, 8] },
  { 'Fn::Cidr': ['10.0.0.0/8', 4, 1e6] },
  { 'Fn::Split': ['', 'abc'] },
  { 'Fnx::Secret': 1 },
]
