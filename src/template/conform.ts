import type { Dialect, WrittenResource } from '../model/provider.ts'
import type { Finding, Template } from '../model/template.ts'
import type { Doubt } from './explain.ts'
import { gates } from './gate.ts'

/** Checks a document against the schema of its dialect, and the properties of each resource against that of its type. */
export async function conform(
  { document }: Template,
  dialect: Dialect,
  { resources, root }: { readonly resources: readonly WrittenResource[]; readonly root: string },
): Promise<readonly Finding[]> {
  const whole: Doubt = { value: document, file: dialect.schema, subject: '', path: [] }
  const checked = [whole, ...resources.flatMap(resource => propertiesOf(resource, dialect))]
  const gateOf = gates(root)
  const doubts = checked.filter(({ file, value }) => !gateOf(file)(value))
  if (doubts.length === 0) return []
  // Most templates need no explanation.
  const { explain } = await import('./explain.ts')
  return explain(doubts, root)
}

/** A resource without properties lacks those that its type needs; `null` is what an empty `Properties:` reads as. */
function propertiesOf({ logicalId, type, path, body }: WrittenResource, dialect: Dialect): readonly Doubt[] {
  const file = dialect.schemaOf(type)
  if (file === undefined) return []
  const inside = body.Properties == null ? [] : ['Properties']
  return [{ value: body.Properties ?? {}, file, subject: logicalId, path: [...path, ...inside] }]
}
