import { holdsReference, withReferences } from '../model/dynamic-reference.ts'
import type { Finding } from '../model/template.ts'
import { callOf, isList, isRecord, isSecret, own, type Path, put, type Value } from '../model/value.ts'
import { intrinsics, ruleIntrinsics } from './intrinsics/index.ts'
import type { Evaluation, Intrinsic } from './intrinsics/intrinsic.ts'
import type { Scope } from './scope.ts'

/** What a run may know and use; nothing is known of resources and secrets stay calls unless it says otherwise. */
export interface EvaluationOptions extends Partial<Pick<Evaluation, 'known' | 'secrets'>> {
  readonly report?: (finding: Finding) => void
  readonly path?: Path
  /** The functions that `Rules` alone may use are reduced too. */
  readonly rules?: boolean
}

/** Begins a run of the evaluator. */
export function evaluation(scope: Scope, options: EvaluationOptions = {}): Evaluation {
  const path = [...(options.path ?? [])]
  const table = options.rules === true ? { ...intrinsics, ...ruleIntrinsics } : intrinsics
  const run: Evaluation = {
    scope,
    known: options.known ?? (() => undefined),
    secrets: options.secrets ?? 'kept',
    tainted: false,
    path,
    report: (code, message, hint) =>
      options.report?.({ code, path: [...path], message, ...(hint === undefined ? {} : { hint }) }),
    reduce: value => reduce(value, { run, table }),
  }
  return run
}

/**
 * Reduces the calls in a value as far as what they name is known; the rest stay calls with their arguments reduced.
 * Entries and items that are `NoValue` are left out; a value that is itself `NoValue` gives nothing.
 * Where secrets are put in, dynamic references are too, once all calls are done: as the cloud has it.
 */
export function evaluate(value: Value, run: Evaluation): Value | undefined {
  const result = run.reduce(value)
  return result === undefined || run.secrets === 'kept' ? result : filled(result, run)
}

interface Reduction {
  readonly run: Evaluation
  readonly table: Readonly<Record<string, Intrinsic>>
}

function reduce(value: Value, reduction: Reduction): Value | undefined {
  if (isList(value)) return reduceList(value, reduction)
  if (!isRecord(value) || isSecret(value)) return value
  const call = callOf(value)
  if (call === undefined) return reduceMap(value, reduction)
  const { run, table } = reduction
  const { name, argument } = call
  const intrinsic = own(table, name)
  run.path.push(name)
  const result = intrinsic === undefined ? { [name]: run.reduce(argument) ?? null } : intrinsic(argument, run)
  run.path.pop()
  return result
}

function reduceList(items: readonly Value[], reduction: Reduction): Value {
  const reduced: Value[] = []
  for (let index = 0; index < items.length; index++) {
    const result = reduceStep(index, items[index] ?? null, reduction)
    if (result !== undefined) reduced.push(result)
  }
  return reduced
}

function reduceMap(map: { readonly [key: string]: Value }, reduction: Reduction): Value {
  const reduced: Record<string, Value> = {}
  for (const key of Object.keys(map)) {
    const result = reduceStep(key, map[key] ?? null, reduction)
    if (result !== undefined) put(reduced, key, result)
  }
  return reduced
}

function reduceStep(step: string | number, value: Value, reduction: Reduction): Value | undefined {
  // Most values are plain: no step of the way is kept for them.
  if (typeof value !== 'object' || value === null) return value
  const { path } = reduction.run
  path.push(step)
  const result = reduce(value, reduction)
  path.pop()
  return result
}

/** Puts in what dynamic references stand for; a text stays as it is while one of its own has no answer. */
function filled(value: Value, run: Evaluation): Value {
  if (typeof value === 'string') return holdsReference(value) ? filledText(value, run) : value
  if (isList(value)) return value.map(item => filled(item, run))
  if (!isRecord(value) || isSecret(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, run)]))
}

function filledText(text: string, run: Evaluation): string {
  const result = withReferences(text, run.scope.lookupResults.references)
  if (result === undefined) return text
  run.tainted = true
  return result
}
