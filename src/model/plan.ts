import type { Stack } from './stack.ts'
import type { StepCall } from './state.ts'
import type { Properties, Value } from './value.ts'

export type Action = 'create' | 'update' | 'replace' | 'delete' | 'forget' | 'keep'

/** A property that differs, for people; a secret shows as `(secret)`, an unknown as a call. */
export interface PropertyChange {
  /** `Environment.Variables.TABLE`. */
  readonly path: string
  readonly before?: Value
  readonly after?: Value
  /** The property cannot change in place. */
  readonly replaces: boolean
  /** It was changed outside fnx since the last deploy. */
  readonly drift: boolean
}

/** What differs, one per resource. */
export interface Change {
  readonly logicalId: string
  readonly type: string
  readonly action: Action
  readonly physicalId?: string
  readonly properties: readonly PropertyChange[]
  /** Why, where no property says it: `was deleted outside fnx`, `an earlier run did not finish`. */
  readonly reason?: string
  /** The replaced instance that takes its place again, for it fits the template better than what replaced it. */
  readonly restores?: string
}

/**
 * When a step is made: what takes nothing away; then what frees a name and what waits for that; and at the end the other
 * deletes. None begins before all of the one before has gone well, so that a run that fails has deleted next to nothing.
 */
export type Phase = 'make' | 'swap' | 'clean'

/** The phases in their order. */
export const phases: readonly Phase[] = ['make', 'swap', 'clean']

/** One call to a provider; a replacement is two. */
export interface Step {
  readonly id: string
  readonly call: StepCall
  readonly logicalId: string
  /** The instance that a delete removes; creates draw a new one. */
  readonly instance?: string
  readonly phase: Phase
  /** The resource exists already and the new one replaces it. */
  readonly replaces: boolean
  /** It is replaced only if a property turns out to differ that is known no sooner than at this step. */
  readonly unsure?: boolean
  /** A delete that only takes the resource out of the state, for its deletion policy keeps it in the cloud. */
  readonly forget?: boolean
  /** Properties of an update that were changed outside fnx, as they live. */
  readonly drift?: Properties
  /** Ids of the steps that come first. */
  readonly after: readonly string[]
}

/** The decision: what will be done, made from one state and one stack. */
export interface Plan {
  readonly stack: Stack
  readonly serial: number
  readonly changes: readonly Change[]
  readonly steps: readonly Step[]
}
