import type { Properties, Value } from '../../src/model/value.ts'
import { isList, isRecord } from '../../src/model/value.ts'

/** A resource that another one needs; its attributes fill `{ use: [index, attribute] }` in later properties. */
export interface Need {
  readonly type: string
  readonly name: string
  readonly properties: Properties
}

/** One resource before and after a change. */
export interface Case {
  readonly type: string
  readonly name: string
  readonly first: Properties
  readonly second: Properties
  /** What must be there before, in order. */
  readonly needs?: readonly Need[]
  /** Properties in which ours differs from one of another stack, where the contents tell whose it is. */
  readonly ours?: Properties
}

/** Fills what a value uses of the things that were made before. */
export function filled(value: Value, made: readonly Properties[]): Value {
  if (isList(value)) return value.map(item => filled(item, made))
  if (!isRecord(value)) return value
  if (isList(value.use)) return made[Number(value.use[0])]?.[String(value.use[1])] ?? null
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, made)]))
}
