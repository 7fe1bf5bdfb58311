import { isRecord } from '../../../model/value.ts'
import { machineTriggers } from '../triggers/index.ts'
import type { MachineTarget } from '../triggers/trigger.ts'
import { given, ref } from './calls.ts'
import { eventSource } from './event-source.ts'
import type { Made, Source, Work } from './work.ts'

/** Makes what the events of a state machine need; they start the alias where one is named. */
export function machineEvents(source: Source, alias: string | undefined, work: Work): readonly Made[] {
  const { Events, PermissionsBoundary } = source.properties
  const target: MachineTarget = {
    machineId: source.id,
    id: alias ?? source.id,
    arn: ref(alias ?? source.id),
    passed: source.passed,
    boundary: given(PermissionsBoundary) ? PermissionsBoundary : undefined,
  }
  const events = Object.entries(isRecord(Events) ? Events : {})
  const found = events.map(([event, body]) => eventSource(source, { event, body }, machineTriggers))
  return found.flatMap(({ trigger, event, origin }) =>
    trigger.expand(event, target, work).map(made => ({ origin, ...made })),
  )
}
