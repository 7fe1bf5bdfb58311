import type { Dialect, WrittenResource } from '../model/provider.ts'
import type { Finding, Template } from '../model/template.ts'
import type { Doubt } from './explain.ts'
import { gates } from './gate.ts'
import { typeTables } from './type-tables.ts'

/** Checks a document against the schema of its dialect, and the properties of each resource against that of its type. */
export async function conform(
  { document }: Template,
  dialect: Dialect,
  { resources, root }: { readonly resources: readonly WrittenResource[]; readonly root: string },
): Promise<readonly Finding[]> {
  const whole: Doubt = { value: document, file: dialect.schema, subject: '', path: [] }
  const tables = typeTables(root, dialect.tables)
  const schemasOf = (type: string) => [tables.typeOf(type)?.schema, dialect.schemaOf(type)]
  const checked = [whole, ...resources.flatMap(resource => propertiesOf(resource, schemasOf(resource.type)))]
  const gateOf = gates(root)
  const doubts = checked.filter(({ file, value }) => !gateOf(file)(value))
  if (doubts.length === 0) return []
  // Most templates need no explanation.
  const { explain } = await import('./explain.ts')
  return explain(doubts, root, file => tables.document(file))
}

/** A resource without properties lacks those that its type needs; `null` is what an empty `Properties:` reads as. */
function propertiesOf(
  { logicalId, path, body }: WrittenResource,
  schemas: readonly (string | undefined)[],
): readonly Doubt[] {
  const inside = body.Properties == null ? [] : ['Properties']
  const place = { value: body.Properties ?? {}, subject: logicalId, path: [...path, ...inside] }
  return schemas.flatMap(file => (file === undefined ? [] : [{ ...place, file }]))
}
