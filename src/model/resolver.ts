import type { Properties, Value } from './value.ts'

/** Gives the attributes of a resource that exists, `Ref` among them, or nothing while they are unknown. */
export type Known = (logicalId: string) => Properties | undefined

/** Reduces the calls that a stack still holds; one evaluator for planning, applying and the local cloud. */
export interface Resolver {
  /** What cannot be known yet stays a call; what holds a secret becomes `Fnx::Secret`. For plan, state and journal. */
  redacted(value: Value, known: Known): Value
  /** The same with secrets in clear, for the call itself and never for disk or terminal. */
  clear(value: Value, known: Known): Value
}
