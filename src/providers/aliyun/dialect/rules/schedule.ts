import type { Rule, RuleInput } from '../../../../model/dialect.ts'
import { type Path, record, type Value } from '../../../../model/value.ts'
import { faultOfCron } from '../cron.ts'
import { eventsOf } from '../events.ts'
import { kindOf } from '../kind.ts'
import { written } from '../written.ts'

/** Refuses schedules that Function Compute does not take. */
export const schedule: Rule = {
  code: 'E4322',
  title: 'Schedule is not valid',
  why: 'Function Compute takes @every with an interval, or six fields: second, minute, hour, day, month, weekday.',
  *check(input) {
    for (const { cron, path } of schedules(input)) {
      const found = faultOfCron(cron)
      if (found !== undefined) yield { path, message: `"${cron}" ${found.fault}.`, hint: found.hint }
    }
  },
}

function* schedules({
  template,
  resources,
}: RuleInput): Iterable<{ readonly cron: string; readonly path: Path }> {
  for (const fn of written(template.document))
    if (kindOf(fn.type) === 'Function')
      for (const { trigger, properties, path } of eventsOf(fn))
        if (trigger?.triggerType === 'timer')
          yield* known(properties.CronExpression, [...path, 'Properties', 'CronExpression'])
  for (const { type, body, path } of resources) {
    const { TriggerType, TriggerConfig } = record(body.Properties)
    if (type === 'ALIYUN::FC3::Trigger' && TriggerType === 'timer')
      for (const name of ['cronExpression', 'CronExpression'])
        yield* known(record(TriggerConfig)[name], [...path, 'Properties', 'TriggerConfig', name])
  }
}

function* known(value: Value | undefined, path: Path) {
  const cron = typeof value === 'string' ? value : undefined
  if (cron !== undefined && !cron.includes('{{')) yield { cron, path }
}
