import { didYouMean } from '../../model/similar.ts'
import type { Value } from '../../model/value.ts'
import type { Problem } from './problem.ts'
import { numberValue, plainValue } from './scalars.ts'

/** The short forms that CloudFormation and ROS know, without their exclamation mark. */
export const shortForms: ReadonlySet<string> = new Set([
  'And',
  'Base64',
  'Base64Decode',
  'Base64Encode',
  'Calculate',
  'Cidr',
  'Condition',
  'Contains',
  'EachMemberEquals',
  'EachMemberIn',
  'Equals',
  'FindInMap',
  'GetAZs',
  'GetAtt',
  'GetJsonValue',
  'GetStackOutput',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'ListMerge',
  'MemberListToMap',
  'MergeMapToList',
  'Not',
  'Or',
  'Ref',
  'RefAll',
  'Replace',
  'Select',
  'SelectMapList',
  'Split',
  'Str',
  'Sub',
  'ToJsonString',
  'Transform',
  'ValueOf',
  'ValueOfAll',
])

/** Gives the key of the long form of a short form: `Ref`, `Condition` or `Fn::…`. */
export function longName(name: string): string {
  return name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`
}

/**
 * Gives the long form of a short form; `!GetAtt A.B.C` splits at its first dot.
 * @example longForm('GetAtt', 'Role.Arn') // { 'Fn::GetAtt': ['Role', 'Arn'] }
 */
export function longForm(name: string, argument: Value): Value {
  return { [longName(name)]: name === 'GetAtt' ? splitAttribute(argument) : argument }
}

/** Splits `A.B.C` at its first dot; anything but a text stays as it is. */
export function splitAttribute(argument: Value): Value {
  if (typeof argument !== 'string') return argument
  const dot = argument.indexOf('.')
  return dot < 0 ? argument : [argument.slice(0, dot), argument.slice(dot + 1)]
}

/** What a tag makes of a value, and what is wrong with the tag. */
export interface Tagged {
  readonly value: Value
  readonly problem?: Pick<Problem, 'code' | 'message' | 'hint'>
}

/** Tells whether a tag is the short form of a call rather than one of YAML's own, such as `!!str`. */
export function isIntrinsicTag(tag: string): boolean {
  return !tag.startsWith('!!') && tag !== '!'
}

/** Applies a tag to a value; `text` is that of a scalar as written. A tag that nobody knows is a problem. */
export function applyTag(tag: string, value: Value, text: string | undefined): Tagged {
  if (!isIntrinsicTag(tag))
    return text === undefined ? ownCollection(tag, value) : ownScalar(tag, value, text)
  const name = tag.slice(1)
  const result = longForm(name, value)
  return shortForms.has(name) ? { value: result } : unknownTag(tag, result)
}

function ownCollection(tag: string, value: Value): Tagged {
  return ['!', '!!map', '!!seq'].includes(tag) ? { value } : unknownTag(tag, value)
}

function ownScalar(tag: string, value: Value, text: string): Tagged {
  if (tag === '!!str' || tag === '!') return { value: text }
  if (!['!!int', '!!float', '!!bool', '!!null'].includes(tag)) return unknownTag(tag, value)
  const made = tag === '!!int' || tag === '!!float' ? numberValue(text) : plainValue(text)
  return made === undefined ? unknownTag(tag, value) : { value: made }
}

function unknownTag(tag: string, value: Value): Tagged {
  const message = `"${tag}" is not an intrinsic function that the clouds know.`
  if (tag.startsWith('!Rain::'))
    return {
      value,
      problem: { code: 'E1011', message, hint: 'It is a tag of rain: check what rain pkg writes.' },
    }
  const known = [...shortForms].map(name => `!${name}`)
  return { value, problem: { code: 'E1011', message, ...didYouMean(tag, known) } }
}
