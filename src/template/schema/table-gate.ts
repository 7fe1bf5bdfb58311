import { isList, isRecord, list, own, type Properties, record, type Value } from '../../model/value.ts'
import type { Gate } from './gate.ts'
import { isMacro, isNoValue, isOfKind, isOneOf, outcomes } from './leniency.ts'
import { limits } from './limits.ts'

/**
 * Gives what tells whether a value meets one of the schemas that the build makes of what clouds publish: these need few
 * keywords. A refusal is explained by what reads the schema itself.
 */
export function tableGate(document: Properties, name: string): Gate {
  const definitions = record(document.definitions)
  return value => meets(value, definitions[name] ?? true, definitions)
}

function meets(value: Value, rules: Value, definitions: Properties): boolean {
  if (!isRecord(rules)) return rules === true
  return outcomes(value).every(outcome => isOpen(outcome) || meetsRules(outcome, rules, definitions))
}

/** The cloud puts another value in the place of a dynamic reference. */
function isOpen(value: Value): boolean {
  return typeof value === 'string' && value.includes('{{resolve:')
}

function meetsRules(value: Value, rules: Properties, definitions: Properties): boolean {
  const { $ref, anyOf, type, items } = rules
  if (typeof $ref === 'string') return meets(value, definitions[$ref.slice(prefix)] ?? true, definitions)
  if (anyOf !== undefined) return list(anyOf).some(form => meets(value, form, definitions))
  if (type !== undefined && ![type].flat().some(kind => isOfKind(String(kind), value))) return false
  if (rules.enum !== undefined && !isOneOf(list(rules.enum), value)) return false
  if (!meetsLimits(value, rules)) return false
  if (isList(value)) return items === undefined || value.every(item => meets(item, items, definitions))
  return !isRecord(value) || (hasRequired(value, rules) && meetsEntries(value, rules, definitions))
}

const prefix = '#/definitions/'.length

/** Looks at the keywords that bound a value; most schemas have none. */
function meetsLimits(value: Value, rules: Properties): boolean {
  for (const name in rules) {
    const holds = own(limits, name)
    if (holds !== undefined && !holds(value, rules[name] ?? null)) return false
  }
  return true
}

function hasRequired(value: Properties, { required }: Properties): boolean {
  return list(required).every(name => Object.hasOwn(value, String(name)) && !isNoValue(value[String(name)]))
}

function meetsEntries(value: Properties, rules: Properties, definitions: Properties): boolean {
  const known = record(rules.properties)
  const others = rules.additionalProperties ?? true
  for (const key in value) {
    const own = Object.hasOwn(known, key) ? (known[key] ?? true) : undefined
    if (own === undefined && isMacro(key)) continue
    if (record(own).readOnly === true || !meets(value[key] ?? null, own ?? others, definitions)) return false
    // A call passes for any value, but not where there is no property.
    if (own === undefined && others === false) return false
  }
  return true
}
