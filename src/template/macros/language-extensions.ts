import type { Finding, Template } from '../../model/template.ts'
import {
  callOf,
  holdsCall,
  isList,
  isRecord,
  type Path,
  type Properties,
  type Value,
} from '../../model/value.ts'
import { evaluate, evaluation } from '../evaluate.ts'
import type { Scope } from '../scope.ts'
import { isLoop } from './for-each.ts'
import { madeTemplate } from './place.ts'

/** Attributes of resources that may be computed. */
const policies = ['DeletionPolicy', 'UpdateReplacePolicy']

/** Computes what the language extensions compute, as far as parameters are known; the rest stays as it is written. */
export function computeExtensions(template: Template, scope: Scope): Template {
  const { document } = template
  const sections = Object.entries(document).map(([name, section]): [string, Value] => {
    if (name !== 'Conditions' && name !== 'Outputs' && name !== 'Resources') return [name, section]
    const made = compute(section, scope)
    return [name, name === 'Resources' && isRecord(made) ? withPolicies(made, scope) : made]
  })
  return madeTemplate(template, Object.fromEntries(sections), new WeakMap())
}

function compute(value: Value, scope: Scope): Value {
  if (isList(value)) {
    const items = value.map(item => compute(item, scope))
    return items.some((item, index) => item !== value[index]) ? items : value
  }
  if (!isRecord(value)) return value
  const call = callOf(value)
  const result = call === undefined ? undefined : resultOf(value, call.name, scope)
  return result ?? mapped(value, item => compute(item, scope))
}

function resultOf(call: Properties, name: string, scope: Scope): Value | undefined {
  if (isExtended(name, call[name] ?? null)) {
    const result = evaluate(call, evaluation(scope))
    return result === undefined || holdsCall(result) ? undefined : result
  }
  const argument = call[name] ?? null
  if (name === 'Ref') return isRecord(argument) ? named(name, argument, scope) : undefined
  return name === 'Fn::GetAtt' && isList(argument) && argument.some(isRecord)
    ? named(name, argument, scope)
    : undefined
}

/** Tells whether a function is computed before any other transform: what CloudFormation itself computes stays as written. */
function isExtended(name: string, argument: Value): boolean {
  if (name !== 'Fn::FindInMap') return extensionOf(name) !== undefined
  const [map = null, ...keys] = isList(argument) ? argument : []
  return keys.length > 2 || typeof map !== 'string' || keys.some(key => !isPlainKey(key))
}

/** The keys that `Fn::FindInMap` takes without the extension. */
function isPlainKey(key: Value): boolean {
  const name = callOf(key)?.name
  return name === undefined || name === 'Ref' || name === 'Fn::FindInMap'
}

/** Gives a reference by name where the name can be computed. */
function named(call: string, argument: Value, scope: Scope): Value | undefined {
  const name = evaluate(argument, evaluation(scope)) ?? null
  return holdsCall(name) ? undefined : { [call]: name }
}

function mapped(map: Properties, change: (item: Value) => Value): Properties {
  const entries = Object.entries(map).map(([key, item]): [string, Value] => [key, change(item)])
  return entries.some(([key, item]) => item !== map[key]) ? Object.fromEntries(entries) : map
}

function withPolicies(resources: Properties, scope: Scope): Properties {
  return mapped(resources, body => {
    if (!isRecord(body) || !policies.some(name => callOf(body[name]) !== undefined)) return body
    return Object.fromEntries(
      Object.entries(body).map(([key, item]): [string, Value] => [
        key,
        policies.includes(key) ? policy(item, scope) : item,
      ]),
    )
  })
}

function policy(value: Value, scope: Scope): Value {
  const result = evaluate(value, evaluation(scope))
  return typeof result === 'string' ? result : value
}

/** Finds what only the language extensions allow, for a template that does not ask for them. */
export function unlisted(document: Properties, transform: string): readonly Finding[] {
  const found: Finding[] = []
  for (const section of ['Conditions', 'Resources', 'Outputs'])
    collect(document[section] ?? null, [section], { transform, found })
  return found
}

interface Search {
  readonly transform: string
  readonly found: Finding[]
}

function collect(value: Value, path: Path, search: Search): void {
  if (isList(value)) for (const [index, item] of value.entries()) collect(item, [...path, index], search)
  if (!isRecord(value)) return
  for (const [key, item] of Object.entries(value)) {
    const name = extensionOf(key)
    // The loops of resources are refused by the expansion itself.
    if (name !== undefined && !(isLoop(key) && path.length === 1 && path[0] === 'Resources'))
      search.found.push({
        code: 'E3023',
        path: [...path, key],
        part: 'key',
        message: `${name} works only in a template that names the transform ${search.transform}.`,
        hint: `Write "${search.transform}" in Transform, before any other.`,
      })
    if (key !== 'Metadata') collect(item, [...path, key], search)
  }
}

function extensionOf(key: string): string | undefined {
  if (isLoop(key)) return 'Fn::ForEach'
  return key === 'Fn::Length' || key === 'Fn::ToJsonString' ? key : undefined
}
