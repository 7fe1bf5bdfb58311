import { callOf, isList, type Properties, type Value } from '../../model/value.ts'
import { isNoValue } from './leniency.ts'

/** Most conditions that are told apart; with more, each outcome is judged without regard to the others. */
const most = 4

/**
 * Gives what a map is as conditions hold or do not, one map for each way: properties that one condition chooses between
 * are never there together, though each of them may be. Gives nothing where no condition chooses.
 */
export function scenarios(map: Properties): readonly Properties[] | undefined {
  const conditions = new Set<string>()
  for (const key in map) collect(map[key], conditions)
  if (conditions.size === 0 || conditions.size > most) return undefined
  const names = [...conditions]
  return Array.from({ length: 2 ** names.length }, (_, bits) => {
    const holding = new Set(names.filter((_name, index) => (bits >> index) % 2 === 1))
    return chosen(map, holding)
  })
}

function collect(value: Value | undefined, conditions: Set<string>): void {
  const outcomes = ifOf(value)
  if (outcomes === undefined) return
  conditions.add(outcomes.condition)
  collect(outcomes.met, conditions)
  collect(outcomes.otherwise, conditions)
}

function chosen(map: Properties, holding: ReadonlySet<string>): Properties {
  const entries = Object.entries(map).flatMap(([key, value]): [string, Value][] => {
    const given = outcomeOf(value, holding)
    return given === undefined ? [] : [[key, given]]
  })
  return Object.fromEntries(entries)
}

/** Nothing comes out where the condition chooses that the property is not set. */
function outcomeOf(value: Value, holding: ReadonlySet<string>): Value | undefined {
  const outcomes = ifOf(value)
  if (outcomes !== undefined)
    return outcomeOf(holding.has(outcomes.condition) ? outcomes.met : outcomes.otherwise, holding)
  return isNoValue(value) ? undefined : value
}

function ifOf(
  value: Value | undefined,
): { readonly condition: string; readonly met: Value; readonly otherwise: Value } | undefined {
  const call = callOf(value)
  if (call?.name !== 'Fn::If' || !isList(call.argument) || call.argument.length !== 3) return undefined
  const [condition, met = null, otherwise = null] = call.argument
  return typeof condition === 'string' ? { condition, met, otherwise } : undefined
}
