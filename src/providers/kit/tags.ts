import { isList, isRecord, list, record, type Value } from '../../model/value.ts'

/** Tags by name. */
export type Tags = Readonly<Record<string, string>>

/**
 * How tags are written: a map, or a list of maps whose members have these names.
 * @example { name: 'Key', value: 'Value' }
 */
export type TagForm = 'map' | { readonly name: string; readonly value: string }

/** A tag as most APIs, and most templates, write it. */
export const keyAndValue = { name: 'Key', value: 'Value' } as const

/** Reads tags in either form. */
export function readTags(tags: Value | undefined, form: TagForm = keyAndValue): Tags {
  if (!isList(tags))
    return Object.fromEntries(Object.entries(record(tags)).map(([name, value]) => [name, String(value)]))
  const names = form === 'map' ? keyAndValue : form
  const pairs = list(tags)
    .filter(isRecord)
    .map(tag => [String(tag[names.name]), String(tag[names.value] ?? '')] as const)
  return Object.fromEntries(pairs)
}

/** Writes tags in a form. */
export function writeTags(tags: Tags, form: TagForm = keyAndValue): Value {
  if (form === 'map') return { ...tags }
  return Object.entries(tags).map(([name, value]) => ({ [form.name]: name, [form.value]: value }))
}

/** Gives tags without those that fnx and the clouds themselves set. */
export function ownTags(tags: Tags): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([name]) => !/^(fnx|aws|acs|qcs):/.test(name)))
}

/** What must be written and what must go so that tags become others. */
export function tagChanges(
  before: Tags,
  now: Tags,
): { readonly written: Tags; readonly dropped: readonly string[] } {
  const written = Object.entries(now).filter(([name, value]) => before[name] !== value)
  return {
    written: Object.fromEntries(written),
    dropped: Object.keys(before).filter(name => !(name in now)),
  }
}

/** Gives the template's tags and those that say whose a resource is. */
export function allTags(own: Value | undefined, input: { readonly tags: Tags }): Tags {
  return { ...readTags(own), ...input.tags }
}
