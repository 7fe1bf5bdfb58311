import {
  callOf,
  holes,
  isList,
  isRecord,
  isSecret,
  list,
  type Properties,
  put,
  record,
  type Value,
} from '../model/value.ts'
import { splitAttribute } from './yaml/tags.ts'

/** What names become. What gives nothing for a name leaves it as it is. */
export interface Rewriting {
  /** Of `Ref`. */
  ref(name: string): Value | undefined
  /** Of `Fn::GetAtt`; the attribute may have dots. */
  attribute(logicalId: string, attribute: string): Value | undefined
  /** Of the first argument of `Fn::FindInMap`. */
  mapping?(name: string): string | undefined
}

/** Gives a value with other names in its calls, at any depth. */
export function rewritten(value: Value, by: Rewriting): Value {
  if (isList(value)) return value.map(item => rewritten(item, by))
  if (!isRecord(value) || isSecret(value)) return value
  const call = callOf(value)
  if (call === undefined) return mapped(value, by)
  const { name, argument } = call
  if (name === 'Ref' && typeof argument === 'string') return by.ref(argument) ?? value
  if (name === 'Fn::GetAtt') return attributeOf(argument, by) ?? { [name]: rewritten(argument, by) }
  if (name === 'Fn::Sub') return { [name]: subOf(argument, by) }
  if (name === 'Fn::FindInMap' && isList(argument) && typeof argument[0] === 'string') {
    const [map, ...keys] = argument
    return { [name]: [by.mapping?.(map as string) ?? map ?? null, ...keys.map(key => rewritten(key, by))] }
  }
  return { [name]: rewritten(argument, by) }
}

function mapped(map: Properties, by: Rewriting): Properties {
  const made: Record<string, Value> = {}
  for (const [key, item] of Object.entries(map)) put(made, key, rewritten(item, by))
  return made
}

function attributeOf(argument: Value, by: Rewriting): Value | undefined {
  const parts = splitAttribute(argument)
  const [logicalId, ...rest] = isList(parts) ? parts : []
  const isPlain = typeof logicalId === 'string' && rest.every(part => typeof part === 'string')
  return isPlain ? by.attribute(logicalId, rest.join('.')) : undefined
}

/** What a `${…}` becomes is a variable of that name, so that the text stays as it is. */
function subOf(argument: Value, by: Rewriting): Value {
  const [text, variables = {}] = isList(argument) ? argument : [argument]
  if (typeof text !== 'string') return rewritten(argument, by)
  const made: Record<string, Value> = { ...record(rewritten(variables, by)) }
  for (const hole of holes(text)) {
    if (Object.hasOwn(made, hole)) continue
    const dot = hole.indexOf('.')
    const value = dot < 0 ? by.ref(hole) : by.attribute(hole.slice(0, dot), hole.slice(dot + 1))
    if (value !== undefined) put(made, hole, value)
  }
  return Object.keys(made).length === 0 && !isList(argument) ? text : [text, made, ...list(argument).slice(2)]
}
