import type { Properties } from '../../../../model/value.ts'

/** What an event of a template asks for. */
export interface EventInput {
  /** The key of the event. */
  readonly name: string
  readonly properties: Properties
  readonly region: string
}

/** One kind of event: the words for it in templates, and the trigger that it becomes. */
export interface EventType {
  /** The word that the specification's tool takes, then others that are seen. */
  readonly words: readonly [string, ...string[]]
  /** Gives properties of `TencentCloud::SCF::Trigger` and the routes of the local cloud; nothing when SCF has no such trigger. */
  expand(event: EventInput): Expanded | undefined
}

export interface Expanded {
  readonly properties: Properties
  readonly routes?: readonly Properties[]
}

/** Gives the state of a trigger from what templates write: `true`, `false`, `OPEN` or `CLOSE`. */
export function enabled(properties: Properties): Properties {
  const { Enable } = properties
  const off = Enable === false || Enable === 'CLOSE' || Enable === 'false'
  return { Enable: off ? 'CLOSE' : 'OPEN' }
}

/** Makes a trigger name of the key of an event: letters, digits, `-` and `_`, at most 100. */
export function triggerName(key: string): string {
  return (
    key
      .replace(/[^A-Za-z0-9_-]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 100) || 'trigger'
  )
}

/** Copies the properties that are there, for records that take no undefined. */
export function given(properties: Properties, keys: readonly string[]): Properties {
  return Object.fromEntries(
    keys.flatMap(key =>
      properties[key] === undefined || properties[key] === null ? [] : [[key, properties[key]]],
    ),
  )
}
