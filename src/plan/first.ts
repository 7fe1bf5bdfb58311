import type { Change } from '../model/plan.ts'
import type { ResourceType } from '../model/provider.ts'
import type { ResourceState } from '../model/state.ts'
import { identityKeys, isPart } from './identity.ts'

/** Why something goes before what is new is made: its name is needed, or what it is part of goes. */
export type GoesFirst = ReadonlyMap<string, 'name' | 'part'>

/** What is decided on a resource, as far as it may need a name. */
export interface Wanted {
  readonly change: Pick<Change, 'action'>
  readonly keys: readonly string[]
}

/** What is looked through for names that are in the way. */
export interface Standing {
  /** What goes in this run, but for what its deletion policy keeps. */
  readonly going: readonly ResourceState[]
  /** Everything on record. */
  readonly recorded: readonly ResourceState[]
  readonly types: ReadonlyMap<string, ResourceType>
}

/** Lists, by instance, what goes first: what has the name of something new within the same place, and its parts. */
export function goingFirst(decisions: readonly Wanted[], standing: Standing): GoesFirst {
  const { going, types } = standing
  const wanted = new Set(decisions.filter(isMade).flatMap(({ keys }) => keys))
  const named = going.filter(old => keysOf(old, types).some(key => wanted.has(key)))
  const first = new Map<string, 'name' | 'part'>(named.map(({ instance }) => [instance, 'name']))
  const users = usersOf(standing.recorded)
  const whole = [...named]
  for (const holder of whole)
    for (const part of users.get(holder.logicalId) ?? []) {
      if (first.has(part.instance) || part.deletionPolicy === 'Retain') continue
      if (!isPart(part, holder, types.get(part.type))) continue
      first.set(part.instance, 'part')
      whole.push(part)
    }
  return first
}

function isMade({ change: { action } }: Wanted): boolean {
  return action === 'create' || action === 'replace'
}

/** Gives the keys that a resource on record has to itself. */
export function keysOf(old: ResourceState, types: ReadonlyMap<string, ResourceType>): readonly string[] {
  const type = types.get(old.type)
  return type === undefined ? [] : identityKeys(type, old)
}

/** Lists by logical ID what depended on it. */
export function usersOf(recorded: readonly ResourceState[]): ReadonlyMap<string, readonly ResourceState[]> {
  const users = new Map<string, ResourceState[]>()
  for (const resource of recorded)
    for (const logicalId of resource.dependsOn) {
      const entry = users.get(logicalId)
      if (entry === undefined) users.set(logicalId, [resource])
      else entry.push(resource)
    }
  return users
}
