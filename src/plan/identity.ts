import type { ResourceType } from '../model/provider.ts'
import type { ResourceState } from '../model/state.ts'
import type { Properties, Value } from '../model/value.ts'
import { canonical, holdsCall, isList, list, member, text } from '../model/value.ts'

/** A resource as it is or shall be, as far as others of its type could be in its way. */
export interface Identified {
  readonly properties: Properties
  /** Absent when fnx makes one up, which is like no other. */
  readonly name?: string
}

/**
 * Gives the keys that no two resources can have at once: the type, what it is part of, and what is unique in that. A list
 * of things that it is part of gives a key for each. There is none where one of them is known only after the deploy.
 */
export function identityKeys(type: ResourceType, { properties, name }: Identified): readonly string[] {
  const own = ownKey(type, { properties, ...(name === undefined ? {} : { name }) })
  if (own === undefined) return []
  const holders = (type.partOf ?? []).map(property => member(properties, property))
  const single = holders.map(holder => (isList(holder) ? null : (holder ?? null)))
  if ([...single, ...own].some(holdsCall)) return []
  const key = (inside: Value): string => canonical([type.type, ...single, inside, ...own])
  const lists = holders.filter(isList)
  if (lists.length === 0) return [key(null)]
  return lists.flatMap(holder => holder.filter(inside => !holdsCall(inside)).map(key))
}

/** Gives what is unique of a resource within what it is part of, or nothing. */
function ownKey(type: ResourceType, { properties, name }: Identified): readonly Value[] | undefined {
  const { uniqueBy, uniqueIf } = type
  const valuesOf = (names: readonly string[]) => names.map(property => member(properties, property) ?? null)
  if (uniqueIf !== undefined && member(properties, uniqueIf.property) === uniqueIf.value)
    return [uniqueIf.value, ...valuesOf(uniqueIf.by)]
  return uniqueBy === undefined ? nameOf(type, name) : valuesOf(uniqueBy)
}

function nameOf({ nameProperty }: ResourceType, name: string | undefined): readonly Value[] | undefined {
  return nameProperty === undefined || name === undefined ? undefined : [name]
}

/** Tells whether one of some properties of a resource on record names another that it depends on. */
export function names(resource: ResourceState, other: ResourceState, properties: readonly string[]): boolean {
  if (!resource.dependsOn.includes(other.logicalId)) return false
  const called = new Set([other.physicalId, other.name, ...Object.values(other.attributes).map(text)])
  const mentioned = properties.flatMap(property => {
    const value = member(resource.properties, property)
    return isList(value) ? list(value).map(text) : [text(value)]
  })
  return mentioned.some(word => word !== undefined && called.has(word))
}

/** Tells whether a resource on record is a part of another, and gone with it. */
export function isPart(resource: ResourceState, of: ResourceState, type: ResourceType | undefined): boolean {
  return names(resource, of, type?.partOf ?? [])
}
