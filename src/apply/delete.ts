import type { ResourceState } from '../model/state.ts'
import { look } from './look.ts'
import type { StepContext } from './step-context.ts'
import { diagnosed } from './trouble.ts'

/** Deletes a resource, or only takes it out of the state when its deletion policy keeps it; gone already is success. */
export async function remove(known: ResourceState, context: StepContext): Promise<void> {
  const { ledger, step } = context
  const { logicalId, instance } = known
  if (!step.forget) {
    const target = await found(known, context)
    await ledger.write({ kind: 'intent', call: 'delete', resource: { ...target, status: 'deleting' } })
    if (target.physicalId !== undefined) await clear(target, context)
  }
  await ledger.write({ kind: 'gone', logicalId, instance })
}

async function clear(target: ResourceState, { deps, type }: StepContext): Promise<void> {
  try {
    await type.delete(deps.client, target, { empty: deps.empty })
  } catch (error) {
    if (diagnosed(error, deps.diagnose).trouble !== 'missing') throw error
    // A part of it may be what is missing; only when it cannot be read either is it gone.
    if ((await type.read(deps.client, target)) !== undefined) throw error
  }
}

async function found(known: ResourceState, { deps, type }: StepContext): Promise<ResourceState> {
  if (known.physicalId !== undefined) return known
  const physicalId = await look({ resource: known, type, end: deps.now().getTime() }, deps)
  return physicalId === undefined ? known : { ...known, physicalId }
}
