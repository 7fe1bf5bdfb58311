import { type AskedTypes, attributeIn, publishedKind } from '../model/attribute.ts'
import { callOf, isList, list, own, type Properties, record, text, type Value } from '../model/value.ts'

/** What a call gives, as far as its kind goes. */
export type Kind = 'text' | 'list' | 'map'

/** What the names of a template stand for. */
export interface Names extends AskedTypes {
  readonly document: Properties
}

/** Gives the kind of what a call gives, or nothing where that is open. */
export function kindOfCall(value: Value, names: Names): Kind | undefined {
  const call = callOf(value)
  if (call === undefined) return undefined
  if (call.name === 'Ref') return kindOfName(text(call.argument) ?? '', names)
  if (call.name === 'Fn::GetAtt') return kindOfAttribute(attributeIn(call.argument), names)
  if (call.name === 'Fn::FindInMap') return kindOfEntry(list(call.argument), names)
  return own(kinds, call.name)
}

/** A look-up gives a list where every entry that it may find is one. */
function kindOfEntry([name, ...keys]: readonly Value[], { document }: Names): Kind | undefined {
  const mapping = own(record(document.Mappings), text(name) ?? '')
  const [first, second] = keys.map(text)
  const chosen = (map: Value | undefined, key: string | undefined): readonly Value[] =>
    key === undefined ? Object.values(record(map)) : [own(record(map), key)].filter(one => one !== undefined)
  const found = chosen(mapping, first).flatMap(level => chosen(level, second))
  return found.length > 0 && keys.length === 2 && found.every(isList) ? 'list' : undefined
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

function kindOfAttribute(path: string, names: Names): Kind | undefined {
  return own(kindsOfTypes, publishedKind(path, names) ?? '')
}

/** The kind of a value by the word that schemas and type tables have for it. */
export const kindsOfTypes: Readonly<Record<string, Kind>> = {
  array: 'list',
  boolean: 'text',
  integer: 'text',
  number: 'text',
  object: 'map',
  string: 'text',
}
