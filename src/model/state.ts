import type { Properties, Value } from './value.ts'

/** How far a resource is: all but `ready` were left by a run that did not end. */
export type Status = 'ready' | 'creating' | 'updating' | 'deleting'

/** One resource that exists, or that an unfinished call may have made. */
export interface ResourceState {
  readonly logicalId: string
  readonly type: string
  /** The cloud's name; absent while only the intent to create is known. */
  readonly physicalId?: string
  /** The name that the create call was or will be given. */
  readonly name: string
  /** Random, new at each creation; part of generated names and of the ownership tags. */
  readonly instance: string
  /** As last applied, or as about to be while the status is not `ready`; calls resolved, secrets as `Fnx::Secret`. */
  readonly properties: Properties
  /** What parts of it may still look like after calls that did not finish, oldest first; absent when `ready`. */
  readonly earlier?: readonly Properties[]
  readonly attributes: Properties
  /** Kept because the template that declared it may be gone when the resource is deleted. */
  readonly dependsOn: readonly string[]
  readonly deletionPolicy: 'Delete' | 'Retain'
  readonly status: Status
  /** ISO time of the intent to create; recovery takes nothing older for its own. */
  readonly since: string
}

/** Whose a state is: it lies in a folder of these names. */
export interface StateOwner {
  readonly stack: string
  readonly stage: string
  /** `local`, or `<region>.<account>`. */
  readonly target: string
  readonly provider: string
}

/** What is known to exist of one stack at one target. */
export interface State extends StateOwner {
  readonly version: 3
  /** Grows by one with each run that changes something. */
  readonly serial: number
  /** Random, given once: tells two stacks of one name apart. */
  readonly lineage: string
  readonly resources: Readonly<Record<string, ResourceState>>
  /** Replaced resources that are still to be deleted. */
  readonly deposed: readonly ResourceState[]
  /**
   * Creations that a run announced which may not have ended when its lock was taken over: what they make may still turn
   * up. Absent where there are none.
   */
  readonly announced?: readonly ResourceState[]
  readonly outputs: Readonly<Record<string, Value>>
  /** What other stacks may import, by the name of the export; a secret one is redacted. */
  readonly exports: Readonly<Record<string, Value>>
  /** Names of the exports that its resources were given, sorted: while they stand here nobody may take these away. */
  readonly imports: readonly string[]
  /** The hash of a secret is keyed with this; 64 hex digits. */
  readonly key: string
}

/** A change of the state, as the journal holds it: written and synced before or after the call that it speaks of. */
export type JournalRecord =
  | { readonly kind: 'begin'; readonly serial: number; readonly at: string; readonly command: string }
  /** Before a create, update or delete: the resource as it is about to be. */
  | { readonly kind: 'intent'; readonly call: StepCall; readonly resource: ResourceState }
  /** A resource that is being replaced moves to the deposed ones. */
  | { readonly kind: 'depose'; readonly logicalId: string }
  /** A deposed resource takes its place again, because nothing came of its replacement. */
  | { readonly kind: 'restore'; readonly logicalId: string; readonly instance: string }
  /** After a create or update: the resource as it is. */
  | { readonly kind: 'done'; readonly resource: ResourceState }
  /** After a delete, or after recovery found that nothing was made. */
  | { readonly kind: 'gone'; readonly logicalId: string; readonly instance: string }
  /** What an announced creation made has turned up: it takes the place that is its own, or is deposed where that is taken. */
  | { readonly kind: 'found'; readonly resource: ResourceState }
  /** An announced creation is not waited for any longer. */
  | { readonly kind: 'waived'; readonly instance: string }
  | { readonly kind: 'outputs'; readonly outputs: Readonly<Record<string, Value>> }
  | { readonly kind: 'exports'; readonly exports: Readonly<Record<string, Value>> }
  | { readonly kind: 'imports'; readonly imports: readonly string[] }

export type StepCall = 'create' | 'update' | 'delete'

/** Who works on a stack now. */
export interface LockInfo {
  readonly id: string
  /** `user@host`. */
  readonly holder: string
  readonly host: string
  readonly pid: number
  readonly command: string
  /** ISO times. */
  readonly acquired: string
  readonly leaseUntil: string
}

/** The state of one stack, opened for writing under its lock. */
export interface StateSession {
  readonly state: State
  /** Throws E7002 when this run has the stack no longer; asked right before each call to the cloud. */
  check(): void
  /** Appends records and syncs them before it resolves; concurrent calls share one sync. */
  record(...records: readonly JournalRecord[]): Promise<void>
  /** Writes the snapshot by rename, empties the journal and releases the lock. */
  close(): Promise<void>
}

/** Applies journal records to a state, in their order; the one definition of what a record means. */
export function applied(state: State, ...entries: readonly JournalRecord[]): State {
  const draft: Draft = {
    serial: state.serial,
    outputs: state.outputs,
    exports: state.exports,
    imports: state.imports,
    resources: new Map(Object.entries(state.resources)),
    deposed: new Map(state.deposed.map(old => [old.instance, old])),
    announced: new Map(state.announced?.map(one => [one.instance, one])),
  }
  for (const entry of entries) apply(draft, entry)
  const { announced: _announced, ...rest } = state
  return {
    ...rest,
    serial: draft.serial,
    outputs: draft.outputs,
    exports: draft.exports,
    imports: draft.imports,
    resources: Object.fromEntries(draft.resources),
    deposed: [...draft.deposed.values()],
    ...(draft.announced.size > 0 ? { announced: [...draft.announced.values()] } : {}),
  }
}

/** A state that can change, so that many records cost one copy. */
interface Draft {
  serial: number
  outputs: State['outputs']
  exports: State['exports']
  imports: State['imports']
  readonly resources: Map<string, ResourceState>
  /** By instance. */
  readonly deposed: Map<string, ResourceState>
  /** By instance. */
  readonly announced: Map<string, ResourceState>
}

function apply(draft: Draft, entry: JournalRecord): void {
  const { resources, deposed, announced } = draft
  switch (entry.kind) {
    case 'begin':
      draft.serial = entry.serial
      break
    case 'outputs':
      draft.outputs = entry.outputs
      break
    case 'exports':
      draft.exports = entry.exports
      break
    case 'imports':
      draft.imports = entry.imports
      break
    case 'intent':
    case 'done':
      if (deposed.has(entry.resource.instance)) deposed.set(entry.resource.instance, entry.resource)
      else resources.set(entry.resource.logicalId, entry.resource)
      break
    case 'found':
      announced.delete(entry.resource.instance)
      if (resources.has(entry.resource.logicalId)) deposed.set(entry.resource.instance, entry.resource)
      else resources.set(entry.resource.logicalId, entry.resource)
      break
    case 'waived':
      announced.delete(entry.instance)
      break
    case 'depose':
      move(resources, entry.logicalId, old => deposed.set(old.instance, old))
      break
    case 'restore':
      move(deposed, entry.instance, old => resources.set(old.logicalId, old))
      break
    case 'gone':
      deposed.delete(entry.instance)
      if (resources.get(entry.logicalId)?.instance === entry.instance) resources.delete(entry.logicalId)
  }
}

function move(from: Map<string, ResourceState>, key: string, place: (resource: ResourceState) => void): void {
  const resource = from.get(key)
  if (resource === undefined) return
  from.delete(key)
  place(resource)
}
