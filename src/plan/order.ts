import type { Edges } from '../model/graph.ts'
import { sort } from '../model/graph.ts'
import type { Phase, Step } from '../model/plan.ts'
import { phases } from '../model/plan.ts'
import type { Properties } from '../model/value.ts'
import { keysOf, usersOf } from './first.ts'
import { deletesOfGrants, type Grants, writesOfGrants } from './grants.ts'
import { deleteId, type Removal, type Wish, type Work, writeId } from './work.ts'

type Draft = Omit<Step, 'phase'>

/**
 * Gives the steps phase by phase, each after those that it must come after: creates and updates along the graph; then
 * deletes that free a name, and what waits for them; at the end all other deletes, in the reverse of the order on record.
 */
export function order(work: Work): readonly Step[] {
  const grants = writesOfGrants(work)
  const drafts = [...writeDrafts(work, grants), ...work.removals.map(deleteDraft)]
  const phaseOf = phasesOf(drafts, work, grants.wishes)
  const steps = new Map(drafts.map(draft => [draft.id, { ...draft, phase: phaseOf(draft.id) }]))
  const edges = joined(steps, [...grants.wishes, ...deleteWishes(work)])
  const sorted = sort(edges).order.flatMap(id => steps.get(id) ?? [])
  return phases.flatMap(phase =>
    sorted.filter(step => step.phase === phase).map(step => ({ ...step, after: edges[step.id] ?? [] })),
  )
}

function writeDrafts({ decisions, removals, types }: Work, { loose }: Grants): readonly Draft[] {
  const reached = new Map<string, readonly string[]>()
  const freed = freedKeys(removals, types)
  const drafts: Draft[] = []
  for (const { change, resource, current, ...decision } of decisions) {
    const { logicalId, action } = change
    const waitsFor = resource.dependsOn.filter(other => !loose.get(logicalId)?.has(other))
    // Through what stays as it is, a step comes after those that come before that.
    const after = waitsFor.flatMap(other => reached.get(other) ?? [])
    reached.set(logicalId, action === 'keep' ? [...new Set(after)] : [writeId(change)])
    if (action === 'keep') continue
    const own = decision.deleteFirst && current !== undefined ? [deleteId(current)] : []
    const names = action === 'update' ? [] : decision.keys.flatMap(key => freed.get(key) ?? [])
    drafts.push({
      id: writeId(change),
      call: action === 'update' ? 'update' : 'create',
      logicalId,
      replaces: action === 'replace',
      after: [...new Set([...after, ...own, ...names])],
      ...(decision.unsure ? { unsure: true } : {}),
      ...driftOf(decision.drift),
    })
  }
  return drafts
}

function freedKeys(removals: readonly Removal[], types: Work['types']): ReadonlyMap<string, string> {
  return new Map(
    removals
      .filter(({ first }) => first)
      .flatMap(({ resource }) => keysOf(resource, types).map(key => [key, deleteId(resource)] as const)),
  )
}

function driftOf(drift: Properties | undefined): { readonly drift?: Properties } {
  return drift === undefined || Object.keys(drift).length === 0 ? {} : { drift }
}

function deleteDraft({ resource, forget, unsure }: Removal): Draft {
  return {
    id: deleteId(resource),
    call: 'delete',
    logicalId: resource.logicalId,
    instance: resource.instance,
    replaces: false,
    after: [],
    ...(forget ? { forget } : {}),
    ...(unsure ? { unsure } : {}),
  }
}

/** What frees a name, and whatever waits for that, is a phase of its own between what can be made at once and the deletes. */
function phasesOf(
  drafts: readonly Draft[],
  { removals }: Work,
  wishes: readonly Wish[],
): (id: string) => Phase {
  const later = new Map<string, string[]>()
  const note = (id: string, before: string) => later.set(before, [...(later.get(before) ?? []), id])
  for (const { id, after } of drafts) for (const before of after) note(id, before)
  for (const [id, before] of wishes) note(id, before)
  const swapped = new Set(removals.filter(({ first }) => first).map(({ resource }) => deleteId(resource)))
  for (const id of swapped) for (const next of later.get(id) ?? []) swapped.add(next)
  const deletes = new Set(removals.map(({ resource }) => deleteId(resource)))
  return id => (swapped.has(id) ? 'swap' : deletes.has(id) ? 'clean' : 'make')
}

/** A delete comes after what lets go of it, and after what was made of it. */
function deleteWishes(work: Work): readonly Wish[] {
  const { decisions, removals, recorded } = work
  const users = usersOf(recorded)
  const writes = new Map(decisions.map(({ change }) => [change.logicalId, writeId(change)]))
  const wishes = removals.flatMap(({ resource, first, unsure }): readonly Wish[] => {
    const id = deleteId(resource)
    const using = users.get(resource.logicalId) ?? []
    const letGo = first ? [resource, ...using].flatMap(user => writes.get(user.logicalId) ?? []) : []
    const known = unsure ? resource.dependsOn.flatMap(other => writes.get(other) ?? []) : []
    return [...letGo, ...known, ...using.map(deleteId)].map((before): Wish => [id, before])
  })
  const grants = deletesOfGrants(work)
  const turned = new Set(grants.map(([id, before]) => `${before} ${id}`))
  return [...wishes.filter(([id, before]) => !turned.has(`${id} ${before}`)), ...grants]
}

/**
 * Joins what must hold with what should: a wish is dropped where it would close a circle, as between things that
 * depended on each other one way on record and the other way now. What other phases hold is no matter of arrows.
 */
function joined(steps: ReadonlyMap<string, Step>, wishes: readonly Wish[]): Edges {
  const together = (id: string, before: string) =>
    id !== before && steps.get(id)?.phase !== undefined && steps.get(id)?.phase === steps.get(before)?.phase
  const hard = () => new Map([...steps.values()].map(({ id, after }) => [id, new Set(after)]))
  const soft = wishes.filter(([id, before]) => together(id, before))
  const all = hard()
  for (const [id, before] of soft) all.get(id)?.add(before)
  const edges = plain(all)
  if (sort(edges).cycle.length === 0) return edges
  const some = hard()
  for (const [id, before] of soft) if (!reaches(some, before, id)) some.get(id)?.add(before)
  return plain(some)
}

function plain(edges: ReadonlyMap<string, ReadonlySet<string>>): Edges {
  return Object.fromEntries([...edges].map(([id, after]) => [id, [...after]]))
}

function reaches(edges: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  const seen = new Set([from])
  for (const id of seen) for (const next of edges.get(id) ?? []) seen.add(next)
  return seen.has(to)
}
