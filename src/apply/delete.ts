import type { ResourceState } from '../model/state.ts'
import { equal, member } from '../model/value.ts'
import { diagnosisOf } from './diagnosis.ts'
import { findCreated } from './find-created.ts'
import type { StepContext } from './step-context.ts'

/** Deletes a resource, or only takes it out of the state when its deletion policy keeps it; gone already is success. */
export async function remove(known: ResourceState, context: StepContext): Promise<void> {
  const { working, step } = context
  const { logicalId, instance } = known
  if (!step.forget) {
    const target = await found(known, context)
    await working.write({ kind: 'intent', call: 'delete', resource: { ...target, status: 'deleting' } })
    if (target.physicalId !== undefined && !isShared(target, context)) await clear(target, context)
  }
  await working.write({ kind: 'gone', logicalId, instance })
}

/**
 * Tells whether another record names the very same thing, as when the cloud gave a new version the number of the old one
 * or a name came back within a new parent: who deleted it would delete what is in use.
 */
function isShared(target: ResourceState, { working, type }: StepContext): boolean {
  const places = ({ properties }: ResourceState) =>
    (type.partOf ?? []).map(property => member(properties, property) ?? null)
  return working.alike(target).some(other => equal(places(other), places(target)))
}

async function clear(target: ResourceState, { deps, type }: StepContext): Promise<void> {
  try {
    await type.delete(deps.client, target, { empty: deps.empty })
  } catch (error) {
    if (diagnosisOf(error, deps.diagnose).kind !== 'missing') throw error
    // A part of it may be what is missing; only when it cannot be read either is it gone.
    if ((await type.read(deps.client, target)) !== undefined) throw error
  }
}

async function found(known: ResourceState, { deps, type }: StepContext): Promise<ResourceState> {
  if (known.physicalId !== undefined) return known
  const physicalId = await findCreated({ resource: known, type, end: deps.now().getTime() }, deps)
  return physicalId === undefined ? known : { ...known, physicalId }
}
