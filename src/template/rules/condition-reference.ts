import type { SharedRule } from './rule.ts'

export const conditionReference: SharedRule = {
  code: 'E3037',
  title: 'Condition that refers to a resource',
  why: 'Conditions are decided before anything is made.',
  *check({ references, resources }) {
    const made = new Set(resources.map(({ logicalId }) => logicalId))
    for (const { logicalId, path } of references)
      if (path[0] === 'Conditions' && made.has(logicalId))
        yield {
          path,
          message: `The condition ${path[1]} refers to ${logicalId}, which is a resource.`,
          hint: 'Refer to parameters alone.',
        }
  },
}
