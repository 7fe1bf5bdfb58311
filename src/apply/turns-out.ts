import { inKinds } from '../model/abilities.ts'
import { movedParts } from '../model/moved-parts.ts'
import type { Step } from '../model/plan.ts'
import type { ResourceState } from '../model/state.ts'
import { equal, isList, isRecord, member, type Properties, type Value } from '../model/value.ts'
import { prepare, typeOf } from './prepare.ts'
import type { Shared } from './step.ts'

/**
 * Gives a step as it turns out once all that it needs is known: what was to be replaced only if something differs is
 * updated where nothing does, and what was to be deleted for it stays, for which there is no step.
 */
export function asItTurnsOut(step: Step, shared: Shared): Step | undefined {
  if (step.unsure !== true) return step
  const current = shared.working.current(step.logicalId)
  if (step.call !== 'delete')
    return current !== undefined && stands(current, shared)
      ? { ...step, call: 'update', replaces: false }
      : step
  if (current === undefined || current.instance !== step.instance) return step
  return step.phase === 'clean' || stands(current, shared) ? undefined : step
}

/** Tells whether a resource can become what the template says without being replaced. */
function stands(current: ResourceState, { deps, working, stack, types }: Shared): boolean {
  const resource = stack.resources[current.logicalId]
  if (resource === undefined || current.physicalId === undefined) return false
  const desired = resolved(() => prepare(resource, working.known, deps).redacted)
  if (desired === undefined) return false
  const recorded = inKinds(deps.abilitiesOf(current.type))(current.properties)
  const moved = movedParts(typeOf(resource.type, types).partOf, recorded, desired)
  const fixed = deps.abilitiesOf(resource.type)?.replaceOn ?? []
  return moved.length === 0 && fixed.every(path => equal(valueAt(recorded, path), valueAt(desired, path)))
}

/** What is still unknown here fails at the step itself, with its reason. */
function resolved(prepared: () => Properties): Properties | undefined {
  try {
    return prepared()
  } catch {
    return undefined
  }
}

/** Reads a path through lists: what stands there in each item. */
function valueAt(value: Value | undefined, path: string): Value | undefined {
  const [head = '', ...rest] = path.split('.')
  if (isList(value)) return value.map(item => valueAt(item, path) ?? null)
  const found = isRecord(value) ? member(value, head) : undefined
  return rest.length === 0 ? found : valueAt(found, rest.join('.'))
}
