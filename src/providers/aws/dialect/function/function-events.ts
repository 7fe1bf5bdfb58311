import { getAtt, ref } from '../calls.ts'
import { eachEvent, eventSource, type Triggered } from '../event-source.ts'
import { functionTriggers } from '../events/index.ts'
import type { EventSource, FunctionTrigger, Target } from '../events/trigger.ts'
import { collected } from '../refusal.ts'
import type { RoleDraft } from '../role.ts'
import type { GeneratedResource, Source, TransformContext } from '../transform-context.ts'

/** An event of a function with its trigger. */
export type FunctionEvent = Triggered<FunctionTrigger>

/** Reads the events of a function, before anything is made of it. */
export function readEvents(source: Source, context: TransformContext): readonly FunctionEvent[] {
  return eachEvent(source, (event, body) => {
    const read = eventSource(source, { event, body }, functionTriggers)
    read.trigger.link?.(read.event, context)
    return read
  })
}

/** A function with what its events lead to and add to. */
export interface Eventful {
  readonly source: Source
  readonly events: readonly FunctionEvent[]
  readonly alias: GeneratedResource | undefined
  readonly role: RoleDraft
}

/** Makes what the events of a function need. */
export function functionEvents(
  { source, events, alias, role }: Eventful,
  context: TransformContext,
): readonly GeneratedResource[] {
  const target: Target = {
    functionId: source.id,
    id: alias?.id ?? source.id,
    name: ref(alias?.id ?? source.id),
    arn: alias === undefined ? getAtt(source.id, 'Arn') : ref(alias.id),
    passed: source.passed,
    role,
  }
  const ordered = [...events].sort((left, right) => compare(orderOf(left.event), orderOf(right.event)))
  return collected(ordered, ({ trigger, event, origin }) =>
    trigger.expand(event, target, context).map(made => ({ origin, ...made })),
  ).flat()
}

/** The service goes by path, or by name where an event has none. */
function orderOf({ place, properties }: EventSource): string {
  return String(properties.Path ?? place.event)
}

function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1
}
