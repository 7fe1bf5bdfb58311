import { type Properties, record, text } from '../../model/value.ts'

/** Tells whether a document is a CloudFormation or SAM template. */
export function matches(document: Properties): boolean {
  if ('AWSTemplateFormatVersion' in document) return true
  if (JSON.stringify(document.Transform ?? '').includes('AWS::')) return true
  const types = Object.values(record(document.Resources)).map(body => text(record(body).Type) ?? '')
  // Other clouds have custom resources too, and say in the template that it is theirs.
  const custom = types.length > 0 && types.every(type => type.startsWith('Custom::'))
  return types.some(type => type.startsWith('AWS::')) || (custom && !('ROSTemplateFormatVersion' in document))
}
