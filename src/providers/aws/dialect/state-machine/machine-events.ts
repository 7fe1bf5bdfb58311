import { given, ref } from '../calls.ts'
import { eachEvent, eventSource, type Triggered } from '../event-source.ts'
import { machineTriggers } from '../events/index.ts'
import type { MachineTarget, MachineTrigger } from '../events/trigger.ts'
import { collected } from '../refusal.ts'
import type { GeneratedResource, Source, TransformContext } from '../transform-context.ts'

/** An event of a state machine with its trigger. */
export type MachineEvent = Triggered<MachineTrigger>

/** Reads the events of a state machine, before anything is made of it. */
export function readMachineEvents(source: Source, context: TransformContext): readonly MachineEvent[] {
  return eachEvent(source, (event, body) => {
    const read = eventSource(source, { event, body }, machineTriggers)
    read.trigger.link?.(read.event, context)
    return read
  })
}

/** A state machine with what leads to it; events start the alias where one is named. */
export interface Started {
  readonly source: Source
  readonly events: readonly MachineEvent[]
  readonly alias: string | undefined
}

/** Makes what the events of a state machine need. */
export function machineEvents(
  { source, events, alias }: Started,
  context: TransformContext,
): readonly GeneratedResource[] {
  const { PermissionsBoundary } = source.properties
  const target: MachineTarget = {
    machineId: source.id,
    id: alias ?? source.id,
    arn: ref(alias ?? source.id),
    passed: source.passed,
    boundary: given(PermissionsBoundary) ? PermissionsBoundary : undefined,
  }
  return collected(events, ({ trigger, event, origin }) =>
    trigger.expand(event, target, context).map(made => ({ origin, ...made })),
  ).flat()
}
