import type { Rule } from '../../../../model/dialect.ts'
import { wrongField } from '../../kit/cron.ts'
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

/** Refuses fields of a cron that hold no value which SCF reads. */
export const cronValues: Rule = {
  code: 'E4414',
  title: 'Cron field is out of its range',
  why: 'SCF refuses the trigger, in the middle of a deploy.',
  *check(input) {
    for (const { path, cron, fields } of crons(input)) {
      const wrong = wrongField(fields === 5 ? `0 ${cron} *` : cron)
      if (wrong === undefined || (fields !== 5 && fields !== 7)) continue
      const { name, from, to } = wrong
      yield {
        path,
        message: `The ${name} of "${cron}" is not valid.`,
        hint: `The ${name} is ${from} to ${to}, a list "a,b", a range "a-b", a step "*/n" or "*".`,
      }
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
