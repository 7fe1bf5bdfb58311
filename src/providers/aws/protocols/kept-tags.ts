import type { Operation, WireCall } from '../../../model/operation.ts'
import { list, type Properties, record, type Value } from '../../../model/value.ts'
import type { targetService } from './target.ts'

/** Reads tags that a call holds, as a list of Key and Value or as a map. */
export function keptTags(tags: Value | undefined): Properties {
  const pairs = list(tags).map(tag => [String(record(tag).Key), record(tag).Value ?? ''] as const)
  return { ...(Array.isArray(tags) ? Object.fromEntries(pairs) : record(tags)) }
}

/** Shows the tags of a thing as a list. */
export function shownTags({ tags }: Properties): readonly { readonly Key: string; readonly Value: Value }[] {
  return Object.entries(record(tags)).map(([Key, Value]) => ({ Key, Value }))
}

/** Gives a thing with tags added. */
export function withTags(thing: Properties, tags: Value | undefined): Properties {
  return { ...thing, tags: { ...record(thing.tags), ...keptTags(tags) } }
}

/** Gives a thing without those tags. */
export function withoutTags(thing: Properties, keys: Value | undefined): Properties {
  const kept = Object.entries(record(thing.tags)).filter(([key]) => !list(keys).includes(key))
  return { ...thing, tags: Object.fromEntries(kept) }
}

/** The three calls by which a service with its calls in a header tags its things. */
interface Tagging {
  readonly tag: string
  readonly untag: string
  readonly list: string
  readonly member?: string
  readonly keys?: string
  /** Tags are a map in these calls. */
  readonly asMap?: boolean
  find(call: WireCall, input: Properties): Properties
  save(call: WireCall, thing: Properties): void
}

/** Makes the calls on tags of a service whose things the local cloud keeps with a map of `tags`. */
export function tagOperations(on: ReturnType<typeof targetService>, own: Tagging): readonly Operation[] {
  const { member = 'Tags', keys = 'TagKeys', asMap = false } = own
  return [
    on(own.tag, (call, input) => {
      own.save(call, withTags(own.find(call, input), input[member]))
      return {}
    }),
    on(own.untag, (call, input) => {
      own.save(call, withoutTags(own.find(call, input), input[keys]))
      return {}
    }),
    on(own.list, (call, input) => {
      const thing = own.find(call, input)
      return { [member]: asMap ? record(thing.tags) : shownTags(thing) }
    }),
  ]
}
