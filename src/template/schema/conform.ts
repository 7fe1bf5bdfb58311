import type { Dialect, WrittenResource } from '../../model/dialect.ts'
import type { Finding, Template } from '../../model/template.ts'
import { at, member, type Properties, record } from '../../model/value.ts'
import type { Doubt } from './explain.ts'
import { type Gate, gates } from './gate.ts'
import { tableGate } from './table-gate.ts'
import { type SchemaTables, typeTables } from './type-tables.ts'
import type { Failure } from './validation.ts'

/** Checks a document against the schema of its dialect, and the properties of each resource against that of its type. */
export async function conform(
  { document }: Template,
  dialect: Dialect,
  { resources, root }: { readonly resources: readonly WrittenResource[]; readonly root: string },
): Promise<readonly Finding[]> {
  const whole: Doubt = { value: document, file: dialect.schema, subject: '', path: [] }
  const tables = typeTables(root, dialect.tables?.(document))
  const schemasOf = (type: string) => [
    tables.typeOf(type)?.schema,
    dialect.schemaOf(type),
    tables.limitsOf(type),
  ]
  const checked = [
    whole,
    ...resources.flatMap(resource => propertiesOf(resource, schemasOf(resource.type))),
    ...globalsIn(document).map(global => ({ ...global, file: tables.limitsOf(global.type) })),
  ].filter(hasFile)
  const gateOf = gates(root)
  const doubts = checked.filter(({ file, value }) => !(tableGateOf(file, tables) ?? gateOf(file))(value))
  if (doubts.length === 0) return []
  // Most templates need no explanation.
  const { explain } = await import('./explain.ts')
  const found = explain(doubts, root, file => tables.document(file))
  return found.filter(failure => !isShared(failure, document, resources))
}

/** What a resource lacks may be in `Globals`, and what stands there is completed by the resources. */
function isShared(
  { lacks, path }: Failure,
  document: Properties,
  resources: readonly WrittenResource[],
): boolean {
  if (lacks === undefined) return false
  if (path[0] === 'Globals') return path.length > 1
  const owner = resources.find(resource => resource.path.every((step, index) => path[index] === step))
  const [, section] = /::Serverless::(.*)$/.exec(owner?.type ?? '') ?? []
  if (owner === undefined || section === undefined) return false
  const shared = at(document, ['Globals', section, ...path.slice(owner.path.length + 1)])
  return member(record(shared), lacks) !== undefined
}

/** What all resources of a type share is held to the limits of the type, and needs no property of its own. */
function globalsIn({ Globals }: Properties): readonly (Omit<Doubt, 'file'> & { readonly type: string })[] {
  return Object.entries(record(Globals)).map(([name, value]) => ({
    value,
    type: `AWS::Serverless::${name}`,
    subject: 'Globals',
    path: ['Globals', name],
  }))
}

function hasFile(doubt: Omit<Doubt, 'file'> & { readonly file: string | undefined }): doubt is Doubt {
  return doubt.file !== undefined
}

/** Gives the gate of a schema that the build made, or nothing for a schema that is a file. */
function tableGateOf(file: string, tables: SchemaTables): Gate | undefined {
  const [name = '', definition] = file.split('#/definitions/')
  const document = definition === undefined ? undefined : tables.document(name)
  return document === undefined || definition === undefined ? undefined : tableGate(document, definition)
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
