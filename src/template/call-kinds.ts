import type { TypeTables } from '../model/dialect.ts'
import { callOf, isList, list, own, type Properties, record, text, type Value } from '../model/value.ts'

/** What a call gives, as far as its kind goes. */
export type Kind = 'text' | 'list' | 'map'

/** What the names of a template stand for. */
export interface Names {
  readonly document: Properties
  /** By the names that the template may refer to, the types of what stands there once it is expanded. */
  readonly deployed: Readonly<Record<string, string>>
  readonly types: Pick<TypeTables, 'typeOf'>
}

/** Gives the kind of what a call gives, or nothing where that is open. */
export function kindOfCall(value: Value, names: Names): Kind | undefined {
  const call = callOf(value)
  if (call === undefined) return undefined
  if (call.name === 'Ref') return kindOfName(text(call.argument) ?? '', names)
  if (call.name === 'Fn::GetAtt') return kindOfAttribute(attributeIn(call.argument), names)
  return own(kinds, call.name)
}

/** Gives the kind of what a `${…}` stands for, or nothing where that is open. */
export function kindOfHole(hole: string, names: Names): Kind | undefined {
  return hole.includes('.') ? kindOfAttribute(hole, names) : kindOfName(hole, names)
}

/** Says a kind within a sentence. */
export const kindNames: Readonly<Record<Kind, string>> = { text: 'a text', list: 'a list', map: 'a map' }

const kinds: Readonly<Record<string, Kind>> = {
  'Fn::Base64': 'text',
  'Fn::Cidr': 'list',
  'Fn::GetAZs': 'list',
  'Fn::ImportValue': 'text',
  'Fn::Join': 'text',
  'Fn::Length': 'text',
  'Fn::Split': 'list',
  'Fn::Sub': 'text',
  'Fn::ToJsonString': 'text',
}

function kindOfName(name: string, { document, deployed }: Names): Kind | undefined {
  const type = text(record(own(record(document.Parameters), name)).Type)
  if (type !== undefined)
    return /^CommaDelimitedList$|\bList<|<CommaDelimitedList>/.test(type) ? 'list' : 'text'
  if (name === 'AWS::NotificationARNs') return 'list'
  if (name.startsWith('AWS::')) return name === 'AWS::NoValue' ? undefined : 'text'
  // Whatever a resource is, its name is a text.
  return Object.hasOwn(deployed, name) ? 'text' : undefined
}

function kindOfAttribute(path: string, { deployed, types }: Names): Kind | undefined {
  const dot = path.indexOf('.')
  const type = dot < 0 ? undefined : own(deployed, path.slice(0, dot))
  const kind = own(types.typeOf(type ?? '')?.attributes ?? {}, path.slice(dot + 1))
  return kind === undefined ? undefined : own(attributeKinds, kind)
}

const attributeKinds: Readonly<Record<string, Kind>> = {
  array: 'list',
  boolean: 'text',
  integer: 'text',
  number: 'text',
  object: 'map',
  string: 'text',
}

function attributeIn(argument: Value): string {
  if (!isList(argument)) return text(argument) ?? ''
  return list(argument)
    .map(part => text(part) ?? '')
    .join('.')
}
