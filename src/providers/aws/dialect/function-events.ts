import { isRecord, type Properties } from '../../../model/value.ts'
import { functionTriggers } from '../triggers/index.ts'
import type { EventSource, Target } from '../triggers/trigger.ts'
import { getAtt, ref } from './calls.ts'
import { refuse, refuseEvent } from './refusal.ts'
import type { RoleDraft } from './role.ts'
import { misfit } from './shape.ts'
import type { Made, Source, Work } from './work.ts'

/** A function with what its events lead to and add to. */
export interface Eventful {
  readonly source: Source
  readonly alias: Made | undefined
  readonly role: RoleDraft
}

/** Makes what the events of a function need. */
export function functionEvents({ source, alias, role }: Eventful, work: Work): readonly Made[] {
  const events = Object.entries(isRecord(source.properties.Events) ? source.properties.Events : {})
  const sources = events.map(([event, body]) => eventSource(source, event, isRecord(body) ? body : {}))
  const target: Target = {
    functionId: source.id,
    id: alias?.id ?? source.id,
    name: ref(alias?.id ?? source.id),
    arn: alias === undefined ? getAtt(source.id, 'Arn') : ref(alias.id),
    passed: source.passed,
    role,
  }
  return sources.sort(byPath).flatMap(({ trigger, event }) => {
    const origin = ['Resources', source.id, 'Properties', 'Events', event.place.event]
    return trigger.expand(event, target, work).map(made => ({ origin, ...made }))
  })
}

interface Found {
  readonly trigger: (typeof functionTriggers)[string]
  readonly event: EventSource
}

function eventSource(source: Source, event: string, body: Properties): Found {
  const place = { owner: source.id, event }
  const type = typeof body.Type === 'string' ? body.Type : ''
  const trigger = Object.hasOwn(functionTriggers, type) ? functionTriggers[type] : undefined
  if (trigger === undefined)
    return refuseEvent(place, type === '' ? 'needs a Type.' : `has a Type that does not exist, ${type}.`, [
      'Type',
    ])
  const id = source.id + event
  if (!/^[A-Za-z0-9]+$/.test(id)) refuse(id, 'an event may have letters and digits alone in its name.', [])
  const properties = body.Properties ?? {}
  if (!isRecord(properties)) return refuseEvent(place, 'Properties must be a map.', ['Properties'])
  const wrong = misfit(trigger.shape, properties)
  if (wrong !== undefined) refuseEvent(place, wrong.message, ['Properties', wrong.property])
  return { trigger, event: { place, id, properties } }
}

/** The service goes by path, or by name where an event has none. */
function byPath(left: Found, right: Found): number {
  const [one, other] = [left, right].map(({ event }) => String(event.properties.Path ?? event.place.event))
  return one === other ? 0 : (one ?? '') < (other ?? '') ? -1 : 1
}
