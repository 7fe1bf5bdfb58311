import type { Rule } from '../../../../model/dialect.ts'
import { callOf } from '../../../../model/value.ts'

/** Refuses functions for attributes that CloudFormation reads before it computes any. */
export const attributeCall: Rule = {
  code: 'E4215',
  title: 'Function for an attribute of a resource',
  why: 'CloudFormation takes functions within these attributes and none in place of them.',
  *check({ resources }) {
    for (const { logicalId, path, body } of resources)
      for (const name of ['Type', 'Condition', 'Properties', 'CreationPolicy', 'UpdatePolicy']) {
        const call = callOf(body[name])
        // What a macro brings in is known to the cloud alone.
        if (call === undefined || call.name === 'Fn::Transform' || call.name === 'Fn::If') continue
        const isName = name === 'Type' || name === 'Condition'
        yield {
          path: [...path, name],
          part: 'key',
          message: `${name} of ${logicalId} is a call of ${call.name}.`,
          hint: isName ? 'Write the name itself.' : 'Write the map itself; functions may stand in it.',
        }
      }
  },
}
