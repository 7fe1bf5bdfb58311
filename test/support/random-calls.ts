import type { Properties, Value } from '../../src/model/value.ts'

/** Gives numbers from 0 to 1 that depend on the seed alone. */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Names that the made values use, with what they may turn out to be. */
export const names = {
  texts: { Stage: 'dev', Odd: 'a${Stage}${!b}', Empty: '', Region: 'x-1' },
  lists: { Zones: ['a', 'b'], None: [], Long: ['p', 'q', 'r'] },
  conditions: { Yes: true, No: false },
  resources: ['Table', 'Queue'],
} as const satisfies Record<string, unknown>

/** Mappings that the made values look into. */
export const mappings: Properties = { M: { dev: { k: 'v', l: ['m', 'n'] }, a: { k: 'w', l: [] } } }

type Roll = () => number

function pick<T>(roll: Roll, items: readonly T[]): T {
  return items[Math.floor(roll() * items.length)] as T // the roll is below 1
}

const gone: Value = { Ref: 'AWS::NoValue' }

/** Makes a call or literal that gives a text. */
export function textValue(roll: Roll, depth: number): Value {
  const deeper = () => textValue(roll, depth - 1)
  if (depth <= 0) return pick(roll, ['a', 'b-c', '${x}', '', 'dev', '{{resolve:ssm:key}}'])
  const makers: readonly (() => Value)[] = [
    () => ({ Ref: pick(roll, Object.keys(names.texts)) }),
    () => ({ Ref: pick(roll, names.resources) }),
    () => ({ 'Fn::GetAtt': [pick(roll, names.resources), 'Arn'] }),
    () => ({ 'Fn::Sub': '${Stage}-${Odd}-${!Kept}-${Table.Arn}${Region}' }),
    () => ({ 'Fn::Sub': ['${v}${Stage}${ w }', { v: deeper(), w: maybeGone(roll, deeper) }] }),
    () => ({ 'Fn::Join': [pick(roll, ['', '-', ',']), listValue(roll, depth - 1)] }),
    () => ({ 'Fn::Select': [pick(roll, [0, '0']), [deeper(), ...items(roll, depth - 1)]] }),
    () => ({ 'Fn::If': [pick(roll, Object.keys(names.conditions)), deeper(), deeper()] }),
    () => ({ 'Fn::Base64': deeper() }),
    () => ({ 'Fn::FindInMap': ['M', { Ref: 'Stage' }, 'k'] }),
    () => ({ 'Fn::FindInMap': ['M', deeper(), 'k', { DefaultValue: deeper() }] }),
    () => ({ 'Fn::ToJsonString': mapValue(roll, depth - 1) }),
    deeper,
  ]
  return pick(roll, makers)()
}

function maybeGone(roll: Roll, make: () => Value): Value {
  if (roll() < 0.6) return make()
  return roll() < 0.5 ? gone : { 'Fn::If': [pick(roll, Object.keys(names.conditions)), make(), gone] }
}

function items(roll: Roll, depth: number): readonly Value[] {
  return Array.from({ length: Math.floor(roll() * 4) }, () => maybeGone(roll, () => textValue(roll, depth)))
}

function listValue(roll: Roll, depth: number): Value {
  const makers: readonly (() => Value)[] = [
    () => items(roll, depth),
    () => ({ Ref: pick(roll, Object.keys(names.lists)) }),
    () => ({ 'Fn::Split': ['-', textValue(roll, depth - 1)] }),
    () => ({ 'Fn::Cidr': ['10.0.0.0/16', { 'Fn::Length': ['a', 'b'] }, 8] }),
    () => ({ 'Fn::FindInMap': ['M', { Ref: 'Stage' }, 'l'] }),
    () => ({
      'Fn::If': [pick(roll, Object.keys(names.conditions)), items(roll, depth - 1), { Ref: 'Zones' }],
    }),
  ]
  return pick(roll, makers)()
}

function conditionValue(roll: Roll, depth: number): Value {
  const deeper = () => conditionValue(roll, depth - 1)
  const equals = () => ({ 'Fn::Equals': [textValue(roll, depth - 1), textValue(roll, depth - 1)] })
  if (depth <= 0) return { Condition: pick(roll, Object.keys(names.conditions)) }
  const makers: readonly (() => Value)[] = [
    equals,
    () => ({ 'Fn::And': [deeper(), deeper()] }),
    () => ({ 'Fn::Or': [deeper(), deeper(), deeper()] }),
    () => ({ 'Fn::Not': [deeper()] }),
    deeper,
  ]
  return pick(roll, makers)()
}

/** Makes a map of values of every kind, as a document holds them. */
export function mapValue(roll: Roll, depth: number): Properties {
  const entries = Array.from({ length: 1 + Math.floor(roll() * 3) }, (_, index): [string, Value] => {
    const kind = roll()
    if (kind < 0.5) return [`t${index}`, maybeGone(roll, () => textValue(roll, depth))]
    if (kind < 0.7) return [`l${index}`, listValue(roll, depth)]
    if (kind < 0.8) return [`n${index}`, { 'Fn::Length': listValue(roll, depth - 1) }]
    if (kind < 0.9 && depth > 0) return [`m${index}`, mapValue(roll, depth - 1)]
    return [`x${index}`, pick<Value>(roll, [1, true, 'z', { plain: 'map' }, []])]
  })
  return Object.fromEntries(entries)
}

/** Makes a map that also holds conditions, which no text can be made of. */
export function documentValue(roll: Roll, depth: number): Properties {
  return { ...mapValue(roll, depth), condition: conditionValue(roll, depth) }
}
