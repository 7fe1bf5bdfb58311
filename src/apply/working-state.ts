import type { Known } from '../model/resolver.ts'
import type { JournalRecord, ResourceState, StateSession } from '../model/state.ts'

/** What exists at this moment of a run; written to the journal before it is believed. */
export interface WorkingState {
  current(logicalId: string): ResourceState | undefined
  /** Finds replaced resources too. */
  instance(instance: string): ResourceState | undefined
  /** Finds what other records of a type name by the same physical ID. */
  alike(resource: ResourceState): readonly ResourceState[]
  /** Attributes of what is whole. */
  readonly known: Known
  /** Lists what gave its place to another thing in this run though no plan said so. */
  moved(): readonly ResourceState[]
  /** Tells that this run made or changed a resource, or has begun to. */
  changed(logicalId: string): boolean
  write(...records: readonly JournalRecord[]): Promise<void>
}

/** Opens the working state of a run: the state as maps, so that a step costs the same in small stacks and large ones. */
export function openWorkingState(session: StateSession): WorkingState {
  const { resources, deposed } = session.state
  const current = new Map(Object.entries(resources))
  const instances = new Map([...current.values(), ...deposed].map(resource => [resource.instance, resource]))
  const changed = new Set<string>()
  const moved = new Set<string>()

  const named = new Map<string, Set<string>>()
  const key = ({ type, physicalId }: ResourceState) => `${type} ${physicalId}`
  const index = (resource: ResourceState) => {
    if (resource.physicalId === undefined) return
    const entry = named.get(key(resource)) ?? new Set()
    named.set(key(resource), entry.add(resource.instance))
  }
  for (const resource of instances.values()) index(resource)
  const restore = (instance: string) => {
    const old = instances.get(instance)
    if (old !== undefined) current.set(old.logicalId, old)
  }
  const note = (entry: JournalRecord) => {
    if (entry.kind === 'depose') {
      const old = current.get(entry.logicalId)
      if (old !== undefined) moved.add(old.instance)
      current.delete(entry.logicalId)
    }
    if (entry.kind === 'restore') restore(entry.instance)
    if (entry.kind === 'gone') {
      instances.delete(entry.instance)
      if (current.get(entry.logicalId)?.instance === entry.instance) current.delete(entry.logicalId)
    }
    if (entry.kind === 'intent' && entry.call !== 'delete') changed.add(entry.resource.logicalId)
    if (entry.kind !== 'intent' && entry.kind !== 'done' && entry.kind !== 'found') return
    const { instance, logicalId } = entry.resource
    const replaced = instances.has(instance) && current.get(logicalId)?.instance !== instance
    instances.set(instance, entry.resource)
    index(entry.resource)
    if (!replaced) current.set(logicalId, entry.resource)
  }
  return {
    current: logicalId => current.get(logicalId),
    instance: instance => instances.get(instance),
    alike: resource =>
      [...(named.get(key(resource)) ?? [])].flatMap(instance => {
        const found = instance === resource.instance ? undefined : instances.get(instance)
        return found === undefined || key(found) !== key(resource) ? [] : [found]
      }),
    known(logicalId) {
      const found = current.get(logicalId)
      if (found?.physicalId === undefined || found.status !== 'ready') return undefined
      return { Ref: found.physicalId, ...found.attributes }
    },
    moved: () => [...moved].flatMap(instance => instances.get(instance) ?? []),
    changed: logicalId => changed.has(logicalId),
    async write(...records) {
      await session.record(...records)
      for (const entry of records) note(entry)
    },
  }
}
