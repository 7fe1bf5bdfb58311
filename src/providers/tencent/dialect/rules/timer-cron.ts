import type { Rule } from '../../../../model/dialect.ts'
import { timer } from '../events/timer.ts'
import { eventsOf } from '../written.ts'
import { functionsIn } from './functions.ts'

/** Says that a cron of five fields is read with seconds and years added. */
export const fiveFieldCron: Rule = {
  code: 'W4406',
  title: 'Cron of five fields',
  why: 'SCF reads seven fields: second, minute, hour, day, month, weekday, year.',
  *check(input) {
    for (const { path, cron, fields } of crons(input))
      if (fields === 5)
        yield {
          path,
          message: `"${cron}" has five fields and is deployed as "0 ${cron} *".`,
          hint: `Write "0 ${cron} *".`,
        }
  },
}

/** Refuses a cron of any other number of fields. */
export const cronFields: Rule = {
  code: 'E4407',
  title: 'Cron has the wrong number of fields',
  why: 'SCF reads seven fields: second, minute, hour, day, month, weekday, year.',
  *check(input) {
    for (const { path, cron, fields } of crons(input))
      if (fields !== 5 && fields !== 7)
        yield {
          path,
          message: `"${cron}" has ${fields} ${fields === 1 ? 'field' : 'fields'} instead of seven.`,
          hint: 'Every five minutes is "0 */5 * * * * *".',
        }
  },
}

function* crons(input: Parameters<Rule['check']>[0]) {
  for (const { fn } of functionsIn(input))
    for (const { type, properties, path } of eventsOf(fn)) {
      const key = properties.CronExpression === undefined ? 'Cron' : 'CronExpression'
      const cron = properties[key]
      if (timer.words.includes(type) && typeof cron === 'string')
        yield {
          path: [...path, 'Properties', key],
          cron: cron.trim(),
          fields: cron.trim().split(/\s+/).length,
        }
    }
}
