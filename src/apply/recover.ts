import type { Diagnostic } from '../model/diagnostic.ts'
import { FnxError } from '../model/diagnostic.ts'
import type { ResourceType } from '../model/provider.ts'
import type { ResourceState } from '../model/state.ts'
import { settleAnnounced } from './announced.ts'
import { diagnosisOf } from './diagnosis.ts'
import { findCreated } from './find-created.ts'
import { forEachResource } from './for-each-resource.ts'
import { typeOf } from './prepare.ts'
import type { RunDeps } from './run.ts'

/**
 * Clears up after a run that did not end, before anything is planned: what an unfinished create left is found and put
 * on record, what was never made is struck off, and a resource whose replacement came to nothing takes its place again.
 * What runs announced that may not have ended is looked for as well. Something foreign under the name is reported and left alone. Throws what hinders the search itself.
 */
export async function recover(deps: RunDeps): Promise<void> {
  const types = new Map(deps.types.map(type => [type.type, type]))
  const { resources, deposed } = deps.session.state
  const unfinished = [...Object.values(resources), ...deposed].filter(
    ({ status, physicalId }) => status === 'creating' && physicalId === undefined,
  )
  const found: Diagnostic[] = []
  const all = (resources: readonly ResourceState[], work: typeof settle) =>
    forEachResource(resources, deps, async resource => {
      try {
        await work(resource, typeOf(resource.type, types), deps)
      } catch (error) {
        found.push(diagnosisOf(error, deps.diagnose).diagnostic)
      }
    })
  await all(unfinished, settle)
  await all(deps.session.state.announced ?? [], settleAnnounced)
  if (found.length > 0) throw new FnxError(found, deps.signal.aborted ? 130 : 1)
  await restore(deps)
}

async function settle(resource: ResourceState, type: ResourceType, deps: RunDeps): Promise<void> {
  const { logicalId, instance, since } = resource
  const end = Date.parse(since) + deps.settles * 1000
  const physicalId = await findCreated({ resource, type, end }, deps).catch(error => {
    const { kind, diagnostic } = diagnosisOf(error, deps.diagnose)
    if (kind !== 'exists') throw error
    deps.emit({ type: 'diagnostic', diagnostic })
    return undefined
  })
  await deps.session.record(
    physicalId === undefined
      ? { kind: 'gone', logicalId, instance }
      : { kind: 'intent', call: 'create', resource: { ...resource, physicalId } },
  )
  deps.emit({ type: 'recovered', logicalId, found: physicalId !== undefined })
}

/** Gives the newest replaced resource its place back where nothing stands in it; one half deleted cannot have it. */
async function restore({ session }: RunDeps): Promise<void> {
  const { resources, deposed } = session.state
  const newest = new Map(deposed.map(old => [old.logicalId, old]))
  for (const { logicalId, instance, status } of newest.values())
    if (!Object.hasOwn(resources, logicalId) && status !== 'deleting')
      await session.record({ kind: 'restore', logicalId, instance })
}
