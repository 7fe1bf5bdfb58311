import type { Rule, RuleInput } from '../../../../model/dialect.ts'
import { own, type Path, type Properties, record, type Value } from '../../../../model/value.ts'
import { faultOfSchedule, faultOfScheduler, type ScheduleFault } from '../../kit/schedule.ts'

type Check = (text: string) => ScheduleFault | undefined

/** By the type of an event of SAM, the property that holds its schedule. */
const events: Readonly<Record<string, readonly [string, Check]>> = {
  Schedule: ['Schedule', faultOfSchedule],
  ScheduleV2: ['ScheduleExpression', faultOfScheduler],
}

const types: Readonly<Record<string, Check>> = {
  'AWS::Events::Rule': faultOfSchedule,
  'AWS::Scheduler::Schedule': faultOfScheduler,
}

/** Refuses schedules that EventBridge does not take. */
export const schedule: Rule = {
  code: 'E4220',
  title: 'Schedule is not valid',
  why: 'EventBridge takes rate(…) and cron(…) with six fields, in UTC; it refuses anything else in the middle of a deploy.',
  *check(input) {
    for (const { value, path, check } of schedules(input)) {
      const found = typeof value === 'string' && !value.includes('{{') ? check(value) : undefined
      if (found !== undefined) yield { path, message: `"${value}" ${found.fault}.`, hint: found.hint }
    }
  },
}

interface Written {
  readonly value: Value | undefined
  readonly path: Path
  readonly check: Check
}

function* schedules({ resources }: RuleInput): Iterable<Written> {
  for (const { type, body, path } of resources) {
    const properties: Properties = record(body.Properties)
    const check = own(types, type)
    if (check !== undefined)
      yield {
        value: properties.ScheduleExpression,
        path: [...path, 'Properties', 'ScheduleExpression'],
        check,
      }
    if (!type.startsWith('AWS::Serverless::')) continue
    for (const [name, event] of Object.entries(record(properties.Events))) {
      const [key, checkEvent] = own(events, String(record(event).Type)) ?? []
      if (key !== undefined && checkEvent !== undefined)
        yield {
          value: record(record(event).Properties)[key],
          path: [...path, 'Properties', 'Events', name, 'Properties', key],
          check: checkEvent,
        }
    }
  }
}
