import { isRecord, type Path, type Value } from '../../../model/value.ts'
import type { EventSource } from './events/trigger.ts'
import { isLogicalId } from './logical-id.ts'
import { collected, refuse, refuseEvent } from './refusal.ts'
import { misfit, type Shape } from './shape.ts'
import type { Source } from './transform-context.ts'

/** An event of a template with the trigger that its type names. */
export interface Triggered<T> {
  readonly trigger: T
  readonly event: EventSource
  readonly origin: Path
}

/** Reads each event of a function or state machine; all that are wrong are refused together. */
export function eachEvent<T>(source: Source, read: (event: string, body: Value) => T): readonly T[] {
  const { Events } = source.properties
  return collected(Object.entries(isRecord(Events) ? Events : {}), ([event, body]) => read(event, body))
}

/** Finds the trigger of an event and checks the event's properties against it. */
export function eventSource<T extends { readonly shape: Shape }>(
  source: Source,
  { event, body }: { readonly event: string; readonly body: Value },
  triggers: Readonly<Record<string, T>>,
): Triggered<T> {
  const place = { owner: source.id, event }
  const type = isRecord(body) && typeof body.Type === 'string' ? body.Type : ''
  const trigger = Object.hasOwn(triggers, type) ? triggers[type] : undefined
  if (trigger === undefined)
    return refuseEvent(place, type === '' ? 'needs a Type.' : `has a Type that does not exist, ${type}.`, [
      'Type',
    ])
  const id = source.id + event
  if (!isLogicalId(id)) refuse(id, 'an event may have letters and digits alone in its name.')
  const properties = isRecord(body) && Object.hasOwn(body, 'Properties') ? (body.Properties ?? null) : {}
  if (!isRecord(properties)) return refuseEvent(place, 'Properties must be a map.', ['Properties'])
  const wrong = misfit(trigger.shape, properties)
  if (wrong !== undefined) refuseEvent(place, wrong.message, ['Properties', ...wrong.path])
  const origin = ['Resources', source.id, 'Properties', 'Events', event]
  return { trigger, event: { place, id, properties }, origin }
}
