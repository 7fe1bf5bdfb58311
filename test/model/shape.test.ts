import { describe, expect, test } from 'vitest'
import { convert, type Shape, untaken } from '../../src/model/shape.ts'
import { secret, type Value } from '../../src/model/value.ts'
import { type Draw, drawFrom } from '../support/draw.ts'

const policy: Shape = { either: ['text', { map: 'any' }] }
const shape: Shape = {
  members: {
    Name: 'text',
    Size: 'number',
    On: 'flag',
    Document: policy,
    Rules: { list: { members: { Days: 'number', Filter: { untaken: 'why not' } } } },
    Variables: { map: 'text' },
  },
}

describe('convert()', () => {
  test.each<[Value, Value]>([
    [{ Size: '300' }, { Size: 300 }],
    [{ Size: '-0.5' }, { Size: -0.5 }],
    [{ On: 'true' }, { On: true }],
    [{ On: 'False' }, { On: false }],
    [{ Name: 5 }, { Name: '5' }],
    [{ Name: true }, { Name: 'true' }],
    [{ Rules: [{ Days: '7' }, { Days: 8 }] }, { Rules: [{ Days: 7 }, { Days: 8 }] }],
    [{ Variables: { A: 1, B: false, Ref: '2' } }, { Variables: { A: '1', B: 'false', Ref: '2' } }],
  ])('gives %j in the kinds of its shape', (value, wanted) => {
    expect(convert(value, shape)).toEqual(wanted)
  })

  test.each<Value>([
    { Size: 'many' },
    { Size: '007' },
    { Size: '12345678901234567890' },
    { Size: '' },
    { Size: null },
    { Size: { Ref: 'Size' } },
    { Name: secret('{{resolve:x}}', 'hash') },
    { On: 'yes' },
    { Document: '{}' },
    { Document: { Version: '2012-10-17', Id: 5 } },
    { Rules: '7' },
    { Unknown: '7' },
  ])('leaves %j as it is, down to the same object', value => {
    expect(convert(value, shape)).toBe(value)
  })

  test('keeps a key named __proto__ a key', () => {
    const value: Value = JSON.parse('{ "Variables": { "__proto__": 1 } }')
    expect(JSON.stringify(convert(value, shape))).toBe('{"Variables":{"__proto__":"1"}}')
  })

  test('changes nothing when it is done twice, whatever the value and the shape', () => {
    const draw = drawFrom(7)
    for (let round = 0; round < 2000; round++) {
      const [value, drawn] = [drawValue(draw, 3), drawShape(draw, 3)]
      const once = convert(value, drawn)
      expect(convert(once, drawn), JSON.stringify({ value, drawn })).toEqual(once)
    }
  })
})

describe('untaken()', () => {
  test('lists what a shape does not know, and what it says is not taken', () => {
    const value: Value = { Nmae: 1, Rules: [{ Days: 1 }, { Filter: {}, Dayz: 2 }] }
    expect(untaken(value, shape)).toEqual([
      { path: ['Nmae'] },
      { path: ['Rules', 1, 'Filter'], why: 'why not' },
      { path: ['Rules', 1, 'Dayz'] },
    ])
  })

  test.each<Value>([
    { Name: { Ref: 'Other' } },
    { Rules: { 'Fn::If': ['Yes', [], []] } },
    { 'Fnx::Code': 'hash' },
    { Document: { Anything: { at: 'all' } } },
    { Variables: { FREE: 'names' } },
    { Rules: [secret('x', 'y')] },
  ])('takes %j', value => {
    expect(untaken(value, shape)).toEqual([])
  })
})

function drawShape(draw: Draw, depth: number): Shape {
  const plain = draw.one(['any', 'text', 'number', 'flag'] as const)
  if (depth === 0 || draw.chance(30)) return plain
  const inner = () => drawShape(draw, depth - 1)
  return draw.one<() => Shape>([
    () => ({ list: inner() }),
    () => ({ map: inner() }),
    () => ({ members: { A: inner(), B: inner() } }),
    () => ({ either: [draw.one(['text', 'number', 'flag'] as const), { list: inner() }, { map: inner() }] }),
    () => ({ untaken: 'why' }),
  ])()
}

function drawValue(draw: Draw, depth: number): Value {
  if (depth === 0 || draw.chance(30)) return draw.one<Value>(['1', 1, 'true', false, 'a', null, '1.50'])
  const inner = () => drawValue(draw, depth - 1)
  return draw.one<() => Value>([() => [inner(), inner()], () => ({ A: inner(), B: inner() })])()
}
