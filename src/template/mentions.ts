import { callOf, isList, type Path, type Reference, references, type Value } from '../model/value.ts'

/** Lists the mentions of names in a value, as `references` does; fast where most of the value is plain. */
export function mentions(value: Value, path: Path = []): readonly Reference[] {
  const found: Reference[] = []
  collect(value, [...path], found)
  return found
}

/** The way is copied at a call only. */
function collect(value: Value, path: (string | number)[], found: Reference[]): void {
  if (typeof value !== 'object' || value === null) return
  if (callOf(value) !== undefined) {
    found.push(...references(value, [...path]))
    return
  }
  const entries: Iterable<readonly [string | number, Value]> = isList(value)
    ? value.entries()
    : Object.entries(value)
  for (const [step, item] of entries) {
    if (typeof item !== 'object') continue
    path.push(step)
    collect(item, path, found)
    path.pop()
  }
}
