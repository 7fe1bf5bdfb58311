import type { Edges } from '../model/graph.ts'
import { sort } from '../model/graph.ts'
import type { Step } from '../model/plan.ts'
import type { ResourceState } from '../model/state.ts'
import type { Properties } from '../model/value.ts'
import type { Decision } from './decide.ts'

/** A resource that goes: out of the template, replaced now, or replaced by an earlier run. */
export interface Removal {
  readonly resource: ResourceState
  /** It leaves the state and stays in the cloud. */
  readonly forget: boolean
  /** It must be gone before what takes its name comes. */
  readonly first: boolean
}

/** What is to be put in order. */
export interface Work {
  readonly decisions: readonly Decision[]
  readonly removals: readonly Removal[]
  /** Every resource on record, for what depended on what. */
  readonly recorded: readonly ResourceState[]
}

/**
 * Gives the steps, each after those that it must come after: creates and updates along the graph, deletes after all
 * that let go of what they delete and in the reverse of the order on record.
 */
export function order(work: Work): readonly Step[] {
  const writes = writeSteps(work)
  const deletes = work.removals.map(deleteStep)
  const hard = new Map<string, readonly string[]>([...writes, ...deletes].map(step => [step.id, step.after]))
  const soft: [string, string][] = []
  const users = usersOf(work.recorded)
  const own = new Map(writes.map(({ id, logicalId }) => [logicalId, id]))
  const goes = new Set(deletes.map(({ id }) => id))

  for (const { resource, first } of work.removals) {
    const id = deleteId(resource)
    const using = users.get(resource.logicalId) ?? []
    const letGo = [resource, ...using].flatMap(user => own.get(user.logicalId) ?? [])
    if (!first) hard.set(id, [...new Set(letGo)])
    else soft.push(...letGo.map((write): [string, string] => [id, write]))
    const parts = using.map(deleteId).filter(part => part !== id && goes.has(part))
    soft.push(...parts.map((part): [string, string] => [id, part]))
  }
  const edges = joined(hard, soft)
  const steps = new Map([...writes, ...deletes].map(step => [step.id, step]))
  return sort(edges).order.flatMap(id => {
    const step = steps.get(id)
    return step === undefined ? [] : [{ ...step, after: edges[id] ?? [] }]
  })
}

function writeSteps({ decisions, removals }: Work): readonly Step[] {
  const reached = new Map<string, readonly string[]>()
  const takenOver = new Map(
    removals.flatMap(({ resource, first }) => (first ? [[nameKey(resource), deleteId(resource)]] : [])),
  )
  const steps: Step[] = []
  for (const decision of decisions) {
    const { change, resource, name } = decision
    // Through what stays as it is, a step comes after those that come before that.
    const after = [...new Set(resource.dependsOn.flatMap(logicalId => reached.get(logicalId) ?? []))]
    const call = change.action === 'update' ? 'update' : 'create'
    if (change.action === 'keep') {
      reached.set(change.logicalId, after)
      continue
    }
    const id = `${call} ${change.logicalId}`
    const freed = name === undefined ? undefined : takenOver.get(nameKey({ type: resource.type, name }))
    const before = new Set([
      ...(decision.deleteFirst && decision.current !== undefined ? [deleteId(decision.current)] : []),
      ...(freed !== undefined && call === 'create' ? [freed] : []),
    ])
    reached.set(change.logicalId, [id])
    steps.push({
      id,
      call,
      logicalId: change.logicalId,
      replaces: change.action === 'replace',
      after: [...after, ...before],
      ...driftOf(decision.drift),
    })
  }
  return steps
}

function driftOf(drift: Properties | undefined): { readonly drift?: Properties } {
  return drift === undefined || Object.keys(drift).length === 0 ? {} : { drift }
}

function deleteStep({ resource, forget }: Removal): Step {
  return {
    id: deleteId(resource),
    call: 'delete',
    logicalId: resource.logicalId,
    instance: resource.instance,
    replaces: false,
    after: [],
    ...(forget ? { forget } : {}),
  }
}

/** Names what two resources of one type cannot have at once. */
export function nameKey({ type, name }: { readonly type: string; readonly name: string }): string {
  return `${type} ${name}`
}

function deleteId({ logicalId, instance }: ResourceState): string {
  return `delete ${logicalId} ${instance}`
}

function usersOf(recorded: readonly ResourceState[]): ReadonlyMap<string, readonly ResourceState[]> {
  const users = new Map<string, ResourceState[]>()
  for (const resource of recorded)
    for (const logicalId of resource.dependsOn) {
      const entry = users.get(logicalId)
      if (entry === undefined) users.set(logicalId, [resource])
      else entry.push(resource)
    }
  return users
}

/**
 * Joins what must hold with what should: a wish is dropped where it would close a circle, as between things that
 * depended on each other one way on record and the other way now.
 */
function joined(
  hard: ReadonlyMap<string, readonly string[]>,
  soft: readonly (readonly [string, string])[],
): Edges {
  const all = new Map([...hard].map(([id, after]) => [id, new Set(after)]))
  for (const [id, before] of soft) all.get(id)?.add(before)
  const edges = plain(all)
  if (sort(edges).cycle.length === 0) return edges
  const some = new Map([...hard].map(([id, after]) => [id, new Set(after)]))
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
