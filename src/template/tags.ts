import type { Value } from '../model/value.ts'

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
