import type { ResourceType } from '../model/provider.ts'
import type { ResourceState } from '../model/state.ts'
import type { Decision } from './decide.ts'

/** A resource that goes: out of the template, replaced now, or replaced by an earlier run. */
export interface Removal {
  readonly resource: ResourceState
  /** It leaves the state and stays in the cloud. */
  readonly forget: boolean
  /** It must be gone before what takes its name comes. */
  readonly first: boolean
  /** It goes only if it turns out to be replaced. */
  readonly unsure: boolean
}

/** What is to be put in order. */
export interface Work {
  readonly decisions: readonly Decision[]
  readonly removals: readonly Removal[]
  /** Every resource on record, for what depended on what. */
  readonly recorded: readonly ResourceState[]
  readonly types: ReadonlyMap<string, ResourceType>
}

/** That one step should come after another; dropped where it would close a circle. */
export type Wish = readonly [step: string, before: string]

/** Gives the id of the step that writes a resource. */
export function writeId({ logicalId, action }: Decision['change']): string {
  return `${action === 'update' ? 'update' : 'create'} ${logicalId}`
}

/** Gives the id of the step that deletes a resource. */
export function deleteId({ logicalId, instance }: ResourceState): string {
  return `delete ${logicalId} ${instance}`
}
