import type { Finding } from '../model/template.ts'
import { callOf, isList, isRecord, isSecret, type Path, type Value } from '../model/value.ts'
import { intrinsics } from './intrinsics/index.ts'
import type { Evaluation } from './intrinsics/intrinsic.ts'
import type { Scope } from './scope.ts'

/** Begins a run of the evaluator: nothing is known of resources and secrets stay calls unless the options say otherwise. */
export function evaluation(
  scope: Scope,
  options: Partial<Pick<Evaluation, 'known' | 'secrets'>> & {
    readonly report?: (finding: Finding) => void
    readonly path?: Path
  } = {},
): Evaluation {
  const path = [...(options.path ?? [])]
  const run: Evaluation = {
    scope,
    known: options.known ?? (() => undefined),
    secrets: options.secrets ?? 'kept',
    tainted: false,
    path,
    report: (code, message, hint) =>
      options.report?.({ code, path: [...path], message, ...(hint === undefined ? {} : { hint }) }),
    reduce: value => evaluate(value, run),
  }
  return run
}

/**
 * Reduces the calls in a value as far as what they name is known; the rest stay calls with their arguments reduced.
 * Entries and items that are `NoValue` are left out; a value that is itself `NoValue` gives nothing.
 */
export function evaluate(value: Value, run: Evaluation): Value | undefined {
  if (isList(value)) return evaluateList(value, run)
  if (!isRecord(value) || isSecret(value)) return value
  const call = callOf(value)
  if (call === undefined) return evaluateMap(value, run)
  const { name, argument } = call
  const intrinsic = intrinsics[name]
  run.path.push(name)
  const result = intrinsic === undefined ? { [name]: run.reduce(argument) ?? null } : intrinsic(argument, run)
  run.path.pop()
  return result
}

function evaluateList(items: readonly Value[], run: Evaluation): Value {
  const reduced: Value[] = []
  for (let index = 0; index < items.length; index++) {
    const result = evaluateAt(index, items[index] ?? null, run)
    if (result !== undefined) reduced.push(result)
  }
  return reduced
}

function evaluateMap(map: { readonly [key: string]: Value }, run: Evaluation): Value {
  const reduced: Record<string, Value> = {}
  for (const key of Object.keys(map)) {
    const result = evaluateAt(key, map[key] ?? null, run)
    if (result !== undefined) reduced[key] = result
  }
  return reduced
}

function evaluateAt(step: string | number, value: Value, run: Evaluation): Value | undefined {
  // Most values are plain: no step of the way is kept for them.
  if (typeof value !== 'object' || value === null) return value
  run.path.push(step)
  const result = evaluate(value, run)
  run.path.pop()
  return result
}
