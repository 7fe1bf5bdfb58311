import type { Rule } from '../../../../model/dialect.ts'
import { references } from '../../../../model/value.ts'
import { kindOf } from '../kind.ts'

/** Warns of attributes of services, which FC 3.0 does not have. */
export const serviceReference: Rule = {
  code: 'W4316',
  title: 'Services are gone',
  why: 'FC 3.0 has functions alone, so the attribute of a service is nothing but its name.',
  *check({ template, resources }) {
    const services = resources
      .filter(({ type }) => kindOf(type) === 'Service')
      .map(({ logicalId }) => logicalId)
    for (const { logicalId, attribute, path } of references(template.document))
      if (attribute !== undefined && services.includes(logicalId))
        yield {
          path,
          message: `${logicalId}.${attribute} is an attribute of a service, which FC 3.0 does not have: its name "${logicalId}" stands in.`,
          hint: 'Refer to a function instead.',
        }
  },
}
