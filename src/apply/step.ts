import type { Plan, Step } from '../model/plan.ts'
import type { ResourceType } from '../model/provider.ts'
import { own } from '../model/value.ts'
import { circumstancesOf } from './circumstances.ts'
import { create } from './create.ts'
import { remove } from './delete.ts'
import { gone } from './diagnosis.ts'
import { typeOf } from './prepare.ts'
import type { ApplyDeps } from './run.ts'
import type { StepContext } from './step-context.ts'
import { update } from './update.ts'
import type { WorkingState } from './working-state.ts'

/** What steps of one run share. */
export interface Shared {
  readonly deps: ApplyDeps
  readonly working: WorkingState
  readonly stack: Plan['stack']
  readonly types: ReadonlyMap<string, ResourceType>
}

/** How a step ended: the physical ID that the resource has or had, or that there was nothing to do. */
export type StepEnd = { readonly physicalId?: string } | 'unchanged'

/** Makes the call of one step; throws what went wrong, after which the state says how far it came. */
export function runStep(step: Step, shared: Shared): Promise<StepEnd> {
  return shared.deps.pace.within(circumstancesOf(step, shared), () => carryOut(step, shared))
}

async function carryOut(step: Step, { deps, working, stack, types }: Shared): Promise<StepEnd> {
  if (step.call === 'delete') {
    const known = working.instance(step.instance ?? '')
    if (known === undefined) return 'unchanged'
    await remove(known, { deps, working, step, type: typeOf(known.type, types) })
    return physicalIdOf(known)
  }
  const resource = own(stack.resources, step.logicalId)
  if (resource === undefined) throw gone(step.logicalId)
  const context: StepContext = { deps, working, step, type: typeOf(resource.type, types) }
  if (step.call === 'create') return physicalIdOf(await create(resource, context))
  const updated = await update(resource, context)
  return updated === undefined ? 'unchanged' : physicalIdOf(updated)
}

function physicalIdOf({ physicalId }: { readonly physicalId?: string }): StepEnd {
  return physicalId === undefined ? {} : { physicalId }
}
