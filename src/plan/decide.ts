import { type AbilitiesOf, inKinds } from '../model/abilities.ts'
import type { Change, PropertyChange } from '../model/plan.ts'
import type { Live, ResourceType } from '../model/provider.ts'
import type { Known, Resolver } from '../model/resolver.ts'
import type { Resource } from '../model/stack.ts'
import type { ResourceState, State } from '../model/state.ts'
import type { Properties } from '../model/value.ts'
import { member, record, text } from '../model/value.ts'
import { diff, fits, same } from './diff.ts'
import { veil } from './veil.ts'

/** What is decided on one resource, for people and for the order of steps. */
export interface Decision {
  readonly change: Change
  readonly resource: Resource
  /** What exists of it now, when it is updated or replaced. */
  readonly current?: ResourceState
  /** Properties as they live, where they were changed outside fnx. */
  readonly drift?: Properties
  /** The name that the template gives it. */
  readonly name?: string
  /** A replacement whose old one must go before the new one comes. */
  readonly deleteFirst: boolean
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
  /** Tells whether a resource is deleted before its replacement comes. */
  readonly goesFirst: (logicalId: string) => boolean
}

/** Decides what happens to one resource of the stack; those that it depends on have been decided on. */
export function decide(resource: Resource, around: Surroundings): Decision {
  const type = around.types.get(resource.type)
  const inKind = inKinds(around.abilitiesOf(resource.type))
  const desired = inKind(record(around.resolver.masked(resource.properties, around.known)))
  const current = around.state.resources[resource.logicalId]
  const name = text(type?.nameProperty === undefined ? undefined : member(desired, type.nameProperty))
  const base = { resource, ...(name === undefined ? {} : { name }) }
  const create = (reason?: string): Decision => ({
    ...base,
    change: { ...changeOf(resource, diff({}, desired, [])), action: 'create', ...because(reason) },
    deleteFirst: false,
  })

  if (current === undefined) return create()
  if (current.physicalId === undefined) return create(unfinished)
  if (around.live.has(current.instance) && around.live.get(current.instance) === undefined)
    return create('was deleted outside fnx')
  return { ...base, current, ...compared({ resource, current, desired, type }, around) }
}

const unfinished = 'an earlier run did not finish'

interface Comparison {
  readonly resource: Resource
  readonly current: ResourceState
  readonly desired: Properties
  readonly type: ResourceType | undefined
}

function compared(
  comparison: Comparison,
  around: Surroundings,
): Pick<Decision, 'change' | 'drift' | 'deleteFirst'> {
  const { resource, current, desired } = comparison
  const fixed = around.abilitiesOf(resource.type)?.replaceOn ?? []
  // What is text in the one and a number in the other is no change.
  const inKind = inKinds(around.abilitiesOf(current.type))
  const recorded = inKind(current.properties)
  const lives = around.detect ? around.live.get(current.instance) : undefined
  const drift = lives === undefined ? {} : drifted(recorded, desired, inKind(lives.properties))
  const properties = [...diff(recorded, desired, fixed), ...driftOf(drift, desired, fixed)]
  const change = { ...changeOf(resource, properties), physicalId: current.physicalId ?? '' }
  const other = resource.type !== current.type
  const half = current.status === 'deleting'
  if (other || half || properties.some(({ replaces }) => replaces)) {
    const clash = half || keepsName(comparison)
    // A part of something that goes first goes before it, unless it is to be kept.
    const part = resource.deletionPolicy === 'Delete' && current.dependsOn.some(around.goesFirst)
    const reason = half
      ? unfinished
      : other
        ? `was of type ${current.type}`
        : clash
          ? 'its name stays, so the old one is deleted first'
          : undefined
    return { change: { ...change, action: 'replace', ...because(reason) }, deleteFirst: clash || part }
  }
  if (current.status !== 'ready')
    return { change: { ...change, action: 'update', ...because(unfinished) }, drift, deleteFirst: false }
  if (properties.length > 0) return { change: { ...change, action: 'update' }, drift, deleteFirst: false }
  return { change: { ...change, action: 'keep' }, deleteFirst: false }
}

function keepsName({ resource, current, desired, type }: Comparison): boolean {
  if (resource.type !== current.type || type?.nameProperty === undefined) return false
  const name = text(member(desired, type.nameProperty))
  return name !== undefined && name === current.name
}

/** Gives the properties that live otherwise than they were recorded, as they live; what is secret stays veiled. */
function drifted(recorded: Properties, desired: Properties, live: Properties): Properties {
  return Object.fromEntries(
    Object.entries(live).flatMap(([key, value]) => {
      const own = member(recorded, key)
      const differs = own !== undefined && !fits(value, own) && same(own, member(desired, key))
      return differs ? [[key, veil(value, own)]] : []
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
