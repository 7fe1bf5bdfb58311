import { sort } from '../../model/graph.ts'
import type { Resource } from '../../model/stack.ts'
import type { Finding } from '../../model/template.ts'
import { namesIn } from '../references.ts'
import type { SharedRule } from './rule.ts'

export const dependencyCycle: SharedRule = {
  code: 'E3003',
  title: 'Resources depend on each other in a circle',
  why: 'None of them can be made first.',
  *check({ stack }) {
    const resources = stack?.resources ?? {}
    for (const { logicalId, properties, origin } of Object.values(resources))
      if (namesIn(properties).has(logicalId))
        yield { path: origin, part: 'key', message: `${logicalId} needs itself.`, hint }
    for (const cycle of cyclesOf(resources)) yield* links(cycle, resources)
  },
}

const hint = 'Take one of these references out, for instance by writing a name in place of a Ref.'

type Resources = Readonly<Record<string, Resource>>

/** Each circle is taken out once it is found, for there may be more. */
function* cyclesOf(resources: Resources): Iterable<readonly string[]> {
  let rest = Object.values(resources)
  while (true) {
    const edges = Object.fromEntries(rest.map(({ logicalId, dependsOn }) => [logicalId, dependsOn]))
    const { cycle } = sort(edges)
    if (cycle.length === 0) return
    yield cycle
    rest = rest.filter(({ logicalId }) => !cycle.includes(logicalId))
  }
}

function* links(cycle: readonly string[], resources: Resources): Iterable<Omit<Finding, 'code'>> {
  const [first = ''] = cycle
  for (const [at, logicalId] of cycle.entries()) {
    const resource = resources[logicalId]
    if (resource === undefined) continue
    const place = { path: resource.origin, part: 'key' } as const
    if (at === 0) yield { ...place, message: `${[...cycle, first].join(' needs ')}.`, hint }
    // Each link can be the one to take out.
    else yield { ...place, message: `${logicalId} needs ${cycle[at + 1] ?? first}, which leads back to it.` }
  }
}
