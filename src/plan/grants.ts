import type { ResourceState } from '../model/state.ts'
import { member, references } from '../model/value.ts'
import type { Decision } from './decide.ts'
import { names } from './identity.ts'
import { deleteId, type Wish, type Work, writeId } from './work.ts'

/** What comes after what because it makes use of something that is granted. */
export interface Grants {
  readonly wishes: readonly Wish[]
  /** By grant, what it need not wait for though it names it: that stands already, and waits for the grant. */
  readonly loose: ReadonlyMap<string, ReadonlySet<string>>
}

/**
 * Puts what grants before what makes use of it: a permission before the API that leads to the function, also where it
 * names that API and the API is only updated; where the API is new, before what makes the API answer.
 */
export function writesOfGrants({ decisions, types }: Pick<Work, 'decisions' | 'types'>): Grants {
  const byId = new Map(decisions.map(decision => [decision.change.logicalId, decision]))
  const users = reversed(decisions)
  const isGrant = ({ resource }: Decision) => types.get(resource.type)?.grants !== undefined
  const wishes: Wish[] = []
  const loose = new Map<string, ReadonlySet<string>>()
  for (const grant of decisions) {
    const { change, resource } = grant
    if (!isGrant(grant) || change.action === 'keep') continue
    const opened = openedBy(grant, types.get(resource.type)?.grants ?? '')
    const using = closure(opened, id => users.get(id) ?? [])
    const sources = resource.dependsOn.filter(id => using.has(id) && !opened.includes(id))
    const open = unknownIn(grant)
    const free = new Set(sources.filter(id => stands(byId.get(id)) && !open.has(id)))
    loose.set(change.logicalId, free)
    const before = closure(
      resource.dependsOn.filter(id => !free.has(id)),
      id => byId.get(id)?.resource.dependsOn ?? [],
    )
    const waiting = sources.length === 0 ? using : closure(sources, id => users.get(id) ?? [])
    for (const id of waiting) {
      const user = byId.get(id)
      if (user === undefined || user === grant || isGrant(user) || before.has(id)) continue
      wishes.push([writeId(user.change), writeId(change)])
    }
  }
  return { wishes, loose }
}

/** Puts the delete of what grants after the deletes of what makes use of it. */
export function deletesOfGrants({ removals, recorded, types }: Omit<Work, 'decisions'>): readonly Wish[] {
  const users = new Map<string, ResourceState[]>()
  for (const resource of recorded)
    for (const id of resource.dependsOn) users.set(id, [...(users.get(id) ?? []), resource])
  return removals.flatMap(({ resource }): readonly Wish[] => {
    const { grants } = types.get(resource.type) ?? {}
    if (grants === undefined) return []
    const opened = recorded.filter(other => names(resource, other, [grants]))
    const using = closure(
      opened.map(({ logicalId }) => logicalId),
      id => (users.get(id) ?? []).map(({ logicalId }) => logicalId),
    )
    return recorded
      .filter(other => using.has(other.logicalId) && !opened.includes(other) && other !== resource)
      .filter(other => types.get(other.type)?.grants === undefined)
      .map(other => [deleteId(resource), deleteId(other)])
  })
}

function openedBy({ resource }: Decision, grants: string): readonly string[] {
  const value = member(resource.properties, grants) ?? null
  const mentioned = new Set(references(value).map(({ logicalId }) => logicalId))
  return resource.dependsOn.filter(id => mentioned.has(id))
}

/** Names what a resource cannot be made without, for what it says of that is known only then. */
function unknownIn({ change }: Decision): ReadonlySet<string> {
  const values = change.properties.map(({ after }) => after ?? null)
  return new Set(references(values).map(({ logicalId }) => logicalId))
}

/** What a run left unfinished has no attributes that a grant could name before it is completed. */
function stands({ change, current }: Partial<Decision> = {}): boolean {
  const stays = change?.action === 'update' || change?.action === 'keep'
  return stays && current?.status === 'ready'
}

function reversed(decisions: readonly Decision[]): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>()
  for (const { resource } of decisions)
    for (const id of resource.dependsOn) {
      const entry = users.get(id)
      if (entry === undefined) users.set(id, [resource.logicalId])
      else entry.push(resource.logicalId)
    }
  return users
}

/** Everything that can be reached, where it begins included. */
function closure(from: Iterable<string>, next: (id: string) => readonly string[]): ReadonlySet<string> {
  const seen = new Set(from)
  for (const id of seen) for (const other of next(id)) seen.add(other)
  return seen
}
