import { isRecord, type Path, type Properties, record, text } from '../../../model/value.ts'
import { triggers } from './events/index.ts'
import { named, type TriggerType } from './events/trigger.ts'
import type { Written } from './written.ts'

/** An event of a function as written. */
export interface WrittenEvent {
  readonly name: string
  readonly type: string
  readonly path: Path
  readonly properties: Properties
  /** Absent when fnx does not know the type. */
  readonly trigger?: TriggerType
}

/** Lists the events of a function: those beside its Properties, where they belong, and those inside. */
export function eventsOf(fn: Written): readonly WrittenEvent[] {
  const inside = record(record(fn.body.Properties).Events)
  return [
    ...read(record(fn.body.Events), [...fn.path, 'Events']),
    ...read(inside, [...fn.path, 'Properties', 'Events']),
  ]
}

function read(events: Properties, path: Path): readonly WrittenEvent[] {
  return Object.entries(events).flatMap(([name, event]) => {
    if (!isRecord(event)) return []
    const type = text(event.Type) ?? ''
    const trigger = triggers.find(({ events: words }) => words.includes(type))
    const properties = record(event.Properties)
    const found = { name, type, path: [...path, name], properties }
    return [trigger === undefined ? found : { ...found, properties: named(properties, trigger), trigger }]
  })
}
