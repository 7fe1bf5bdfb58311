import { readSchedule } from '../../../model/schedule.ts'

/** What is wrong with a schedule, as the end of a sentence, and what to write. */
export interface ScheduleFault {
  readonly fault: string
  readonly hint: string
}

/** Tells what EventBridge refuses of the schedule of a rule, or nothing; what it takes is what the local cloud fires. */
export function faultOfSchedule(text: string): ScheduleFault | undefined {
  const rate = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(text)
  if (rate !== null) return faultOfRate(Number(rate[1]), rate[2] ?? '', rate[3] === 's')
  const fields = /^cron\((\S+(?: \S+)*)\)$/.exec(text)?.[1]?.split(' ')
  if (fields === undefined) return { fault: 'is neither rate(…) nor cron(…)', hint: example }
  if (fields.length !== 6)
    return {
      fault: `has ${fields.length} fields instead of six`,
      hint: `A sixth field is the year. ${example}`,
    }
  if (readSchedule(text) === undefined)
    return { fault: 'has a field with a value that it cannot have', hint: example }
  const [, , day, , weekday] = fields
  if ((day === '?') === (weekday === '?'))
    return { fault: 'needs "?" for either the day or the weekday', hint: example }
  return undefined
}

/** EventBridge Scheduler takes one point in time besides. */
export function faultOfScheduler(text: string): ScheduleFault | undefined {
  if (!text.startsWith('at(')) return faultOfSchedule(text)
  return /^at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)$/.test(text)
    ? undefined
    : { fault: 'names no point in time', hint: 'Write at(2030-01-31T08:00:00), without a zone.' }
}

const example = 'Every five minutes is rate(5 minutes); eight in the morning UTC is cron(0 8 * * ? *).'

function faultOfRate(count: number, unit: string, plural: boolean): ScheduleFault | undefined {
  if (count === 0) return { fault: 'never comes', hint: 'Count from 1.' }
  if ((count === 1) !== plural) return undefined
  const right = count === 1 ? unit : `${unit}s`
  return { fault: `is refused for its "${unit}${plural ? 's' : ''}"`, hint: `Write rate(${count} ${right}).` }
}
