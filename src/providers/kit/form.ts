import { at, isList, isRecord, type Properties, text, type Value, withAt } from '../../model/value.ts'

/** How a value is written in a call, and read from an answer, where the API has another shape for it than the template. */
export interface Codec {
  write(value: Value): Value
  /** Gives the template's shape back; `known` is what the template has there. */
  read(live: Value, known: Value): Value
}

/**
 * How properties become members of calls: all go on whole, by their own names and at every depth, but for what is listed
 * here. Paths are names of the template with dots between; a list has no step of its own (`Rules.Id`).
 */
export interface Form {
  /** Writes a name that `names` does not have; names stay as they are without it. */
  readonly spelling?: (name: string) => string
  /** The member, or the path of members within the same map, that a property is written as. */
  readonly names?: Readonly<Record<string, string>>
  readonly codecs?: Readonly<Record<string, Codec>>
  /** Maps whose names are the template's own, such as variables: neither spelled nor renamed, and compared whole. */
  readonly free?: readonly string[]
}

/**
 * Writes a map of properties as members of a call.
 * @example toMembers({ Rules: [{ Id: 'a' }] }, { names: { 'Rules.Id': 'ID' } }) // { Rules: [{ ID: 'a' }] }
 */
export function toMembers(properties: Properties, form: Form, path = ''): Properties {
  let members: Value = {}
  for (const [name, value] of Object.entries(properties)) {
    const inner = joined(path, name)
    members = withAt(members, placeOf(name, form, inner), toApi(value, form, inner))
  }
  return isRecord(members) ? members : {}
}

function toApi(value: Value, form: Form, path: string): Value {
  const codec = form.codecs?.[path]
  if (codec !== undefined) return codec.write(value)
  if (form.free?.includes(path)) return value
  if (isList(value)) return value.map(item => toApi(item, form, path))
  return isRecord(value) ? toMembers(value, form, path) : value
}

/** Gives the path of members that a property is written as within its map. */
export function placeOf(name: string, { names, spelling }: Form, path = name): readonly string[] {
  const renamed = names?.[path]
  return renamed === undefined ? [spelling?.(name) ?? name] : renamed.split('.')
}

/** Gives the member that stands for a property in an answer, or nothing. */
export function memberOf(answer: Properties, name: string, form: Form, path = name): Value | undefined {
  return at(answer, placeOf(name, form, path))
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}

/** Writes a value as JSON text, which may stand as text in the template as well. */
export const jsonText: Codec = {
  write: value => (typeof value === 'string' ? value : JSON.stringify(value)),
  read: (live, known) => (typeof live === 'string' && typeof known !== 'string' ? parsed(live) : live),
}

/** Writes any value as text: what is no text, number or flag as JSON. */
export const valueText: Codec = {
  write: value => text(value) ?? JSON.stringify(value),
  read: (live, known) =>
    typeof live === 'string' && (isRecord(known) || isList(known)) ? parsed(live) : live,
}

/** Gives the JSON that a text holds, or the text. */
export function parsed(text: string): Value {
  try {
    return JSON.parse(text) as Value // JSON.parse gives JSON
  } catch {
    return text
  }
}
