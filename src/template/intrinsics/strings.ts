import {
  holdsCall,
  isList,
  isRecord,
  isSecret,
  list,
  type Properties,
  text,
  type Value,
} from '../../model/value.ts'
import {
  type Evaluation,
  type Intrinsic,
  isStructure,
  malformed,
  malformedAt,
  mayVanish,
  reduceAt,
} from './intrinsic.ts'

/** `Fn::Sub`: a text with the values of the names in its `${…}`; what is unknown keeps its `${…}`. */
export const sub: Intrinsic = (argument, evaluation) => {
  const [template, variables = {}] = isList(argument) ? argument : [argument]
  if (typeof template !== 'string' || !isRecord(variables) || list(argument).length > 2)
    return malformed('Fn::Sub', argument, 'a text, or a list of a text and a map', evaluation)
  const kept: Record<string, Value> = {}
  let whole = true
  const filled = template.replace(hole, (written, name: string) => {
    if (name.startsWith('!')) return written
    const value = holeValue(name.trim(), variables, evaluation)
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
  if (Object.hasOwn(variables, name)) return variable(name, variables[name] ?? null, evaluation)
  const dot = name.indexOf('.')
  if (name === '' || dot === 0) return { Ref: name }
  if (dot < 0) return evaluation.reduce({ Ref: name })
  return evaluation.reduce({ 'Fn::GetAtt': [name.slice(0, dot), name.slice(dot + 1)] })
}

function variable(name: string, value: Value, evaluation: Evaluation): Value | undefined {
  const { path } = evaluation
  path.push(1, name)
  const reduced = evaluation.reduce(value)
  path.length -= 2
  return reduced
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
  const wanted = 'a text and a list of texts'
  const wrong = () => malformed('Fn::Join', argument, wanted, evaluation)
  const wrongItems = () => malformedAt(1, 'Fn::Join', argument, { wanted, evaluation })
  if (typeof delimiter !== 'string' || items === undefined) return wrong()
  const values = reduceAt(1, items, evaluation) ?? []
  if (!isList(values) && !holdsCall(values)) return wrongItems()
  if (list(argument).length !== 2) return wrong()
  if (!isList(values)) return { 'Fn::Join': [delimiter, values] }
  const parts = values.flatMap(value => (isList(value) ? value : [value]))
  if (parts.some(part => part === null || (isStructure(part) && !isSecret(part)))) return wrongItems()
  const texts = parts.map(text)
  return texts.includes(undefined) ? { 'Fn::Join': [delimiter, values] } : texts.join(delimiter)
}

/** `Fn::Split`: the parts of a text between the places where another stands. */
export const split: Intrinsic = (argument, evaluation) => {
  const [delimiter, source] = isList(argument) ? argument : []
  const wrong = () => malformed('Fn::Split', argument, 'a delimiter and a text', evaluation)
  if (typeof delimiter !== 'string' || source === undefined || list(argument).length !== 2) return wrong()
  const value = reduceAt(1, source, evaluation) ?? ''
  const known = text(value)
  if (known !== undefined) return known.split(delimiter)
  return holdsCall(value) ? { 'Fn::Split': [delimiter, value] } : wrong()
}

/** `Fn::Base64`: a text in base 64. */
export const base64: Intrinsic = (argument, evaluation) => {
  const value = evaluation.reduce(argument) ?? ''
  const known = text(value)
  if (known !== undefined) return Buffer.from(known).toString('base64')
  return holdsCall(value) ? { 'Fn::Base64': value } : malformed('Fn::Base64', argument, 'a text', evaluation)
}

/** `Fn::Length`: how many items a list has. */
export const length: Intrinsic = (argument, evaluation) => {
  const value = evaluation.reduce(argument) ?? null
  if (text(value) !== undefined) return malformed('Fn::Length', argument, 'a list', evaluation)
  if (!isList(value) || value.some(mayVanish)) return { 'Fn::Length': value }
  return value.length
}

/** `Fn::ToJsonString`: a map or list as JSON text, keys in the order of the template. */
export const toJsonString: Intrinsic = (argument, evaluation) => {
  const value = evaluation.reduce(argument) ?? null
  if (holdsCall(value)) return { 'Fn::ToJsonString': value }
  if (isList(value) || isRecord(value)) return JSON.stringify(value)
  return malformed('Fn::ToJsonString', argument, 'a map or a list', evaluation)
}
