import { sort } from '../model/graph.ts'
import type { Finding } from '../model/template.ts'
import { isList, isRecord, type Properties, type Value } from '../model/value.ts'
import { evaluation } from './evaluate.ts'
import { truth } from './intrinsics/conditions.ts'
import type { Scope } from './scope.ts'

/** Decides the conditions of a template, each after those that it names; what depends on an unknown value is left out. */
export function decideConditions(
  definitions: Properties,
  scope: Omit<Scope, 'conditions'>,
  report: (finding: Finding) => void,
): Readonly<Record<string, boolean>> {
  const edges = Object.fromEntries(
    Object.entries(definitions).map(([name, definition]) => [name, conditionsIn(definition)]),
  )
  const { order, cycle } = sort(edges)
  const [first] = cycle
  if (first !== undefined)
    report({
      code: 'E3013',
      path: ['Conditions', first],
      part: 'key',
      message: `Conditions depend on each other in a circle: ${[...cycle, first].join(' → ')}.`,
      hint: 'Write one of them without the others.',
    })
  // Without a prototype: no condition is called `constructor` unless the template has it.
  const conditions: Record<string, boolean> = Object.create(null)
  for (const name of order) {
    // Only whether the condition holds leaves this place, so that secret parameters may be looked at.
    const run = evaluation({ ...scope, conditions }, { secrets: 'clear' })
    const holds = truth(definitions[name] ?? null, run)
    if (holds !== undefined) conditions[name] = holds
  }
  return conditions
}

/** Lists the names in `{ Condition: name }` at any depth. */
export function conditionsIn(value: Value): readonly string[] {
  if (isList(value)) return value.flatMap(conditionsIn)
  if (!isRecord(value)) return []
  const keys = Object.keys(value)
  if (keys.length === 1 && typeof value.Condition === 'string') return [value.Condition]
  return keys.flatMap(key => conditionsIn(value[key] ?? null))
}
