import type { Known } from '../../model/resolver.ts'
import { callOf, isList, isRecord, list, type Value } from '../../model/value.ts'
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
  if (!holdsMacro(argument)) report('E3006', `${name} takes ${wanted}.`)
  return { [name]: argument }
}

/** Does the same where one item or entry of the argument is what is wrong. */
export function malformedAt(
  step: number | string,
  name: string,
  argument: Value,
  { wanted, evaluation }: { readonly wanted: string; readonly evaluation: Evaluation },
): Value {
  evaluation.path.push(step)
  const call = malformed(name, argument, wanted, evaluation)
  evaluation.path.pop()
  return call
}

/** A macro in place of the argument or of one of its items may make any shape of it. */
function holdsMacro(argument: Value): boolean {
  const isMacro = (value: Value) => callOf(value)?.name === 'Fn::Transform'
  return isMacro(argument) || list(argument).some(isMacro)
}

/** Reduces the item of an argument at an index, with the way to it. */
export function reduceAt(index: number, value: Value, { path, reduce }: Evaluation): Value | undefined {
  path.push(index)
  const result = reduce(value)
  path.pop()
  return result
}

/** Tells whether a value may turn out to be `NoValue`, so that the items behind it would move up. */
export function mayVanish(value: Value): boolean {
  const call = callOf(value)
  if (call === undefined) return false
  if (call.name === 'Fn::Transform') return true
  if (call.name === 'Ref') return typeof call.argument === 'string' && call.argument.endsWith('::NoValue')
  return call.name === 'Fn::If' && isList(call.argument) && call.argument.slice(1).some(mayVanish)
}

/** Tells whether a value is a literal that no call can make a text of: a list or a map. */
export function isStructure(value: Value): boolean {
  return isList(value) || (isRecord(value) && callOf(value) === undefined)
}
