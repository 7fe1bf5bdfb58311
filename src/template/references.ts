import {
  callOf,
  isList,
  type Path,
  type Properties,
  type Reference,
  references,
  type Value,
} from '../model/value.ts'

/** Lists the mentions of names in a document, except within `Parameters` and `Metadata` at the top. */
export function referencesIn(document: Properties): readonly Reference[] {
  const sections = Object.keys(document).filter(key => !['Parameters', 'Metadata', 'Mappings'].includes(key))
  return sections.flatMap(section => referencesWithin(document[section] ?? null, [section]))
}

/** Lists the mentions of names in a value, as `references` does; fast where most of the value is plain. */
export function referencesWithin(value: Value, path: Path = []): readonly Reference[] {
  const walk: Walk = { path: [...path], found: [] }
  collect(value, walk)
  return walk.found
}

/** Gives the names that a value mentions, each once, where nobody asks for their places. */
export function namesIn(value: Value): ReadonlySet<string> {
  const found = new Set<string>()
  gather(value, found)
  return found
}

function gather(value: Value | undefined, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  const call = callOf(value)
  if (call?.name === 'Ref' && typeof call.argument === 'string') found.add(call.argument)
  else if (call !== undefined) for (const { logicalId } of references(value)) found.add(logicalId)
  else if (isList(value)) for (const item of value) gather(item, found)
  else for (const key of Object.keys(value)) gather(value[key], found)
}

/** The way is copied at a call only. */
interface Walk {
  readonly path: (string | number)[]
  readonly found: Reference[]
}

function collect(value: Value, walk: Walk): void {
  if (typeof value !== 'object' || value === null) return
  if (callOf(value) !== undefined) walk.found.push(...references(value, [...walk.path]))
  else if (isList(value)) for (let at = 0; at < value.length; at++) enter(value[at], at, walk)
  else for (const key of Object.keys(value)) enter(value[key], key, walk)
}

function enter(item: Value | undefined, step: string | number, walk: Walk): void {
  if (typeof item !== 'object') return
  walk.path.push(step)
  collect(item, walk)
  walk.path.pop()
}
