import { didYouMean } from '../../model/similar.ts'
import { holdsCall, isList, isRecord, list, member, record, text, type Value } from '../../model/value.ts'
import { type Evaluation, type Intrinsic, malformed, malformedAt, mayVanish, reduceAt } from './intrinsic.ts'

/** `Fn::FindInMap`: an entry of `Mappings`. */
export const findInMap: Intrinsic = (argument, evaluation) => {
  const options = isList(argument) ? argument[3] : undefined
  const odd = options !== undefined && !(isRecord(options) && Object.hasOwn(options, 'DefaultValue'))
  if (!isList(argument) || argument.length < 3 || argument.length > 4 || odd)
    return malformed('Fn::FindInMap', argument, 'a mapping and two keys', evaluation)
  const fallback = isRecord(options) ? member(options, 'DefaultValue') : undefined
  const keys = argument.slice(0, 3).map((key, index) => reduceAt(index, key, evaluation) ?? null)
  if (keys.some(key => text(key) === undefined && !holdsCall(key)))
    return malformed('Fn::FindInMap', argument, 'a mapping and two keys', evaluation)
  const [map, first, second] = keys.map(text)
  if (map === undefined || first === undefined || second === undefined)
    return unfound(keys, fallback, evaluation)
  const found = member(record(member(record(member(evaluation.scope.mappings, map)), first)), second)
  if (found !== undefined) return found
  // What a macro brings into the mappings is not known here.
  if (hasMacro(evaluation.scope.mappings, [map, first])) return unfound(keys, fallback, evaluation)
  if (fallback !== undefined) return evaluation.reduce(fallback)
  missing(evaluation, [map, first, second])
  return unfound(keys, fallback, evaluation)
}

function unfound(keys: readonly Value[], fallback: Value | undefined, { reduce }: Evaluation): Value {
  if (fallback === undefined) return { 'Fn::FindInMap': keys }
  return { 'Fn::FindInMap': [...keys, { DefaultValue: reduce(fallback) ?? { Ref: 'AWS::NoValue' } }] }
}

function hasMacro(mappings: Value, [map = '', first = '']: readonly string[]): boolean {
  const levels = [
    mappings,
    member(record(mappings), map),
    member(record(member(record(mappings), map)), first),
  ]
  return levels.some(level => Object.keys(record(level)).some(key => key.startsWith('Fn::')))
}

function missing(
  { scope, report }: Evaluation,
  [map = '', first = '', second = '']: readonly string[],
): void {
  const mapping = member(scope.mappings, map)
  const level = record(member(record(mapping), first))
  const [name, known, owner] =
    mapping === undefined
      ? [map, Object.keys(scope.mappings), 'Mappings']
      : Object.keys(level).length === 0
        ? [first, Object.keys(record(mapping)), map]
        : [second, Object.keys(level), `${map}.${first}`]
  report('E3007', `${owner} has no entry "${name}".`, didYouMean(name, known).hint)
}

/** `Fn::Select`: the item of a list at an index that counts from 0. */
export const select: Intrinsic = (argument, evaluation) => {
  const [index, items] = isList(argument) ? argument : []
  const wanted = 'an index and a list'
  if (index === undefined || items === undefined) return malformed('Fn::Select', argument, wanted, evaluation)
  const place = reduceAt(0, index, evaluation) ?? null
  const values = reduceAt(1, items, evaluation) ?? []
  const whole = holdsCall(place) || /^-?\d+$/.test(text(place) ?? '')
  if (!whole || !(isList(values) || holdsCall(values))) {
    if (evaluation.scope.free === true) return { 'Fn::Select': [place, values] }
    return malformedAt(whole ? 1 : 0, 'Fn::Select', argument, { wanted, evaluation })
  }
  if (list(argument).length !== 2) return malformed('Fn::Select', argument, wanted, evaluation)
  const at = Number(text(place))
  if (holdsCall(place) || !isList(values) || values.slice(0, at + 1).some(mayVanish))
    return { 'Fn::Select': [place, values] }
  const found = values[at]
  if (found !== undefined) return found
  if (!values.some(mayVanish))
    evaluation.report('E3007', `A list of ${values.length} has no item ${text(place)}; indexes count from 0.`)
  return { 'Fn::Select': [place, values] }
}
