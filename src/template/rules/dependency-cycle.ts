import { sort } from '../../model/graph.ts'
import type { SharedRule } from './rule.ts'

export const dependencyCycle: SharedRule = {
  code: 'E3003',
  title: 'Resources depend on each other in a circle',
  why: 'None of them can be made first.',
  *check({ stack }) {
    const resources = stack?.resources ?? {}
    const edges = Object.fromEntries(
      Object.values(resources).map(({ logicalId, dependsOn }) => [logicalId, dependsOn]),
    )
    const { cycle } = sort(edges)
    const [first = ''] = cycle
    const start = resources[first]
    if (start === undefined) return
    yield {
      path: start.origin,
      part: 'key',
      message: `${[...cycle, first].join(' needs ')}.`,
      hint: 'Take one of these references out, for instance by writing a name in place of a Ref.',
    }
    for (const [at, logicalId] of cycle.entries()) {
      const next = cycle[at + 1] ?? first
      const resource = resources[logicalId]
      // Each link can be the one to take out.
      if (at > 0 && resource !== undefined)
        yield {
          path: resource.origin,
          part: 'key',
          message: `${logicalId} needs ${next}, which leads back to it.`,
        }
    }
  },
}
