import { isRecord, type Properties, record } from '../../model/value.ts'

/** Tells whether a document is a CloudFormation or SAM template. */
export function matches(document: Properties): boolean {
  if ('AWSTemplateFormatVersion' in document) return true
  if (JSON.stringify(document.Transform ?? '').includes('AWS::')) return true
  return Object.values(record(document.Resources)).some(
    body => isRecord(body) && typeof body.Type === 'string' && body.Type.startsWith('AWS::'),
  )
}
