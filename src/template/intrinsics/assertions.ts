import { holdsCall, isList, list, text, type Value } from '../../model/value.ts'
import { type Evaluation, type Intrinsic, malformed, reduceAt } from './intrinsic.ts'

/** `Fn::Contains`: whether a list has a text. */
export const contains: Intrinsic = (argument, evaluation) =>
  compared('Fn::Contains', argument, evaluation, (items, [wanted]) => items.includes(wanted ?? ''))

/** `Fn::EachMemberEquals`: whether all texts of a list are one text. */
export const eachMemberEquals: Intrinsic = (argument, evaluation) =>
  compared('Fn::EachMemberEquals', argument, evaluation, (items, [wanted]) =>
    items.every(item => item === wanted),
  )

/** `Fn::EachMemberIn`: whether all texts of a list stand in another. */
export const eachMemberIn: Intrinsic = (argument, evaluation) =>
  compared('Fn::EachMemberIn', argument, evaluation, (items, wanted) =>
    items.every(item => wanted.includes(item)),
  )

type Test = (items: readonly string[], wanted: readonly string[]) => boolean

function compared(name: string, argument: Value, evaluation: Evaluation, test: Test): Value {
  if (list(argument).length !== 2)
    return malformed(name, argument, 'a list and what is asked of it', evaluation)
  const sides = list(argument).map((side, index) => reduceAt(index, side, evaluation) ?? null)
  if (sides.some(holdsCall)) return { [name]: sides }
  const [items = [], wanted = []] = sides.map(textsOf)
  return test(items, wanted)
}

function textsOf(side: Value): readonly string[] {
  return (isList(side) ? side : [side]).map(item => text(item) ?? '')
}

/** `Fn::RefAll`: the values of all parameters of a type; a call while one of them is not known. */
export const refAll: Intrinsic = (argument, evaluation) => {
  const { scope } = evaluation
  if (typeof argument !== 'string')
    return malformed('Fn::RefAll', argument, 'a type of parameters', evaluation)
  const names = Object.entries(scope.types ?? {}).flatMap(([name, type]) => (type === argument ? [name] : []))
  const values = names.map(name => evaluation.reduce({ Ref: name }) ?? null)
  return values.some(holdsCall) || scope.types === undefined ? { 'Fn::RefAll': argument } : values
}

/** `Fn::ValueOf`: what the cloud says of the thing that a parameter names; known to the cloud alone. */
export const attributeOf: Intrinsic = argument => ({ 'Fn::ValueOf': argument })

/** `Fn::ValueOfAll`: the same of all parameters of a type. */
export const attributesOf: Intrinsic = argument => ({ 'Fn::ValueOfAll': argument })
