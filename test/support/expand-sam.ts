import type { Finding } from '../../src/model/template.ts'
import { type Properties, record } from '../../src/model/value.ts'
import { transform } from '../../src/providers/aws/dialect/transform.ts'

const start = { line: 1, column: 1 }

/** A document as the transform leaves it. */
export interface ExpandedSam {
  readonly document: Properties
  readonly resources: Properties
  readonly findings: readonly Finding[]
  readonly names: readonly string[]
}

/** Expands a SAM document in us-east-1. */
export function expandSam(document: Properties, parameters: Properties = {}, now?: Date): ExpandedSam {
  const findings: Finding[] = []
  const template = { file: 't', text: '', document, locate: () => ({ file: 't', start, end: start }) }
  const report = (finding: Finding) => void findings.push(finding)
  const made = transform({ template, parameters, region: 'us-east-1', partition: 'aws', now, report })
  return { document: made.document, resources: record(made.document.Resources), findings, names: made.names }
}

/** A function of SAM with what every function needs. */
export function samFunction(properties: Properties = {}): Properties {
  const needed = { CodeUri: 'src/', Handler: 'app.handler', Runtime: 'nodejs22.x' }
  return { Type: 'AWS::Serverless::Function', Properties: { ...needed, ...properties } }
}
