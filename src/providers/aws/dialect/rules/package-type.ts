import type { Rule } from '../../../../model/dialect.ts'
import { record } from '../../../../model/value.ts'

/** Refuses functions of CloudFormation whose code and settings do not go together; SAM's are checked when expanded. */
export const packageType: Rule = {
  code: 'E4205',
  title: 'Zip and image are mixed up',
  why: 'A zip needs a runtime and a handler, and an image takes neither.',
  *check({ resources }) {
    for (const { logicalId, type, path, body } of resources) {
      if (type !== 'AWS::Lambda::Function') continue
      const properties = record(body.Properties)
      const image = properties.PackageType === 'Image' || record(properties.Code).ImageUri !== undefined
      for (const name of ['Runtime', 'Handler'])
        if (image && properties[name] !== undefined)
          yield {
            path: [...path, 'Properties', name],
            message: `${logicalId} is an image and sets ${name}.`,
            hint: `Take ${name} away.`,
          }
        else if (!image && properties[name] === undefined)
          yield {
            path: [...path, 'Properties'],
            part: 'key',
            message: `${logicalId} has a zip as its code and needs ${name}.`,
          }
    }
  },
}
