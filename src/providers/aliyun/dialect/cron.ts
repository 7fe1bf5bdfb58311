import { readSchedule } from '../../../model/schedule.ts'

/** The fields of a cron (https://www.alibabacloud.com/help/en/functioncompute/fc/time-triggers). */
const fields = ['second', 'minute', 'hour', 'day', 'month', 'weekday']

/** What is wrong with a schedule, and what to write instead. */
export interface CronFault {
  readonly fault: string
  readonly hint: string
}

/** Says what Function Compute would refuse of a schedule; nothing when it takes it: then the local cloud fires it. */
export function faultOfCron(written: string): CronFault | undefined {
  const cron = written.trim()
  const hint = 'Every four minutes is "@every 4m"; eight in the morning UTC is "0 0 8 * * *".'
  if (cron.startsWith('@'))
    return readSchedule(cron) === undefined
      ? { fault: 'is not an interval of seconds, minutes or hours', hint }
      : undefined
  const parts = cron.replace(/^(?:CRON_)?TZ=\S+\s+/, '').split(/\s+/)
  if (parts.length === 5)
    return { fault: 'has five fields instead of six: the second is missing', hint: `Write "0 ${cron}".` }
  if (parts.length !== fields.length)
    return { fault: `has ${parts.length} field${parts.length === 1 ? '' : 's'} instead of six`, hint }
  const wrong = parts.findIndex(
    (part, at) => otherForm.test(part) || readSchedule(alone(part, at)) === undefined,
  )
  if (wrong >= 0) return { fault: `has no ${fields[wrong]} that there is`, hint }
  return readSchedule(cron) === undefined ? { fault: 'names no time zone that there is', hint } : undefined
}

/** Days from the end of a month, working days and numbered weekdays are what other clouds have. */
const otherForm = /^L$|^\d+[LW]$|^[a-z]{3}L$|#/i

/** Gives a cron that asks of one field alone. */
function alone(part: string, at: number): string {
  return fields.map((_, index) => (index === at ? part : '*')).join(' ')
}
