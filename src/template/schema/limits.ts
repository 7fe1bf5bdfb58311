import { callOf, canonical, isList, isRecord, text, type Value } from '../../model/value.ts'
import { mayVanish } from '../intrinsics/intrinsic.ts'
import { isNoValue, isOfKind } from './leniency.ts'

/** Tells whether a value keeps a limit; `rule` is what stands behind the keyword. What has no such measure keeps it. */
export type Limit = (value: Value, rule: Value) => boolean

/** The keywords of JSON Schema that bound a single value or count what it holds. */
export const limits: Readonly<Record<string, Limit>> = {
  minItems: size(itemsOf, (count, limit) => count >= limit),
  // What may be left out in the end does not count.
  maxItems: size(certainItemsOf, (count, limit) => count <= limit),
  minProperties: size(entriesOf, (count, limit) => count >= limit),
  maxProperties: size(entriesOf, (count, limit) => count <= limit),
  minLength: size(charactersOf, (count, limit) => count >= limit),
  maxLength: size(charactersOf, (count, limit) => count <= limit),
  minimum: bound((number, limit) => number >= limit),
  maximum: bound((number, limit) => number <= limit),
  exclusiveMinimum: bound((number, limit) => number > limit),
  exclusiveMaximum: bound((number, limit) => number < limit),
  multipleOf: bound((number, step) => Number.isInteger(number / step)),
  pattern(value, rule) {
    const written = text(value)
    return written === undefined || patternOf(String(rule)).test(written)
  },
  uniqueItems: (value, rule) => rule !== true || repeated(value) === undefined,
}

/** Gives the index of the first item of a list that stands before it already, or nothing. */
export function repeated(value: Value): number | undefined {
  if (!isList(value)) return undefined
  const seen = new Set<string>()
  for (const [index, item] of value.entries()) {
    // Nothing may stand twice, and a macro may make another thing each time.
    if (isNoValue(item) || callOf(item)?.name === 'Fn::Transform') continue
    const key = canonical(item)
    if (seen.has(key)) return index
    seen.add(key)
  }
  return undefined
}

/** Gives how many items, entries or characters a value has; nothing for one of another kind. */
export function sizeOf(value: Value): number | undefined {
  return itemsOf(value) ?? entriesOf(value) ?? charactersOf(value)
}

const patterns = new Map<string, RegExp>()

/** Makes the pattern of a schema, once. */
export function patternOf(source: string): RegExp {
  const known = patterns.get(source) ?? new RegExp(source, 'u')
  patterns.set(source, known)
  return known
}

function size(
  measure: (value: Value) => number | undefined,
  holds: (count: number, limit: number) => boolean,
): Limit {
  return (value, rule) => {
    const count = measure(value)
    return count === undefined || holds(count, Number(rule))
  }
}

function bound(holds: (number: number, limit: number) => boolean): Limit {
  return (value, rule) => !isOfKind('number', value) || holds(Number(value), Number(rule))
}

function itemsOf(value: Value): number | undefined {
  return isList(value) ? value.length : undefined
}

function certainItemsOf(value: Value): number | undefined {
  return isList(value) ? value.filter(item => !mayVanish(item)).length : undefined
}

function entriesOf(value: Value): number | undefined {
  return isRecord(value) ? Object.keys(value).length : undefined
}

function charactersOf(value: Value): number | undefined {
  return typeof value === 'string' ? [...value].length : undefined
}
