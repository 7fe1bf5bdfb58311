import { hints } from '../../model/similar.ts'
import { isList, isRecord, type Path, type Properties, record, text, type Value } from '../../model/value.ts'
import { hasMacro } from '../source-path.ts'
import type { SharedRule } from './rule.ts'

export const unknownCondition: SharedRule = {
  code: 'E3005',
  title: 'Condition that does not exist',
  why: 'Whether something is made or chosen hangs on a condition, and none has this name.',
  *check({ template, resources }) {
    const { document } = template
    if (hasMacro(document.Conditions)) return
    const known = new Set(Object.keys(record(document.Conditions)))
    const hint = hints(known)
    for (const [path, name] of conditionUses(document, resources))
      if (!known.has(name))
        yield { path, message: `"${name}" is not a condition of this template.`, ...hint(name) }
  },
}

/** A condition by name, and where it is named. */
export type Use = readonly [Path, string]

/** Finds where a template names conditions. */
export function* conditionUses(
  document: Properties,
  resources: readonly { readonly path: Path; readonly body: Properties }[],
): Iterable<Use> {
  for (const { path, body } of resources) yield* conditionOf(body, path)
  for (const [name, output] of Object.entries(record(document.Outputs)))
    if (isRecord(output)) yield* conditionOf(output, ['Outputs', name])
  yield* named(document.Conditions ?? null, ['Conditions'])
  const found: Use[] = []
  for (const section of ['Resources', 'Outputs', 'Globals'])
    collectChoices(document[section] ?? null, [section], found)
  yield* found
}

function* conditionOf({ Condition }: Properties, path: Path): Iterable<Use> {
  const name = text(Condition)
  if (name !== undefined) yield [[...path, 'Condition'], name]
}

/** Finds `{ Condition: name }` within the definitions of conditions. */
function* named(value: Value, path: Path): Iterable<Use> {
  if (isList(value)) for (const [index, item] of value.entries()) yield* named(item, [...path, index])
  if (!isRecord(value)) return
  if (typeof value.Condition === 'string' && path.length > 2) yield [[...path, 'Condition'], value.Condition]
  for (const [key, item] of Object.entries(value))
    if (typeof item === 'object') yield* named(item, [...path, key])
}

/** Finds the conditions of `Fn::If`; the way is copied only where one is found. */
function collectChoices(value: Value, path: (string | number)[], found: Use[]): void {
  if (typeof value !== 'object' || value === null) return
  const choice = isRecord(value) ? value['Fn::If'] : undefined
  if (isList(choice) && typeof choice[0] === 'string') found.push([[...path, 'Fn::If', 0], choice[0]])
  const entries: Iterable<[string | number, Value]> = isList(value) ? value.entries() : Object.entries(value)
  for (const [step, item] of entries) {
    if (typeof item !== 'object') continue
    path.push(step)
    collectChoices(item, path, found)
    path.pop()
  }
}
