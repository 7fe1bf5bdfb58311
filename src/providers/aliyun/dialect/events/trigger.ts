import { isCall, isRecord, type Properties, type Value } from '../../../../model/value.ts'

/** A kind of event in a template, and the trigger of FC 3.0 that it becomes. */
export interface TriggerType {
  /** The words in the template. */
  readonly events: readonly string[]
  /** FC's word, or nothing when FC 3.0 has no such trigger. */
  readonly triggerType?: string
  /** Properties that the event cannot do without. */
  readonly required: readonly string[]
  readonly optional: readonly string[]
  /** By property, the members that it may have: `Filter.Key` for those of a map in a map. Others are open. */
  readonly members?: Readonly<Record<string, readonly string[]>>
  /** The role that the console makes for such triggers; used when the event names none. */
  readonly defaultRole?: string
  /** What FC calls `triggerConfig`. */
  config(event: Properties): Properties
  /** What sends the events, as an ARN that may hold calls. */
  source?(event: Properties): Value
}

/** Gives the names that a map of an event may hold, by the way to it; nothing where it is open. */
export function membersOf(
  { required, optional, members = {} }: TriggerType,
  way: readonly string[],
): readonly string[] | undefined {
  return way.length === 0 ? [...required, ...optional] : members[way.join('.')]
}

/** Gives the properties of an event under the names that the trigger knows: old templates begin some with a small letter. */
export function named(map: Properties, trigger: TriggerType, way: readonly string[] = []): Properties {
  const known = membersOf(trigger, way)
  if (known === undefined || isCall(map)) return map
  const entries = Object.entries(map).map(([written, value]) => {
    const name = known.find(one => one.toLowerCase() === written.toLowerCase()) ?? written
    return [name, isRecord(value) ? named(value, trigger, [...way, name]) : value] as const
  })
  return Object.fromEntries(entries)
}

/** Drops the entries that have no value. */
export function given(entries: Readonly<Record<string, Value | undefined>>): Properties {
  const found: Record<string, Value> = {}
  for (const [key, value] of Object.entries(entries)) if (value !== undefined) found[key] = value
  return found
}
