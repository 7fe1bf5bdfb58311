import type { ResourceType } from '../model/provider.ts'
import type { ResourceState } from '../model/state.ts'
import { diagnosisOf } from './diagnosis.ts'
import { findCreated } from './find-created.ts'
import type { RunDeps } from './run.ts'

/** Ms after which a call that was announced cannot come any more: clouds refuse signatures that are minutes old. */
const late = 24 * 60 * 60 * 1000

/**
 * Looks for what a creation made that was announced by a run whose lock was taken over: such a run may have sent its call
 * after others had looked for it in vain. What has turned up is put on record; what cannot come any more is waived.
 */
export async function settleAnnounced(
  announced: ResourceState,
  type: ResourceType,
  deps: RunDeps,
): Promise<void> {
  const { instance, logicalId, since } = announced
  const physicalId = await turnedUp(announced, type, deps)
  const { resources, deposed } = deps.session.state
  const known = [...Object.values(resources), ...deposed]
  const isKnown = known.some(
    other =>
      other.type === type.type &&
      other.physicalId !== undefined &&
      (other.instance === instance || other.physicalId === physicalId),
  )
  if (physicalId !== undefined && !isKnown) {
    await deps.session.record({ kind: 'found', resource: { ...announced, physicalId } })
    deps.emit({ type: 'recovered', logicalId, found: true })
  } else if (isKnown || Date.parse(since) + late < deps.now().getTime())
    await deps.session.record({ kind: 'waived', instance })
}

/** Gives the physical ID of what an announced creation has made by now; a foreign thing of its name is none. */
export async function turnedUp(
  resource: ResourceState,
  type: ResourceType,
  deps: RunDeps,
): Promise<string | undefined> {
  try {
    return await findCreated({ resource, type, end: deps.now().getTime() }, deps)
  } catch (error) {
    if (diagnosisOf(error, deps.diagnose).kind === 'exists') return undefined
    throw error
  }
}
