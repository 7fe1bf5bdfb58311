import type { Known } from '../../model/resolver.ts'
import {
  at,
  callOf,
  isList,
  isRecord,
  list,
  member,
  type Properties,
  text,
  type Value,
} from '../../model/value.ts'

/**
 * Puts names in the place of calls that only a deploy can answer, so that a run which deploys nothing has texts; secrets
 * are left out. What nothing stands for becomes an empty text, which is what an unset variable gives.
 */
export function placeholders(value: Value, known: Known): Value {
  const call = callOf(value)
  if (call !== undefined) return callText(call.name, call.argument, known)
  if (isList(value)) return value.map(item => placeholders(item, known))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, placeholders(item, known)]))
}

function callText(name: string, argument: Value, known: Known): string {
  switch (name) {
    case 'Ref':
      return nameOf(String(argument), known)
    case 'Fn::GetAtt':
      return nameOf((isList(argument) ? argument : [argument]).map(String).join('.'), known)
    case 'Fn::Join': {
      const [separator, parts] = list(argument)
      return list(parts)
        .map(part => text(placeholders(part, known)) ?? '')
        .join(text(separator) ?? '')
    }
    case 'Fn::Sub':
      return filled(argument, known)
    default:
      return ''
  }
}

/** Gives what is known of a resource or of its attribute, and its own name for what is not. */
function nameOf(name: string, known: Known): string {
  const [logicalId = '', ...attribute] = name.split('.')
  const found = known(logicalId)
  const path = attribute.length === 0 ? ['Ref'] : attribute
  return text(found && (member(found, path.join('.')) ?? at(found, path))) ?? name
}

function filled(argument: Value, known: Known): string {
  const [template = null, variables] = isList(argument) ? argument : [argument]
  const own: Properties = isRecord(variables) ? variables : {}
  const whole = String(template).replaceAll(/\$\{([^!}]+)\}/g, (_all, hole: string) => {
    const value = member(own, hole)
    return value === undefined ? nameOf(hole, known) : (text(placeholders(value, known)) ?? '')
  })
  return whole.replaceAll('${!', '${')
}
