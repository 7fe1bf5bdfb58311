import { type AbilitiesOf, inKinds } from '../model/abilities.ts'
import { movedParts } from '../model/moved-parts.ts'
import type { Change, PropertyChange } from '../model/plan.ts'
import type { Live, ResourceType } from '../model/provider.ts'
import type { Known, Resolver } from '../model/resolver.ts'
import { redactAsRecorded } from '../model/sensitive.ts'
import type { Resource } from '../model/stack.ts'
import type { ResourceState, State } from '../model/state.ts'
import type { Properties, Value } from '../model/value.ts'
import { isCall, isList, isRecord, member, own, record, text } from '../model/value.ts'
import { diff, fits, same } from './diff.ts'
import type { GoesFirst } from './first.ts'
import { identityKeys } from './identity.ts'

/** What is decided on one resource, for people and for the order of steps. */
export interface Decision {
  readonly change: Change
  readonly resource: Resource
  /** What exists of it now, when it is updated or replaced. */
  readonly current?: ResourceState
  /** Properties as they live, where they were changed outside fnx. */
  readonly drift?: Properties
  /** What it will have to itself, as far as that is known: see `identityKeys`. */
  readonly keys: readonly string[]
  /** A replacement whose old one must go before the new one comes. */
  readonly deleteFirst: boolean
  /** A replacement only if something differs that is known after other steps. */
  readonly unsure: boolean
  /** What replaced `current` in an earlier run and gives it its place back. */
  readonly displaced?: ResourceState
}

/** What a decision rests on. */
export interface Surroundings {
  readonly state: State
  readonly live: ReadonlyMap<string, Live | undefined>
  readonly detect: boolean
  readonly types: ReadonlyMap<string, ResourceType>
  readonly abilitiesOf: AbilitiesOf
  readonly resolver: Resolver
  /** Attributes of resources that stay. */
  readonly known: Known
  /** By instance, what is deleted before what is new is made. */
  readonly first: GoesFirst
}

/** Decides what happens to one resource of the stack; those that it depends on have been decided on. */
export function decide(resource: Resource, around: Surroundings): Decision {
  const type = around.types.get(resource.type)
  const inKind = inKinds(around.abilitiesOf(resource.type))
  const desired = inKind(record(around.resolver.redacted(resource.properties, around.known)))
  const current = own(around.state.resources, resource.logicalId)
  const base = { resource, keys: keysFor(type, desired), deleteFirst: false, unsure: false }
  const create = (reason?: string): Decision => ({
    ...base,
    change: { ...changeOf(resource, diff({}, desired, [])), action: 'create', ...because(reason) },
  })

  if (current === undefined) return create()
  if (current.physicalId === undefined) return create(unfinished)
  if (isGone(current, around)) return create('was deleted outside fnx')
  const decided = { ...base, ...compared({ resource, current, desired, type }, around) }
  return decided.change.action === 'replace'
    ? { ...decided, ...restored({ resource, current, desired, type }, around) }
    : decided
}

/** Why what an earlier run left half done is in a plan. */
export const unfinished = 'an earlier run did not finish'

function keysFor(type: ResourceType | undefined, desired: Properties): readonly string[] {
  if (type === undefined) return []
  const name = text(type.nameProperty === undefined ? undefined : member(desired, type.nameProperty))
  return identityKeys(type, { properties: desired, ...(name === undefined ? {} : { name }) })
}

function isGone({ instance }: ResourceState, { live }: Surroundings): boolean {
  return live.has(instance) && live.get(instance) === undefined
}

interface Comparison {
  readonly resource: Resource
  readonly current: ResourceState
  readonly desired: Properties
  readonly type: ResourceType | undefined
}

type Compared = Pick<Decision, 'change' | 'current' | 'drift' | 'deleteFirst' | 'unsure'>

function compared(comparison: Comparison, around: Surroundings): Compared {
  const { resource, current, desired, type } = comparison
  // What is text in the one and a number in the other is no change.
  const inKind = inKinds(around.abilitiesOf(current.type))
  const recorded = inKind(current.properties)
  const replaceOn = around.abilitiesOf(resource.type)?.replaceOn ?? []
  const fixed = [...replaceOn, ...movedParts(type?.partOf, recorded, desired)]
  const lives = around.detect ? around.live.get(current.instance) : undefined
  const drift = lives === undefined ? {} : drifted(recorded, desired, inKind(lives.properties))
  const properties = [...diff(recorded, desired, fixed), ...driftOf(drift, desired, fixed)]
  const change = { ...changeOf(resource, properties), physicalId: current.physicalId ?? '' }
  const base = { current, drift, deleteFirst: false, unsure: false }
  const grounds = replaced(comparison, { change, first: around.first.get(current.instance) })
  if (grounds !== undefined) {
    const { unsure, deleteFirst, reason } = grounds
    return { ...base, unsure, deleteFirst, change: { ...change, action: 'replace', ...because(reason) } }
  }
  if (current.status !== 'ready')
    return { ...base, change: { ...change, action: 'update', ...because(unfinished) } }
  return { ...base, change: { ...change, action: properties.length > 0 ? 'update' : 'keep' } }
}

interface Grounds {
  readonly unsure: boolean
  readonly deleteFirst: boolean
  readonly reason?: string
}

/** Says why a resource cannot become what it shall be in place, if it cannot. */
function replaced(
  { resource, current }: Comparison,
  {
    change: { properties },
    first,
  }: { readonly change: Pick<Change, 'properties'>; readonly first: 'name' | 'part' | undefined },
): Grounds | undefined {
  const sure = { unsure: false, deleteFirst: first !== undefined }
  if (current.status === 'deleting') return { ...sure, reason: unfinished }
  if (resource.type !== current.type) return { ...sure, reason: `was of type ${current.type}` }
  if (first === 'part') return { ...sure, reason: 'what it is part of goes, so it is deleted first' }
  const forced = properties.filter(({ replaces }) => replaces)
  if (forced.length === 0) return undefined
  const unsure = forced.every(({ after }) => holdsUnknown(after))
  const reason = first === 'name' ? { reason: 'its name stays, so the old one is deleted first' } : {}
  return { ...sure, unsure, ...reason }
}

function holdsUnknown(value: Value | undefined): boolean {
  if (isList(value)) return value.some(holdsUnknown)
  return isCall(value) || (isRecord(value) && Object.values(value).some(holdsUnknown))
}

/**
 * Gives a replaced resource its place back where it can become what the template says and what replaced it cannot: after a
 * run that failed and a template that was taken back, what went on serving all the time serves on.
 */
function restored(comparison: Comparison, around: Surroundings): Partial<Decision> {
  const { resource, current: displaced } = comparison
  for (const old of around.state.deposed.toReversed()) {
    const serves = old.status === 'ready' && old.physicalId !== undefined && !isGone(old, around)
    if (old.logicalId !== resource.logicalId || !serves) continue
    const found = compared({ ...comparison, current: old }, around)
    if (found.change.action === 'replace') continue
    return { ...found, displaced, change: { ...found.change, restores: old.instance, reason: restoring } }
  }
  return {}
}

const restoring = 'the one before takes its place again'

/** Gives the properties that live otherwise than they were recorded, as they live; what is secret stays redacted. */
function drifted(recorded: Properties, desired: Properties, live: Properties): Properties {
  return Object.fromEntries(
    Object.entries(live).flatMap(([key, value]) => {
      const own = member(recorded, key)
      const differs = own !== undefined && !fits(value, own) && same(own, member(desired, key))
      return differs ? [[key, redactAsRecorded(value, own)]] : []
    }),
  )
}

function driftOf(
  drift: Properties,
  desired: Properties,
  fixed: readonly string[],
): readonly PropertyChange[] {
  const wanted = Object.fromEntries(Object.keys(drift).map(key => [key, member(desired, key) ?? null]))
  return diff(drift, wanted, fixed).map(change => ({ ...change, drift: true }))
}

function changeOf(resource: Resource, properties: readonly PropertyChange[]) {
  return { logicalId: resource.logicalId, type: resource.type, properties }
}

function because(reason: string | undefined): { readonly reason?: string } {
  return reason === undefined ? {} : { reason }
}
