import { at, isList, isRecord, type Path, type Properties, type Value } from '../../../src/model/value.ts'
import { bases } from './bases.ts'

/** A template changed in a place or two, and what was done to it. */
export interface Mutant {
  readonly name: string
  readonly document: Properties
}

const values: readonly Value[] = [
  ...['', 'text', 5, 0, 1.5, true, false, null, [], ['x'], [{}], {}, { a: 'b' }, { a: {} }],
  { Ref: 'Text' },
  { Ref: 'Open' },
  { Ref: 'AWS::NoValue' },
  { 'Fn::Sub': '${Text}-x' },
  { 'Fn::GetAtt': ['Jobs', 'Arn'] },
  { 'Fn::If': ['Sometimes', 'a', { Ref: 'AWS::NoValue' }] },
]

/** Places of local paths, which fnx keeps for packaging, and of types, without which a resource is another. */
const left = new Set(['CodeUri', 'ContentUri', 'Type'])

/** Makes templates that differ a little from ones that are right; the same seed makes the same. */
export function mutants(seed: number, count: number): readonly Mutant[] {
  const next = random(seed)
  return Array.from({ length: count }, (_, index) => {
    const first = changed(bases[index % bases.length] ?? {}, next)
    return next() < 0.3 ? again(first, next) : first
  })
}

function again({ name, document }: Mutant, next: () => number): Mutant {
  const more = changed(document, next)
  return { ...more, name: `${name}, ${more.name}` }
}

function changed(document: Properties, next: () => number): Mutant {
  const path = pick(placesIn(document.Resources ?? null, ['Resources']), next)
  const value = pick(values, next)
  const way = next()
  const name = path.join('/')
  if (way < 0.35) return { name: `without ${name}`, document: replaced(document, path, undefined) }
  const old = at(document, path) ?? null
  const either = { 'Fn::If': ['Sometimes', old, value] }
  const made = way < 0.9 ? value : either
  return { name: `${name} = ${JSON.stringify(made)}`, document: replaced(document, path, made) }
}

function placesIn(value: Value, path: Path): readonly Path[] {
  if (isList(value))
    return value.flatMap((item, index) => [[...path, index], ...placesIn(item, [...path, index])])
  if (!isRecord(value)) return []
  return Object.entries(value)
    .filter(([key]) => !left.has(key))
    .flatMap(([key, item]) => [
      ...(path.length > 1 ? [[...path, key]] : []),
      ...placesIn(item, [...path, key]),
    ])
}

function replaced(document: Properties, path: Path, value: Value | undefined): Properties {
  return inside(document, path, value) as Properties // the path leads into a map
}

function inside(held: Value, [key, ...rest]: Path, value: Value | undefined): Value {
  if (key === undefined) return value ?? null
  const below = (item: Value): readonly Value[] =>
    rest.length === 0 ? (value === undefined ? [] : [value]) : [inside(item, rest, value)]
  if (isList(held)) return held.flatMap((item, index) => (index === key ? below(item) : [item]))
  return Object.fromEntries(
    Object.entries(isRecord(held) ? held : {}).flatMap(([name, item]): [string, Value][] =>
      name === key ? below(item).map(made => [name, made]) : [[name, item]],
    ),
  )
}

function pick<T>(items: readonly T[], next: () => number): T {
  const item = items[Math.floor(next() * items.length)]
  if (item === undefined) throw new Error('There is nothing to choose from.')
  return item
}

/** Gives numbers from 0 to 1 that look random (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
