import type { ExpandInput, Expansion } from '../../../model/dialect.ts'
import { type Properties, record, text } from '../../../model/value.ts'
import { type Transformed, transform } from './transform.ts'

/** What the last expansion of a document made, so that a document which is expanded and checked is expanded once. */
const known = new WeakMap<Properties, Transformed>()

/** Expands a template and remembers what it made. */
export function expand(input: ExpandInput): Expansion {
  const made = transform(input)
  known.set(input.template.document, made)
  const { document, origins } = made
  return { document, origins }
}

/** Lists what a template may refer to beside its own resources: what the transform makes of them. */
export function generated(document: Properties): readonly string[] {
  return transformed(document).names
}

/** Gives the types of what a template may refer to, by name: its own resources as they become, and what is made. */
export function deployed(document: Properties): Readonly<Record<string, string>> {
  const { document: made, targets } = transformed(document)
  const types = new Map<string, string>()
  for (const [id, body] of Object.entries(record(made.Resources)))
    types.set(id, text(record(body).Type) ?? '')
  for (const [name, id] of targets) types.set(name, types.get(id) ?? '')
  return Object.fromEntries(types)
}

function transformed(document: Properties): Transformed {
  const last = known.get(document)
  if (last !== undefined) return last
  const template = { file: '', text: '', document, locate: () => nowhere }
  const input = { template, parameters: {}, region: 'us-east-1', partition: 'aws', report: () => undefined }
  const made = transform({ ...input, packaging: { parameters: {} } })
  known.set(document, made)
  return made
}

const nowhere = { file: '', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }
