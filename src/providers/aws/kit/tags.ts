import type { Properties, Value } from '../../../model/value.ts'
import { isList, list, record } from '../../../model/value.ts'
import { foreign } from '../../kit/ownership.ts'

/** Tags by name. */
export type Tags = Readonly<Record<string, string>>

/** A tag as most services write it. */
export interface Tag {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
}

/** Reads tags that a template writes as a list of Key and Value or as a map. */
export function tagMap(tags: Value | undefined): Tags {
  const pairs = isList(tags)
    ? list(tags).map(tag => [String(record(tag).Key), String(record(tag).Value ?? '')] as const)
    : Object.entries(record(tags)).map(([key, value]) => [key, String(value)] as const)
  return Object.fromEntries(pairs)
}

/** Gives the template's tags and those that say whose a resource is. */
export function allTags(input: { readonly properties: Properties; readonly tags: Tags }): Tags {
  return { ...tagMap(input.properties.Tags), ...input.tags }
}

/** Writes tags as a list of Key and Value. */
export function tagList(tags: Tags): readonly { readonly Key: string; readonly Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
}

/** Reads a list of Key and Value that a service answers. */
export function fromTagList(tags: readonly Tag[] | undefined): Tags {
  return Object.fromEntries((tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]))
}

/** Gives the tags of a live resource without those of fnx and AWS, in the template's form. */
export function userTags(tags: Tags, form: 'list' | 'map'): Value {
  const own = Object.fromEntries(Object.entries(tags).filter(([key]) => !/^(fnx|aws):/.test(key)))
  return form === 'map' ? own : tagList(own).map(tag => ({ ...tag }))
}

/** Lists the tags that the template no longer has. */
export function droppedTags(
  before: Properties | undefined,
  input: Parameters<typeof allTags>[0],
): readonly string[] {
  const now = allTags(input)
  return Object.keys(tagMap(before?.Tags)).filter(key => now[key] === undefined)
}

/** Tells whether tags say that an unfinished create of ours made the thing. */
export function isOurs(found: Tags, wanted: Tags): boolean {
  const instance = wanted['fnx:instance']
  return instance !== undefined && found['fnx:instance'] === instance
}

/** Gives the physical ID of a thing that is ours, and refuses one of the same name that is not. */
export function claim(
  sought: { readonly tags: Tags; readonly name: string },
  found: Tags,
  thing: { readonly type: string; readonly physicalId: string },
): string {
  if (isOurs(found, sought.tags)) return thing.physicalId
  throw foreign(thing.type, sought.name)
}
