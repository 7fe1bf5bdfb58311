import type { ResourceState } from '../model/state.ts'
import { equal, member } from '../model/value.ts'
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
    if (target.physicalId !== undefined && !isShared(target, context)) await clear(target, context)
  }
  await ledger.write({ kind: 'gone', logicalId, instance })
}

/**
 * Tells whether another record names the very same thing, as when the cloud gave a new version the number of the old one
 * or a name came back within a new parent: who deleted it would delete what is in use.
 */
function isShared(target: ResourceState, { ledger, type }: StepContext): boolean {
  const places = ({ properties }: ResourceState) =>
    (type.partOf ?? []).map(property => member(properties, property) ?? null)
  return ledger.alike(target).some(other => equal(places(other), places(target)))
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
