import { equal, isList, isRecord, type Properties, put, type Value } from '../../../model/value.ts'
import type { Draft, DraftMap } from './draft.ts'

/** `Ref` to a name. */
export function ref(name: string): Properties {
  return { Ref: name }
}

/** `Fn::GetAtt` of a resource. */
export function getAtt(id: string, attribute: string): Properties {
  return { 'Fn::GetAtt': [id, attribute] }
}

/** `Fn::Sub` of a text, in its short form where it has no variables. */
export function sub(text: string, variables?: Properties): Properties {
  return { 'Fn::Sub': variables === undefined ? text : [text, variables] }
}

/** What stands for a value that is left out. */
export const noValue: Properties = { Ref: 'AWS::NoValue' }

/** `Fn::If`, by default with nothing for the other case. */
export function when(condition: string, value: Value, otherwise: Value = noValue): Properties {
  return { 'Fn::If': [condition, value, otherwise] }
}

/** Tells whether a value is a call, `Condition` among them: what the service cannot look into. */
export function isIntrinsic(value: Value | undefined): boolean {
  if (!isRecord(value)) return false
  const [name, ...others] = Object.keys(value)
  if (name === undefined || others.length > 0) return false
  return name === 'Ref' || name === 'Condition' || name.startsWith('Fn::')
}

/** Gives the three parts of an `Fn::If`; nothing for any other value, and no parts for a malformed one. */
export function branches(value: Value | undefined): readonly Value[] | undefined {
  if (!isRecord(value) || !isIntrinsic(value) || !Object.hasOwn(value, 'Fn::If')) return undefined
  const parts = value['Fn::If']
  return isList(parts) && parts.length === 3 ? parts : []
}

/** Tells whether a value is `Ref: AWS::NoValue`. */
export function isNoValue(value: Value | undefined): boolean {
  return equal(value, noValue)
}

/** Gives the logical ID that a `Ref` or `Fn::GetAtt` names. */
export function namedBy(value: Value | undefined): string | undefined {
  if (!isRecord(value) || !isIntrinsic(value)) return undefined
  if (typeof value.Ref === 'string') return value.Ref
  const target = value['Fn::GetAtt']
  if (isList(target)) return target.length === 2 && typeof target[0] === 'string' ? target[0] : undefined
  if (typeof target !== 'string') return undefined
  const parts = target.split('.')
  return parts.length === 2 ? parts[0] : undefined
}

/** Tells whether the service takes a value for given: neither absent nor empty nor false nor 0. */
export function given(value: Value | undefined): value is Value {
  if (value === undefined || value === null || value === false || value === 0 || value === '') return false
  if (isList(value)) return value.length > 0
  return !isRecord(value) || Object.keys(value).length > 0
}

/** Leaves out what is absent. */
export function present(map: Readonly<Record<string, Value | undefined>>): Properties {
  const found: DraftMap = {}
  for (const key in map) {
    const value = map[key]
    // what is kept is only read from here on
    if (value !== undefined && value !== null) put(found, key, value as Draft)
  }
  return found
}

/** Turns a map of tags into CloudFormation's list. */
export function tagList(tags: Value | undefined): readonly Properties[] {
  if (!isRecord(tags)) return []
  return Object.entries(tags).map(([Key, value]) => ({ Key, Value: value ?? '' }))
}
