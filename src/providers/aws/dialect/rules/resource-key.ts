import type { Rule } from '../../../../model/dialect.ts'
import { didYouMean } from '../../../../model/similar.ts'

/** What a resource may have; `Version` is for custom resources, and `Description` is for people. */
const known = new Set([
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'Metadata',
  'CreationPolicy',
  'UpdatePolicy',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'Connectors',
  'Description',
  'Version',
  'IgnoreGlobals',
])

/** What a module cannot have; see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/modules.html */
const notOfModules = ['CreationPolicy', 'UpdatePolicy']

/** Refuses what stands beside the properties of a resource and means nothing. */
export const resourceKey: Rule = {
  code: 'E4216',
  title: 'Key that no resource has',
  why: 'CloudFormation refuses a resource with a key that it does not know.',
  *check({ resources, types, dialect }) {
    for (const { logicalId, type, path, body } of resources) {
      if (type.endsWith('::MODULE'))
        for (const key of notOfModules)
          if (body[key] !== undefined)
            yield {
              path: [...path, key],
              part: 'key',
              message: `${logicalId} is a module, which has no ${key}.`,
            }
      // A macro may take any key.
      if (types.typeOf(type) === undefined && dialect.schemaOf(type) === undefined) continue
      for (const key of Object.keys(body))
        if (!known.has(key) && !key.startsWith('Fn::'))
          yield {
            path: [...path, key],
            part: 'key',
            message: `${key} of ${logicalId} is not an attribute of a resource.`,
            hint: 'What the resource is made of stands in Properties.',
            ...didYouMean(key, known),
          }
    }
  },
}
