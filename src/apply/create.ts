import { FnxError } from '../model/diagnostic.ts'
import { physicalName } from '../model/naming.ts'
import type { ResourceType } from '../model/provider.ts'
import type { Resource } from '../model/stack.ts'
import type { ResourceState } from '../model/state.ts'
import type { Properties } from '../model/value.ts'
import { isSecret, member, text } from '../model/value.ts'
import { make } from './make.ts'
import { artifactOf, prepare } from './prepare.ts'
import { identityOf } from './run.ts'
import type { StepContext } from './step-context.ts'

/** How names look of things whose type has none of its own. */
export const plainNaming = { max: 64, allowed: /[A-Za-z0-9_-]/ }

/** Makes a resource; what it replaces is moved aside in the same breath as the intent is written. */
export async function create(resource: Resource, context: StepContext): Promise<ResourceState> {
  const { deps, working, step } = context
  const { redacted, clear } = prepare(resource, working.known, deps)
  const code = await artifactOf(resource, clear, { ...deps, befores: [] })
  const intent = intentOf(resource, { redacted, clear, context })
  const moves = step.replaces && working.current(resource.logicalId) !== undefined
  await working.write(...(moves ? [{ kind: 'depose' as const, logicalId: resource.logicalId }] : []), {
    kind: 'intent',
    call: 'create',
    resource: intent,
  })
  const input = { ...identityOf(intent, deps.identity), properties: clear, ...code }
  const { resource: own, made } = await make(intent, input, context)
  const done: ResourceState = { ...own, ...made, status: 'ready' }
  await working.write({ kind: 'done', resource: done })
  return done
}

function intentOf(
  resource: Resource,
  { redacted, clear, context }: { redacted: Properties; clear: Properties; context: StepContext },
): ResourceState {
  const { logicalId } = resource
  const { deps, type } = context
  const instance = deps.newInstance()
  if (type.nameProperty !== undefined && isSecret(redacted[type.nameProperty])) throw secretName(logicalId)
  const { stack, stage } = deps.identity
  return {
    logicalId,
    type: resource.type,
    name:
      nameIn(clear, type) ?? physicalName(type.naming ?? plainNaming, [stack, stage, logicalId], instance),
    instance,
    properties: redacted,
    attributes: {},
    dependsOn: resource.dependsOn,
    deletionPolicy: resource.deletionPolicy,
    status: 'creating',
    since: deps.now().toISOString(),
  }
}

/** A plan cannot tell when the name is known only once other resources exist. */
function secretName(logicalId: string): FnxError {
  return new FnxError({
    code: 'E5016',
    message: `The name of ${logicalId} is made of a secret, and names are kept and shown in clear.`,
    hint: 'Take it from a parameter without NoEcho.',
  })
}

function nameIn(properties: Properties, { nameProperty }: ResourceType): string | undefined {
  return nameProperty === undefined ? undefined : text(member(properties, nameProperty))
}
