import type { Properties, Value } from '../../../../model/value.ts'

/** A kind of event in a template, and the trigger of FC 3.0 that it becomes. */
export interface TriggerType {
  /** The words in the template. */
  readonly events: readonly string[]
  /** FC's word, or nothing when FC 3.0 has no such trigger. */
  readonly triggerType?: string
  /** Properties that the event cannot do without. */
  readonly required: readonly string[]
  readonly optional: readonly string[]
  /** The role that the console makes for such triggers; used when the event names none. */
  readonly defaultRole?: string
  /** What FC calls `triggerConfig`. */
  config(event: Properties): Properties
  /** What sends the events, as an ARN that may hold calls. */
  source?(event: Properties): Value
}

/** Reads a property under its name or, as old templates have it, with a small first letter. */
export function either(event: Properties, name: string): Value | undefined {
  return event[name] ?? event[`${name.charAt(0).toLowerCase()}${name.slice(1)}`]
}

/** Drops the entries that have no value. */
export function given(entries: Readonly<Record<string, Value | undefined>>): Properties {
  const found: Record<string, Value> = {}
  for (const [key, value] of Object.entries(entries)) if (value !== undefined) found[key] = value
  return found
}
