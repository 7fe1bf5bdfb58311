import type { Rule } from '../../../../model/dialect.ts'
import { isList, isRecord, type Path, record, text, type Value } from '../../../../model/value.ts'

/** Refuses mappings that do not give a text or a list by two keys. */
export const mappingShape: Rule = {
  code: 'E3031',
  title: 'Mapping of the wrong shape',
  why: 'A mapping gives a text or a list of texts by two keys.',
  *check({ template }) {
    for (const [name, mapping] of entriesOf(template.document.Mappings)) {
      const path = ['Mappings', name]
      if (!/^[A-Za-z0-9]+$/.test(name))
        yield {
          path,
          part: 'key',
          message: `The name "${name}" of a mapping may have letters and digits alone.`,
        }
      yield* misfits(mapping, { name, path })
    }
  },
}

function* misfits(
  mapping: Value,
  { name, path }: { readonly name: string; readonly path: Path },
): Iterable<{ readonly path: Path; readonly message: string }> {
  if (!isRecord(mapping)) yield { path, message: `The mapping ${name} must be a map of maps.` }
  for (const [key, level] of entriesOf(mapping)) {
    if (!isRecord(level)) yield { path: [...path, key], message: `${name}.${key} must be a map.` }
    for (const [inner, value] of entriesOf(level))
      if (text(value) === undefined && !(isList(value) && value.every(item => text(item) !== undefined)))
        yield {
          path: [...path, key, inner],
          message: `${name}.${key}.${inner} must be a text or a list of texts.`,
        }
  }
}

/** What a macro brings in is not looked at. */
function entriesOf(value: Value | undefined): readonly (readonly [string, Value])[] {
  return Object.entries(record(value)).filter(([key]) => !key.startsWith('Fn::'))
}
