import { join } from 'node:path'
import type { Dialect, WrittenResource } from '../model/provider.ts'
import type { Finding, Template } from '../model/template.ts'
import { schemaLibrary } from './schema.ts'
import { validate } from './validate.ts'
import { failureLimit } from './validation.ts'

/** Checks a document against the schema of its dialect, and the properties of each resource against that of its type. */
export function conform(
  { document }: Template,
  dialect: Dialect,
  { resources, root }: { readonly resources: readonly WrittenResource[]; readonly root: string },
): readonly Finding[] {
  const library = schemaLibrary(join(root, 'schemas'))
  const found: Finding[] = [...validate(document, library.schema(dialect.schema), { library, subject: '' })]
  for (const { logicalId, type, path, body } of resources) {
    const file = dialect.schemaOf(type)
    if (file === undefined || found.length >= failureLimit) continue
    // A resource without properties lacks those that its type needs; `null` is what an empty `Properties:` reads as.
    const failures = validate(body.Properties ?? {}, library.schema(file), { library, subject: logicalId })
    for (const failure of failures) {
      const inside = body.Properties == null ? [] : ['Properties']
      found.push({ ...failure, path: [...path, ...inside, ...failure.path] })
    }
  }
  return found
}
