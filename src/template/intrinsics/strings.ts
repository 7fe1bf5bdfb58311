import { isList, isRecord, type Properties, text, type Value } from '../../model/value.ts'
import { type Evaluation, type Intrinsic, malformed } from './intrinsic.ts'

/** `Fn::Sub`: a text with the values of the names in its `${…}`; what is unknown keeps its `${…}`. */
export const sub: Intrinsic = (argument, evaluation) => {
  const [template, variables = {}] = isList(argument) ? argument : [argument]
  if (typeof template !== 'string' || !isRecord(variables))
    return malformed('Fn::Sub', argument, 'a text, or a list of a text and a map', evaluation)
  const kept: Record<string, Value> = {}
  let whole = true
  const filled = template.replace(hole, (written, name: string) => {
    const value = name.startsWith('!') ? undefined : holeValue(name.trim(), variables, evaluation)
    if (name.startsWith('!')) return written
    const known = joined(value)
    if (known !== undefined) return known.replaceAll('${', '${!')
    whole = false
    if (Object.hasOwn(variables, name.trim()) && value !== undefined) kept[name.trim()] = value
    return written
  })
  if (whole) return filled.replaceAll('${!', '${')
  return { 'Fn::Sub': Object.keys(kept).length === 0 ? filled : [filled, kept] }
}

/** No `$` stands in a name, so that a text of many openings is read in one go. */
const hole = /\$\{([^}$]*)\}/g

function holeValue(name: string, variables: Properties, evaluation: Evaluation): Value | undefined {
  if (Object.hasOwn(variables, name)) return evaluation.reduce(variables[name] ?? null)
  const dot = name.indexOf('.')
  if (dot < 0) return evaluation.reduce({ Ref: name })
  return evaluation.reduce({ 'Fn::GetAtt': [name.slice(0, dot), name.slice(dot + 1)] })
}

/** Gives the text of a known value; a list is joined by commas as the clouds do. */
function joined(value: Value | undefined): string | undefined {
  if (value === undefined) return ''
  if (!isList(value)) return text(value)
  const parts = value.map(text)
  return parts.includes(undefined) ? undefined : parts.join(',')
}

/** `Fn::Join`: the items of a list with a text between them. */
export const join: Intrinsic = (argument, evaluation) => {
  const [delimiter, items] = isList(argument) ? argument : []
  if (typeof delimiter !== 'string' || items === undefined)
    return malformed('Fn::Join', argument, 'a text and a list', evaluation)
  const values = evaluation.reduce(items) ?? []
  if (!isList(values)) {
    if (text(values) !== undefined) return malformed('Fn::Join', argument, 'a text and a list', evaluation)
    return { 'Fn::Join': [delimiter, values] }
  }
  const parts = values.flatMap(value => (isList(value) ? value : [value])).map(text)
  return parts.includes(undefined) ? { 'Fn::Join': [delimiter, values] } : parts.join(delimiter)
}

/** `Fn::Split`: the parts of a text between the places where another stands. */
export const split: Intrinsic = (argument, evaluation) => {
  const [delimiter, source] = isList(argument) ? argument : []
  if (typeof delimiter !== 'string' || source === undefined)
    return malformed('Fn::Split', argument, 'a delimiter and a text', evaluation)
  const value = evaluation.reduce(source) ?? ''
  const known = text(value)
  return known === undefined ? { 'Fn::Split': [delimiter, value] } : known.split(delimiter)
}

/** `Fn::Base64`: a text in base 64. */
export const base64: Intrinsic = (argument, { reduce }) => {
  const value = reduce(argument) ?? ''
  const known = text(value)
  return known === undefined ? { 'Fn::Base64': value } : Buffer.from(known).toString('base64')
}
