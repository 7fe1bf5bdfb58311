import type { Macros } from '../../model/dialect.ts'
import type { Finding } from '../../model/template.ts'
import { isList, isRecord, type Path, type Value } from '../../model/value.ts'
import { type Asked, askedBy, foreign } from './names.ts'

/** Finds what stays of macros within a document: those that fnx cannot run, and sections that nobody but the cloud knows. */
export function foreignCalls(
  document: Value,
  macros: Macros,
  options: { readonly complete: boolean },
): readonly Finding[] {
  const asked = calls(document, [])
  const unread = asked
    .filter(({ name, path }) => options.complete && name === macros.include && path.length < 4)
    .map(({ path }) => ({
      code: 'E3028',
      path,
      message: 'What stands here is known to the cloud alone, so nothing can be deployed.',
      hint: 'Write the path of a file beside the template as the Location.',
    }))
  return [...foreign(asked, macros, options), ...unread]
}

function calls(value: Value, path: Path): readonly Asked[] {
  if (isList(value)) return value.flatMap((item, index) => calls(item, [...path, index]))
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, item]) =>
    key === 'Fn::Transform' ? askedBy(item, [...path, key]) : calls(item, [...path, key]),
  )
}
