import type { Step } from '../model/plan.ts'
import type { Circumstances } from '../model/provider.ts'
import type { Stack } from '../model/stack.ts'
import { own } from '../model/value.ts'
import type { ApplyDeps } from './run.ts'
import type { WorkingState } from './working-state.ts'

/** Ms for which what an earlier run made may still be spreading. */
const spreading = 120_000

interface Around {
  readonly deps: Pick<ApplyDeps, 'session' | 'settles' | 'now'>
  readonly working: WorkingState
  readonly stack: Stack
}

/** Gives what the calls of a step have in common. */
export function circumstancesOf(step: Step, { deps, working, stack }: Around): Circumstances {
  const recently = deps.now().getTime() - spreading
  const isFresh = (logicalId: string) =>
    working.changed(logicalId) || Date.parse(working.current(logicalId)?.since ?? '') > recently
  return {
    check: () => deps.session.check(),
    fresh: () => neighboursOf(step.logicalId, stack).some(isFresh),
    spreads: step.call === 'create' && deps.settles > 0,
  }
}

/** Lists what a resource needs, directly or not, and what else hangs on that: the policies of its role, say. */
function neighboursOf(logicalId: string, { resources }: Stack): readonly string[] {
  const needed = new Set(own(resources, logicalId)?.dependsOn)
  // A set that grows while it is gone through is gone through to its new end.
  for (const id of needed) for (const next of own(resources, id)?.dependsOn ?? []) needed.add(next)
  const hanging = Object.values(resources).filter(({ dependsOn }) => dependsOn.some(id => needed.has(id)))
  return [...needed, ...hanging.map(resource => resource.logicalId)].filter(id => id !== logicalId)
}
