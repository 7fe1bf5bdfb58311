import type { Store } from '../../../model/operation.ts'
import type { Thing } from '../../../model/source.ts'
import { account, regional } from '../protocols/scope.ts'

/** The table of schedules, by region, group and name. */
export const scheduleTable = 'aws.scheduler.schedules'

/** Gives the schedules that a local cloud keeps as templates write them. */
export function keptSchedules(store: Store): readonly Thing[] {
  return regional(store, scheduleTable).map(([region, properties]) => ({
    id: String(properties.Name),
    type: 'AWS::Scheduler::Schedule',
    properties,
    region,
    account,
  }))
}
