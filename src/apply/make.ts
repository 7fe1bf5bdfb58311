import { FnxError } from '../model/diagnostic.ts'
import { codeOfKind } from '../model/error-kind.ts'
import type { Created, Input, ResourceType } from '../model/provider.ts'
import type { ResourceState } from '../model/state.ts'
import { turnedUp } from './announced.ts'
import { diagnosisOf } from './diagnosis.ts'
import { findCreated } from './find-created.ts'
import type { ApplyDeps } from './run.ts'
import { identityOf } from './run.ts'
import type { StepContext } from './step-context.ts'

/** What a creation came to: the resource as it is on record, and what the cloud says of it. */
export interface Made {
  readonly resource: ResourceState
  readonly made: Created
}

/**
 * Sends the creating call. When its end is unclear, or the name turns out to be taken, looks for what it made: that is
 * completed, and only where there is nothing the call is sent again.
 */
export async function make(intent: ResourceState, input: Input, context: StepContext): Promise<Made> {
  const { deps, type } = context
  for (let tries = 1; ; tries++) {
    try {
      return { resource: intent, made: identified(await type.create(deps.client, input), intent) }
    } catch (error) {
      const { kind } = diagnosisOf(error, deps.diagnose)
      // A creation that was swallowed on the way shows at the call that follows: what it should have made is missing.
      const unclear = kind === 'transport' || (kind === 'missing' && tries === 1)
      if (!unclear && kind !== 'exists') throw error
      const seen = kind === 'missing' ? 0 : deps.settles
      const resource = await begunBy(intent, seen, context)
      if (resource !== undefined) return complete(resource, input, context)
      if (kind === 'exists' || tries === 3) throw error
    }
  }
}

async function complete(resource: ResourceState, input: Input, { deps, type }: StepContext): Promise<Made> {
  const { physicalId = '' } = resource
  const whole = { ...input, ...identityOf(resource, deps.identity), before: {} }
  return { resource, made: identified(await type.update(deps.client, physicalId, whole), resource) }
}

/** What has no ID can be neither read nor deleted: an answer without one is not clear, whatever its status says. */
function identified(made: Created, { logicalId }: ResourceState): Created {
  if (typeof made.physicalId === 'string' && made.physicalId !== '') return made
  throw new FnxError({
    code: codeOfKind.transport,
    message: `The cloud's answer to the creation of ${logicalId} does not say which ID it has.`,
    hint: 'Check what answers on the way to the cloud: a proxy, a sign-in page, or another server at that address.',
  })
}

/** Finds what the call made within so many seconds, or what an earlier run made under the same name after its lock was lost, and puts it on record. */
async function begunBy(
  intent: ResourceState,
  seconds: number,
  { deps, type, working }: StepContext,
): Promise<ResourceState | undefined> {
  const { logicalId, instance } = intent
  const end = deps.now().getTime() + seconds * 1000
  try {
    const physicalId = await findCreated({ resource: intent, type, end }, deps)
    if (physicalId === undefined) return undefined
    const resource = { ...intent, physicalId }
    await working.write({ kind: 'intent', call: 'create', resource })
    return resource
  } catch (error) {
    const resource = await announcedAs(intent, type, deps)
    if (resource === undefined) throw error
    await working.write({ kind: 'gone', logicalId, instance }, { kind: 'found', resource })
    return resource
  }
}

async function announcedAs(
  intent: ResourceState,
  type: ResourceType,
  deps: ApplyDeps,
): Promise<ResourceState | undefined> {
  const { announced = [] } = deps.session.state
  for (const other of announced.filter(one => one.logicalId === intent.logicalId && one.type === type.type)) {
    const physicalId = await turnedUp(other, type, deps)
    const { name, instance, since } = other
    if (physicalId !== undefined) return { ...intent, name, instance, since, physicalId }
  }
  return undefined
}
