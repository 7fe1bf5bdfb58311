import type { Shape } from '../../model/shape.ts'
import { isList, isRecord, list, type Properties, record, type Value } from '../../model/value.ts'
import type { Schema, SchemaLibrary } from './schema.ts'

/** Gives the shape that a JSON Schema says, without its limits; what holds itself is open where it begins again. */
export function shapeOf(schema: Schema, library: SchemaLibrary): Shape {
  return read(schema, { library, above: [] })
}

interface Reading {
  readonly library: SchemaLibrary
  /** The definitions that are being read, outermost first. */
  readonly above: readonly Value[]
}

function read(schema: Schema, reading: Reading): Shape {
  const { rules, file } = schema
  if (!isRecord(rules)) return 'any'
  const inside = (inner: Value): Shape => read({ rules: inner, file }, reading)
  if (typeof rules.$ref === 'string') return followed(reading.library.follow(rules.$ref, schema), reading)
  const forms = rules.anyOf ?? rules.oneOf
  if (forms !== undefined) return either(list(forms).map(inside))
  const types = isList(rules.type) ? rules.type : [rules.type ?? null]
  return either(types.filter(type => type !== 'null').map(type => ofType(type, rules, inside)))
}

function followed(target: Schema, { library, above }: Reading): Shape {
  if (above.includes(target.rules)) return 'any'
  return read(target, { library, above: [...above, target.rules] })
}

const plain: Readonly<Record<string, Shape>> = {
  string: 'text',
  integer: 'number',
  number: 'number',
  boolean: 'flag',
}

function ofType(type: Value, rules: Properties, inside: (inner: Value) => Shape): Shape {
  if (type === 'array') return { list: rules.items === undefined ? 'any' : inside(rules.items) }
  if (type === 'object') return ofMap(rules, inside)
  return plain[String(type)] ?? 'any'
}

/** A map that is open beside what it names, such as a policy document, is passed on as it is. */
function ofMap({ properties, additionalProperties }: Properties, inside: (inner: Value) => Shape): Shape {
  if (properties === undefined)
    return { map: isRecord(additionalProperties) ? inside(additionalProperties) : 'any' }
  if (additionalProperties !== false) return { map: 'any' }
  const named = Object.entries(record(properties)).filter(([, rules]) => record(rules).readOnly !== true)
  return { members: Object.fromEntries(named.map(([name, rules]) => [name, inside(rules)])) }
}

/** Makes one shape of several: of each kind one, of maps the members of all. */
function either(shapes: readonly Shape[]): Shape {
  const flat = shapes.flatMap(shape =>
    typeof shape === 'object' && 'either' in shape ? shape.either : [shape],
  )
  const byKind = new Map<string, Shape>()
  for (const shape of flat) {
    const kind = kindOf(shape)
    const other = byKind.get(kind)
    byKind.set(kind, other === undefined ? shape : merged(other, shape))
  }
  const [first = 'any', ...rest] = byKind.values()
  if (byKind.has('any') || ['text', 'list', 'map'].every(kind => byKind.has(kind))) return 'any'
  return rest.length === 0 ? first : { either: [first, ...rest] }
}

function kindOf(shape: Shape): string {
  if (typeof shape === 'string') return shape
  return 'list' in shape ? 'list' : 'map'
}

function merged(one: Shape, other: Shape): Shape {
  if (typeof one === 'string' || typeof other === 'string') return one
  if ('list' in one && 'list' in other) return { list: either([one.list, other.list]) }
  if (!('members' in one && 'members' in other)) return { map: 'any' }
  const names = [...new Set([...Object.keys(one.members), ...Object.keys(other.members)])]
  const members = names.map(name => {
    const both = [one.members[name], other.members[name]].filter(shape => shape !== undefined)
    return [name, either(both)] as const
  })
  return { members: Object.fromEntries(members) }
}
