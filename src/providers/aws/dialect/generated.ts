import type { Properties } from '../../../model/value.ts'
import { transform } from './transform.ts'

/** Lists what a template may refer to beside its own resources: what the transform makes of them. */
export function generated(document: Properties): readonly string[] {
  const template = { file: '', text: '', document, locate: () => nowhere }
  const input = { template, parameters: {}, region: 'us-east-1', partition: 'aws', report: () => undefined }
  const { origins } = transform(input)
  return Object.keys(origins)
}

const nowhere = { file: '', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }
