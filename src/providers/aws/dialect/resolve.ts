import { callOf, isList, isRecord, member, type Properties, type Value } from '../../../model/value.ts'
import { refuseTemplate } from './refusal.ts'

/**
 * Puts the values of parameters where a value refers to them, in `Ref` and in the texts of `Fn::Sub`.
 * Everything else stays as written.
 */
export function resolved(value: Value, parameters: Properties): Value {
  const call = callOf(value)
  if (call?.name === 'Ref' && typeof call.argument === 'string')
    return parameterOf(parameters, call.argument) ?? value
  if (call?.name === 'Fn::Sub') return resolvedSub(call.argument, parameters)
  if (isList(value)) return value.map(item => resolved(item, parameters))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, parameters)]))
}

/** Gives what a mapping holds where the keys of an `Fn::FindInMap` are known. */
export function mapped(value: Value, mappings: Properties): Value {
  const call = callOf(value)
  if (call?.name !== 'Fn::FindInMap') return value
  if (!isList(call.argument) || call.argument.length !== 3)
    return refuseTemplate('Fn::FindInMap takes a list of three values.')
  const [map, top, second] = call.argument
  if (typeof map !== 'string' || typeof top !== 'string' || typeof second !== 'string') return value
  const outer = member(mappings, map)
  if (outer === undefined) return value
  if (!isRecord(outer)) return refuseTemplate(`The mapping ${map} has not two levels.`, ['Mappings', map])
  const inner = member(outer, top)
  if (inner === undefined) return value
  if (!isRecord(inner)) return refuseTemplate(`The mapping ${map} has not two levels.`, ['Mappings', map])
  return member(inner, second) ?? value
}

function parameterOf(parameters: Properties, name: string): Value | undefined {
  const value = member(parameters, name)
  // CloudFormation hands the transform such marks for values that only it can know
  return typeof value === 'string' && value.startsWith('{{IntrinsicFunction:') ? undefined : value
}

function resolvedSub(argument: Value, parameters: Properties): Value {
  if (typeof argument === 'string') return { 'Fn::Sub': resolvedText(argument, parameters) }
  if (!isList(argument)) return { 'Fn::Sub': resolved(argument, parameters) }
  const [text, ...rest] = argument
  const head = typeof text === 'string' ? resolvedText(text, parameters) : resolved(text ?? null, parameters)
  return { 'Fn::Sub': argument.length === 0 ? [] : [head, ...rest.map(item => resolved(item, parameters))] }
}

function resolvedText(text: string, parameters: Properties): string {
  return text.replace(/\$\{([A-Za-z0-9.]+|AWS::[A-Z][A-Za-z]*)\}/g, (hole, name: string) => {
    const value = parameterOf(parameters, name)
    if (value === undefined) return hole
    if (typeof value !== 'string')
      return refuseTemplate(`Fn::Sub takes texts only, and the parameter ${name} is not a text.`)
    return value
  })
}
