import type { Rule } from '../../../../model/dialect.ts'
import { record } from '../../../../model/value.ts'

/** Refuses a resource and a parameter of one name. */
export const sharedName: Rule = {
  code: 'E4219',
  title: 'Resource and parameter of one name',
  why: 'A Ref could mean either; CloudFormation refuses the template.',
  *check({ resources, template }) {
    const parameters = record(template.document.Parameters)
    for (const { logicalId, path } of resources)
      if (Object.hasOwn(parameters, logicalId))
        yield {
          path,
          part: 'key',
          message: `${logicalId} is a parameter, too.`,
          hint: 'Rename one of them.',
        }
  },
}
