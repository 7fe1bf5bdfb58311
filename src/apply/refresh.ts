import { FnxError } from '../model/diagnostic.ts'
import type { Live } from '../model/provider.ts'
import type { State } from '../model/state.ts'
import { diagnosisOf } from './diagnosis.ts'
import { forEachResource } from './for-each-resource.ts'
import { typeOf } from './prepare.ts'
import type { RunDeps } from './run.ts'

/** What reading the cloud needs: a run without a state to write. */
export type RefreshDeps = Omit<RunDeps, 'session'>

/**
 * Reads every resource on record from the cloud, by instance; nothing under a key means that it is gone.
 * What was replaced and is still there is read too, for it may take its place again; what is half deleted is not. Throws what hinders the reading as a diagnostic.
 */
export async function refresh(state: State, deps: RefreshDeps): Promise<Map<string, Live | undefined>> {
  const types = new Map(deps.types.map(type => [type.type, type]))
  const found = new Map<string, Live | undefined>()
  const whole = [...Object.values(state.resources), ...state.deposed].filter(
    ({ physicalId, status }) => physicalId !== undefined && status !== 'deleting',
  )
  await forEachResource(whole, deps, async known => {
    const type = typeOf(known.type, types)
    const live = await type.read(deps.client, known).catch(error => {
      throw error instanceof FnxError ? error : new FnxError(diagnosisOf(error, deps.diagnose).diagnostic)
    })
    found.set(known.instance, live)
  })
  return found
}
