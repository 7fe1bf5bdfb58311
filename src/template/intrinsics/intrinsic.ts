import type { Known } from '../../model/resolver.ts'
import { callOf, type Value } from '../../model/value.ts'
import type { Scope } from '../scope.ts'

/** One run of the evaluator: what is known, and what it meets. */
export interface Evaluation {
  readonly scope: Scope
  /** Attributes of resources that exist. */
  readonly known: Known
  /** Whether secret parameters are put in or stay calls. */
  readonly secrets: 'clear' | 'kept'
  /** A secret was put in. */
  tainted: boolean
  /** The way to the call that is being reduced, in the document that is evaluated. */
  readonly path: (string | number)[]
  /** Takes what is wrong with the call at the path. */
  report(code: string, message: string, hint?: string): void
  /** Reduces the calls in a value; gives nothing for `NoValue`. */
  reduce(value: Value): Value | undefined
}

/** Reduces one call by its argument as written; gives a call again where something is unknown, nothing for `NoValue`. */
export type Intrinsic = (argument: Value, evaluation: Evaluation) => Value | undefined

/** Reports an argument of the wrong shape and gives the call as it is. */
export function malformed(name: string, argument: Value, wanted: string, { report }: Evaluation): Value {
  // What a macro makes of its call is known to the cloud alone.
  if (callOf(argument)?.name !== 'Fn::Transform') report('E3006', `${name} takes ${wanted}.`)
  return { [name]: argument }
}
