import {
  canonical,
  holdsCall,
  isList,
  isRecord,
  list,
  member,
  own,
  text,
  type Value,
} from '../../model/value.ts'
import { type Evaluation, type Intrinsic, malformed, reduceAt } from './intrinsic.ts'

/** `Fn::If`: one of two values; both stay while the condition is unknown. */
export const choose: Intrinsic = (argument, evaluation) => {
  const [condition, yes, no] = isList(argument) ? argument : []
  if (typeof condition !== 'string' || yes === undefined || no === undefined || list(argument).length !== 3)
    return malformed('Fn::If', argument, 'a condition and two values', evaluation)
  const holds = own(evaluation.scope.conditions, condition)
  if (holds === undefined)
    return { 'Fn::If': [condition, outcome(1, yes, evaluation), outcome(2, no, evaluation)] }
  return holds ? reduceAt(1, yes, evaluation) : reduceAt(2, no, evaluation)
}

function outcome(index: number, value: Value, evaluation: Evaluation): Value {
  return reduceAt(index, value, evaluation) ?? { Ref: 'AWS::NoValue' }
}

/** `Fn::Equals`: whether two values are written alike. */
export const equals: Intrinsic = (argument, evaluation) => {
  const [left, right] = isList(argument) ? argument : []
  if (left === undefined || right === undefined || list(argument).length !== 2)
    return malformed('Fn::Equals', argument, 'two values', evaluation)
  const sides = [left, right].map((side, index) => reduceAt(index, side, evaluation) ?? null)
  if (sides.some(holdsCall)) return { 'Fn::Equals': sides }
  // The clouds compare texts: 1 equals "1".
  const [first, second] = sides.map(side => text(side) ?? canonical(side))
  return first === second
}

/** `Fn::And`: whether all conditions hold. */
export const and: Intrinsic = (argument, evaluation) => all('Fn::And', argument, evaluation)

/** `Fn::Or`: whether one of the conditions holds. */
export const or: Intrinsic = (argument, evaluation) => all('Fn::Or', argument, evaluation)

function all(name: 'Fn::And' | 'Fn::Or', argument: Value, evaluation: Evaluation): Value {
  if (!isList(argument) || argument.length === 0)
    return malformed(name, argument, 'a list of conditions', evaluation)
  const sides = argument.map((condition, index) => decided(index, condition, evaluation))
  const decisive = name === 'Fn::Or'
  if (sides.includes(decisive)) return decisive
  return sides.every(side => typeof side === 'boolean') ? !decisive : { [name]: sides }
}

/** `Fn::Not`: whether a condition does not hold. */
export const not: Intrinsic = (argument, evaluation) => {
  const [condition] = isList(argument) ? argument : []
  if (condition === undefined || list(argument).length !== 1)
    return malformed('Fn::Not', argument, 'a list of one condition', evaluation)
  const side = decided(0, condition, evaluation)
  return typeof side === 'boolean' ? !side : { 'Fn::Not': [side] }
}

/** Gives whether a condition holds, or what is left of it while that is unknown. */
function decided(index: number, condition: Value, evaluation: Evaluation): Value {
  const { path } = evaluation
  path.push(index)
  const side = reduced(condition, evaluation)
  path.pop()
  return truthOf(side) ?? side
}

/** Tells whether a condition holds, or nothing while that is unknown. */
export function truth(condition: Value, evaluation: Evaluation): boolean | undefined {
  return truthOf(reduced(condition, evaluation))
}

function reduced(condition: Value, { scope, reduce }: Evaluation): Value {
  const name = isRecord(condition) ? member(condition, 'Condition') : undefined
  if (typeof name === 'string') return own(scope.conditions, name) ?? condition
  return reduce(condition) ?? null
}

function truthOf(value: Value): boolean | undefined {
  if (value === true || value === 'true') return true
  return value === false || value === 'false' ? false : undefined
}
