import type { Source, Thing, Things } from '../../../model/source.ts'
import type { Timer } from '../../../model/stack.ts'
import { type Properties, record, text } from '../../../model/value.ts'
import { inputOf, scheduled } from '../events/timer.ts'

/** Schedules of EventBridge Scheduler, which have one target each. */
export const source: Source = {
  types: ['AWS::Scheduler::Schedule'],
  read(things) {
    const found = things.ofType('AWS::Scheduler::Schedule')
    return {
      timers: found.flatMap(schedule => timersOf(schedule, things)),
      unsupported: found.flatMap(({ id, properties }) =>
        properties.StartDate === undefined && properties.EndDate === undefined
          ? []
          : [`the first and the last day of the schedule ${id}: it fires at any time`],
      ),
    }
  },
}

function timersOf({ id, properties, region, account }: Thing, things: Things): readonly Timer[] {
  const target = record(properties.Target)
  const functionId = things.functionAt(target.Arn)
  if (functionId === undefined) return []
  const arn = `arn:aws:scheduler:${region}:${account}:schedule/${text(properties.GroupName) ?? 'default'}/${id}`
  const fired = { source: 'aws.scheduler', arn, account, region }
  return [
    {
      id: `${id}/target`,
      functionId,
      schedule: scheduleIn(properties),
      enabled: properties.State !== 'DISABLED',
      event: time => inputOf(target.Input) ?? scheduled(time, fired),
      // A schedule calls by its own role, which its target must name.
      ...(typeof target.RoleArn === 'string' ? {} : { refused: true }),
    },
  ]
}

/** A rate is the same in every zone. */
function scheduleIn({ ScheduleExpression, ScheduleExpressionTimezone }: Properties): string {
  const expression = String(ScheduleExpression)
  const zone = text(ScheduleExpressionTimezone)
  return zone === undefined || expression.startsWith('rate') ? expression : `CRON_TZ=${zone} ${expression}`
}
