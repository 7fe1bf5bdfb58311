import type { Rule } from '../../../../model/dialect.ts'
import { transforms } from '../transforms.ts'

/** Warns of types that look like SAM's and are none. */
export const unknownType: Rule = {
  code: 'W4207',
  title: 'Type of SAM is not known',
  why: 'CloudFormation refuses a resource type that neither it nor the transform knows; a new one may be missing here.',
  *check({ resources }) {
    for (const { logicalId, type, path } of resources) {
      if (
        !type.startsWith('AWS::Serverless::') ||
        transforms.some(resourceTransform => resourceTransform.type === type)
      )
        continue
      yield {
        path: [...path, 'Type'],
        message: `${logicalId} is of type ${type}, which is not a SAM type that fnx knows.`,
        hint: `There are ${transforms.map(resourceTransform => resourceTransform.type.slice('AWS::Serverless::'.length)).join(', ')}.`,
      }
    }
  },
}
