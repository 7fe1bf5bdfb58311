import type { PlaceOf, Template } from '../model/template.ts'
import { at, isList, isRecord, member, type Path, record, type Value } from '../model/value.ts'

/**
 * Gives where a resource or a property of it was written. Of a resource that a transform made, that is what has its name in the
 * resource or event that caused it, or in `Globals`; where nothing has it, it is the key of what caused it.
 */
export function placesIn(template: Template): PlaceOf {
  const { document } = template
  return (origin, property) => {
    if (property.length === 0) return template.locate(origin, 'key')
    const written = [...origin, 'Properties', ...property]
    if (at(document, written) !== undefined) return template.locate(written, 'key')
    const names = property.filter(step => typeof step === 'string')
    const own = named(at(document, origin), names)
    if (own !== undefined) return template.locate([...origin, ...own], 'key')
    const shared = named(member(record(document), 'Globals'), names)
    return template.locate(shared === undefined ? origin : ['Globals', ...shared], 'key')
  }
}

/** Finds the way to a key of the first name that is there, and on from it as far as the other names lead. */
function named(value: Value | undefined, [name, ...rest]: readonly string[]): Path | undefined {
  if (name === undefined || value === undefined) return undefined
  const path = search(value, name)
  if (path === undefined) return named(value, rest)
  const deeper = named(at(value, path), rest)
  return deeper === undefined ? path : [...path, ...deeper]
}

/** The nearest to the top comes first. */
function search(value: Value, name: string): Path | undefined {
  let level: readonly (readonly [Path, Value])[] = [[[], value]]
  while (level.length > 0) {
    const found = level.find(([, one]) => isRecord(one) && Object.hasOwn(one, name))
    if (found !== undefined) return [...found[0], name]
    level = level.flatMap(([path, one]) =>
      inside(one).map(([step, item]) => [[...path, step], item] as const),
    )
  }
  return undefined
}

function inside(value: Value): readonly (readonly [string | number, Value])[] {
  if (isList(value)) return [...value.entries()]
  return isRecord(value) ? Object.entries(value) : []
}
