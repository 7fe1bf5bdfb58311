import type { Shape } from './shape.ts'

/** By path (`LifecycleConfiguration.Rules.Filter`; a list and a map of free keys have no step), why it is so. */
export type Reasons = Readonly<Record<string, string>>

/** What a resource type says of itself as data. What it does not say is taken from what its cloud publishes. */
export interface TypeFacts {
  readonly type: string
  /** The property that holds an explicit name; its change replaces. */
  readonly nameProperty?: string
  /** Top-level properties that reach a call. The plan refuses all others. */
  readonly takes: readonly string[]
  /** Published members of those, and other properties, that the API or fnx cannot take. */
  readonly omits?: Reasons
  /** Top-level properties that are read back, so that a change outside fnx is seen. */
  readonly reads: readonly string[]
  /** What stays in the cloud when it leaves the template, because nothing resets it. */
  readonly stays?: Reasons
  /** Properties that cannot change in place, where the cloud publishes no table of them. */
  readonly replaceOn: readonly string[]
  /** What cannot change in place, though the table of the cloud says that it can. */
  readonly replaces?: Reasons
  /** What changes in place, though the table of the cloud says that it replaces. */
  readonly updates?: Reasons
}

/** All that fnx can do with the properties of a resource type: what it says, joined with what its cloud publishes. */
export interface Abilities {
  /** The published shape of the properties; what is not taken is in it as `untaken`. */
  readonly takes: Shape
  /** Paths whose change replaces. */
  readonly replaceOn: readonly string[]
  readonly reads: readonly string[]
  readonly stays: Reasons
}
