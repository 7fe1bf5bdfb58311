import type { Rule, RuleInput } from '../../../../model/dialect.ts'
import { didYouMean, similar } from '../../../../model/similar.ts'
import { transforms } from '../transforms.ts'

const prefix = 'AWS::Serverless::'
const names = transforms.map(({ type }) => type.slice(prefix.length))

/** Refuses types that are nearly those of SAM. */
export const misspeltSamType: Rule = {
  code: 'E4224',
  title: 'Type of SAM does not exist',
  why: 'CloudFormation refuses a resource type that neither it nor the transform knows.',
  *check(input) {
    for (const { logicalId, type, path, name } of unknown(input))
      if (similar(name, names) !== undefined)
        yield {
          path: [...path, 'Type'],
          message: `${logicalId} is of type ${type}, which does not exist.`,
          ...didYouMean(
            type,
            names.map(known => prefix + known),
          ),
        }
  },
}

/** Warns of types that look like SAM's and may be newer than fnx. */
export const unknownType: Rule = {
  code: 'W4207',
  title: 'Type of SAM is not known',
  why: 'CloudFormation refuses a resource type that neither it nor the transform knows; a new one may be missing here.',
  *check(input) {
    for (const { logicalId, type, path, name } of unknown(input))
      if (similar(name, names) === undefined)
        yield {
          path: [...path, 'Type'],
          message: `${logicalId} is of type ${type}, which is not a SAM type that fnx knows.`,
          hint: `There are ${names.join(', ')}.`,
        }
  },
}

function unknown({ resources }: RuleInput) {
  return resources
    .filter(({ type }) => type.startsWith(prefix) && !transforms.some(known => known.type === type))
    .map(resource => ({ ...resource, name: resource.type.slice(prefix.length) }))
}
