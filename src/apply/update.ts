import { inKinds } from '../model/abilities.ts'
import type { Resource } from '../model/stack.ts'
import type { ResourceState } from '../model/state.ts'
import type { Properties } from '../model/value.ts'
import { equal } from '../model/value.ts'
import { gone } from './diagnosis.ts'
import { artifactOf, prepare } from './prepare.ts'
import { identityOf } from './run.ts'
import type { StepContext } from './step-context.ts'

/**
 * Brings a resource to what the template says, or gives nothing when it turns out to be so already.
 * After calls that did not finish, parts of it may look like any earlier properties: it is updated from each of them.
 */
export async function update(resource: Resource, context: StepContext): Promise<ResourceState | undefined> {
  const { deps, working, type, step } = context
  const found = working.current(resource.logicalId)
  if (found?.physicalId === undefined) throw gone(resource.logicalId)
  const current = { ...inKind(found, deps), physicalId: found.physicalId }
  const { redacted, clear } = prepare(resource, working.known, deps)
  const { dependsOn, deletionPolicy } = resource
  if (current.status === 'ready' && step.drift === undefined && equal(redacted, current.properties)) {
    await working.write({ kind: 'done', resource: { ...current, dependsOn, deletionPolicy } })
    return undefined
  }
  const possible = beforesOf(current, redacted, step.drift)
  // Who makes a thing by itself is told once, of how it last came about.
  const befores = type.moves === true ? possible.slice(0, 1) : possible
  const code = await artifactOf(resource, clear, { ...deps, befores })
  const intent: ResourceState = {
    ...current,
    properties: redacted,
    earlier: befores,
    dependsOn: [...new Set([...current.dependsOn, ...dependsOn])],
    deletionPolicy,
    status: 'updating',
  }
  await working.write({ kind: 'intent', call: 'update', resource: intent })
  const input = { ...identityOf(current, deps.identity), properties: clear, ...code }
  let made = { physicalId: current.physicalId, attributes: current.attributes }
  for (const before of befores) made = await type.update(deps.client, made.physicalId, { ...input, before })
  const { earlier: _earlier, ...settled } = intent
  const done: ResourceState = { ...settled, ...made, dependsOn, status: 'ready' }
  if (type.moves === true && made.physicalId !== current.physicalId) return moved(found, done, context)
  await working.write({ kind: 'done', resource: done })
  return done
}

/** Puts on record that another thing is there now; the one before is deleted as what was replaced is. */
async function moved(
  before: ResourceState,
  now: ResourceState,
  { deps, working }: StepContext,
): Promise<ResourceState> {
  const { earlier: [whole = before.properties] = [], ...known } = before
  const fresh = { ...now, instance: deps.newInstance() }
  await working.write(
    { kind: 'done', resource: { ...known, properties: whole, status: 'ready' } },
    { kind: 'depose', logicalId: now.logicalId },
    { kind: 'done', resource: fresh },
  )
  return fresh
}

/** What an earlier fnx wrote down as the template had it is no difference. */
function inKind(found: ResourceState, { abilitiesOf }: StepContext['deps']): ResourceState {
  const converted = inKinds(abilitiesOf(found.type))
  const { earlier } = found
  return {
    ...found,
    properties: converted(found.properties),
    ...(earlier === undefined ? {} : { earlier: earlier.map(converted) }),
  }
}

/** Lists what a resource may look like now, oldest first; never empty, and never only what it shall become. */
function beforesOf(
  current: ResourceState,
  desired: Properties,
  drift: Properties | undefined,
): readonly Properties[] {
  const begun = current.status === 'creating' ? [{}] : []
  const possible = [...begun, ...(current.earlier ?? []), { ...current.properties, ...drift }]
  const others = possible.filter((before, index) => {
    const first = possible.findIndex(other => equal(other, before)) === index
    return first && !equal(before, desired)
  })
  return others.length > 0 ? others : [{}]
}
