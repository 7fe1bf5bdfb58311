import type { ResourceState } from '../model/state.ts'
import { look } from './look.ts'
import type { StepContext } from './step.ts'
import { diagnosed } from './trouble.ts'

/** Deletes a resource, or only takes it out of the state when its deletion policy keeps it; gone already is success. */
export async function remove(known: ResourceState, context: StepContext): Promise<void> {
  const { deps, ledger, type, step } = context
  const { logicalId, instance } = known
  if (!step.forget) {
    const target = await found(known, context)
    await ledger.write({ kind: 'intent', call: 'delete', resource: { ...target, status: 'deleting' } })
    if (target.physicalId !== undefined)
      try {
        await type.delete(deps.client, target, { empty: deps.empty })
      } catch (error) {
        if (diagnosed(error, deps.diagnose).trouble !== 'missing') throw error
      }
  }
  await ledger.write({ kind: 'gone', logicalId, instance })
}

async function found(known: ResourceState, { deps, type }: StepContext): Promise<ResourceState> {
  if (known.physicalId !== undefined) return known
  const physicalId = await look({ resource: known, type, end: deps.now().getTime() }, deps)
  return physicalId === undefined ? known : { ...known, physicalId }
}
