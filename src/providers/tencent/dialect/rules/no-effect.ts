import type { Rule } from '../../../../model/dialect.ts'
import { defaultRole } from '../function.ts'
import { writtenTypes } from '../written.ts'
import { functionsIn } from './functions.ts'

/** Says that policies beside a role have no effect. */
export const policiesIgnored: Rule = {
  code: 'W4409',
  title: 'Policies beside a role have no effect',
  why: 'The specification attaches the policies of a function only where it names no role of its own.',
  *check(input) {
    for (const { fn, properties, place } of functionsIn(input))
      if (
        properties.Policies !== undefined &&
        properties.Role !== undefined &&
        properties.Role !== defaultRole
      )
        yield {
          path: place('Policies'),
          part: 'key',
          message: `${fn.logicalId} names a role, so that its policies are not attached.`,
          hint: 'Put the policies on the role, or leave the role out.',
        }
  },
}

/** Says that an API resource has no effect. */
export const apiIgnored: Rule = {
  code: 'W4410',
  title: 'API resource has no effect',
  why: 'API Gateway is closed to new services; functions are reached by their URLs.',
  drops: true,
  *check({ resources }) {
    for (const { logicalId, type, path } of resources)
      if (type === writtenTypes.api)
        yield {
          path: [...path, 'Type'],
          message: `${logicalId} is not deployed.`,
          hint: 'Give the functions events of the type HTTP.',
        }
  },
}
