import { isList, isRecord, type Properties, type Value } from '../../../model/value.ts'

/** What a property may hold besides a call: `text|map`, `texts`, `any` … */
export interface Slot {
  readonly kinds: readonly string[]
  readonly required: boolean
  /** A call does not do instead. */
  readonly strict: boolean
}

/** The properties that a resource or event may have. */
export type Shape = Readonly<Record<string, Slot>>

/** What is wrong with properties, in words that go on after a name, and where below them. */
export interface Misfit {
  readonly path: readonly string[]
  readonly message: string
}

/**
 * Makes a shape of lists of names by kind; `*` behind a name requires it, `!` takes no call for it.
 * @example shapeOf({ text: 'Path* Method*', 'text|texts': 'Trigger*!' })
 */
export function shapeOf(lists: Readonly<Record<string, string>>): Shape {
  const slots = Object.entries(lists).flatMap(([kinds, names]) =>
    names.split(' ').map((name): [string, Slot] => [
      name.replace(/[*!]+$/, ''),
      {
        kinds: kinds.split('|'),
        required: name.includes('*'),
        strict: kinds === 'any' || name.includes('!'),
      },
    ]),
  )
  return Object.fromEntries(slots)
}

/** Finds the first property that is unknown, missing or of a wrong kind. */
export function misfit(shape: Shape, properties: Properties): Misfit | undefined {
  for (const property in properties) {
    const slot = Object.hasOwn(shape, property) ? shape[property] : undefined
    if (slot === undefined) return { path: [property], message: `has no property ${property}.` }
    const value = properties[property] ?? null
    if (value !== null && !fits(slot, value))
      return { path: [property], message: `takes ${words(slot)} for ${property}.` }
  }
  const missing = requiredOf(shape).find(property => (properties[property] ?? null) === null)
  return missing === undefined ? undefined : { path: [], message: `needs the property ${missing}.` }
}

/** Leaves out what a shape does not know. */
export function knownOnly(shape: Shape, properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => Object.hasOwn(shape, name)))
}

const required = new WeakMap<Shape, readonly string[]>()

function requiredOf(shape: Shape): readonly string[] {
  const known = required.get(shape)
  if (known !== undefined) return known
  const found = Object.keys(shape).filter(property => shape[property]?.required)
  required.set(shape, found)
  return found
}

function fits(slot: Slot, value: Value): boolean {
  if (!slot.strict && isRecord(value) && Object.keys(value).length === 1) return true
  return slot.kinds.some(kind => kinds[kind]?.is(value) ?? false)
}

function words(slot: Slot): string {
  return slot.kinds.map(kind => kinds[kind]?.words ?? kind).join(' or ')
}

const isText = (value: Value): boolean => typeof value === 'string'
const isWhole = (value: Value): boolean => Number.isInteger(value) || typeof value === 'boolean'
const every = (value: Value, test: (item: Value) => boolean): boolean => isList(value) && value.every(test)
const inside = (value: Value, test: (item: Value) => boolean): boolean =>
  isRecord(value) && Object.values(value).every(test)

const kinds: Readonly<Record<string, { readonly words: string; is(value: Value): boolean }>> = {
  any: { words: 'anything', is: () => true },
  text: { words: 'a text', is: isText },
  whole: { words: 'a whole number', is: isWhole },
  flag: { words: 'true or false', is: value => typeof value === 'boolean' },
  map: { words: 'a map', is: value => isRecord(value) },
  list: { words: 'a list', is: value => isList(value) },
  texts: { words: 'a list of texts', is: value => every(value, isText) },
  items: {
    words: 'a list of texts or maps',
    is: value => every(value, item => isText(item) || isRecord(item)),
  },
  mapsList: { words: 'a list of maps', is: value => every(value, isRecord) },
  mapOfMaps: { words: 'a map of maps', is: value => inside(value, isRecord) },
  mapOfTexts: { words: 'a map of texts', is: value => inside(value, isText) },
  mapOfWholes: {
    words: 'a map of whole numbers',
    is: value => inside(value, item => isWhole(item) || isRecord(item)),
  },
  retention: { words: 'Delete or Retain', is: value => value === 'Delete' || value === 'Retain' },
}
