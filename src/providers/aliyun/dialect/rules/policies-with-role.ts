import type { Rule } from '../../../../model/dialect.ts'
import { record } from '../../../../model/value.ts'
import { kindOf } from '../kind.ts'

/** Warns of policies that nothing is made of because a role is named beside them. */
export const policiesWithRole: Rule = {
  code: 'W4314',
  title: 'Policies have no effect beside a Role',
  why: 'Policies make a role; where one is named already, it stays as it is.',
  *check({ resources }) {
    for (const { logicalId, type, body, path } of resources) {
      const { Role, Policies } = record(body.Properties)
      if (!['Service', 'Function'].includes(kindOf(type) ?? '')) continue
      if (Role === undefined || Policies === undefined) continue
      yield {
        path: [...path, 'Properties', 'Policies'],
        part: 'key',
        message: `${logicalId} has both Role and Policies; the policies are passed over.`,
        hint: 'Put the policies on the role, or remove Role.',
      }
    }
  },
}
