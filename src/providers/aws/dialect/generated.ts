import type { ExpandInput, Expansion } from '../../../model/provider.ts'
import type { Properties } from '../../../model/value.ts'
import { transform } from './transform.ts'

/** What the last expansion of a document made, so that a document which is expanded and checked is expanded once. */
const known = new WeakMap<Properties, readonly string[]>()

/** Expands a template and remembers what it made. */
export function expand(input: ExpandInput): Expansion {
  const { names, ...expansion } = transform(input)
  known.set(input.template.document, names)
  return expansion
}

/** Lists what a template may refer to beside its own resources: what the transform makes of them. */
export function generated(document: Properties): readonly string[] {
  const template = { file: '', text: '', document, locate: () => nowhere }
  const input = { template, parameters: {}, region: 'us-east-1', partition: 'aws', report: () => undefined }
  return known.get(document) ?? transform(input).names
}

const nowhere = { file: '', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }
