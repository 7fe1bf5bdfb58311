/** When a timer is due: every so many ms, or at the seconds that a cron expression names. */
export type Schedule = { readonly every: number } | { matches(second: Date): boolean }

const units: Readonly<Record<string, number>> = {
  s: 1_000,
  second: 1_000,
  m: 60_000,
  minute: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  d: 86_400_000,
  day: 86_400_000,
}

/**
 * Reads a schedule as one of the clouds writes it; gives nothing when it is none.
 *
 * - `rate(5 minutes)` and `cron(minutes hours day month weekday year)`, UTC, Sunday is 1: AWS EventBridge
 * - the same and `at(2030-01-31T08:00:00)`, with `CRON_TZ=Area/City` before for the zone beside it: its Scheduler
 * - `@every 4m`, and six fields `second minute hour day month weekday` with `CRON_TZ=Area/City` before: Aliyun FC, UTC
 * - seven fields `second minute hour day month weekday year`, Beijing time: Tencent SCF
 */
export function readSchedule(written: string): Schedule | undefined {
  const text = written.trim()
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(text)
  if (rate !== null) return every(rate[1], rate[2])
  if (/^@every\s/.test(text)) return everyDuration(text.slice(6).trim())
  const zone = /^(?:CRON_TZ|TZ)=(\S+)\s/.exec(text)
  const rest = zone === null ? text : text.slice(zone[0].length)
  const aws = awsFields(rest.trim())
  if (aws !== undefined)
    return aws.length === 7 ? cron(aws, { zone: zone?.[1] ?? 'UTC', ...eventBridge }) : undefined
  const fields = words(rest)
  if (fields.length === 6) return cron([...fields, '*'], { zone: zone?.[1] ?? 'UTC', ...functionCompute })
  if (fields.length === 7) return cron(fields, { zone: zone?.[1] ?? 'Asia/Shanghai', ...scf })
  return undefined
}

/** What a cloud takes in its fields: the numbers of its weekdays, its last year, and ranges that go round the end. */
interface Form {
  readonly sunday: 0 | 1
  readonly lastWeekday: 6 | 7
  readonly lastYear: number
  readonly round: boolean
}

const eventBridge: Form = { sunday: 1, lastWeekday: 7, lastYear: 2199, round: true }
const functionCompute: Form = { sunday: 0, lastWeekday: 7, lastYear: 2199, round: false }
const scf: Form = { sunday: 0, lastWeekday: 6, lastYear: 2099, round: false }

/** Gives the fields of a cron expression, seconds before all, that AWS writes; a point in time is one that comes once. */
function awsFields(text: string): readonly string[] | undefined {
  const fields = /^cron\((.*)\)$/.exec(text)?.[1]
  if (fields !== undefined) return ['0', ...words(fields)]
  const once = /^at\((\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\)$/.exec(text)
  if (once === null) return undefined
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] = once
  return [second, minute, hour, day, month, '?', year]
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/)
}

function every(count: string | undefined, unit: string | undefined): Schedule | undefined {
  const ms = Number(count) * (units[unit ?? ''] ?? 0)
  return ms > 0 ? { every: ms } : undefined
}

function everyDuration(text: string): Schedule | undefined {
  const parts = [...text.matchAll(/(\d+)([smhd])/g)]
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return undefined
  const ms = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? 0), 0)
  return ms > 0 ? { every: ms } : undefined
}

interface Moment {
  readonly second: number
  readonly minute: number
  readonly hour: number
  readonly day: number
  readonly month: number
  readonly year: number
  /** Sunday is 0. */
  readonly weekday: number
  readonly lastDay: number
}

type Test = (moment: Moment) => boolean

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

function cron(
  fields: readonly string[],
  { zone, ...form }: Form & { readonly zone: string },
): Schedule | undefined {
  const { round } = form
  const [second = '', minute = '', hour = '', day = '', month = '', weekday = '', year = ''] = fields
  const tests: (Test | undefined)[] = [
    field(second, ({ second }) => second, { min: 0, max: 59, round }),
    field(minute, ({ minute }) => minute, { min: 0, max: 59, round }),
    field(hour, ({ hour }) => hour, { min: 0, max: 23, round }),
    days(day, weekday, form),
    field(month, ({ month }) => month, { min: 1, max: 12, names: months, round }),
    field(year, ({ year }) => year, { min: 1970, max: form.lastYear, round: false }),
  ]
  if (tests.some(test => test === undefined)) return undefined
  const clock = clockOf(zone)
  if (clock === undefined) return undefined
  return {
    matches(time) {
      const moment = clock(time)
      return tests.every(test => test?.(moment))
    },
  }
}

/** Where both days are named, standard cron asks for either; the clouds let one of them be `?` or `*`. */
function days(day: string, weekday: string, form: Form): Test | undefined {
  const byDay = dayTest(day, form)
  const byWeekday = weekdayTest(weekday, form)
  if (byDay === undefined || byWeekday === undefined) return undefined
  if (isAny(day)) return byWeekday
  if (isAny(weekday)) return byDay
  return moment => byDay(moment) || byWeekday(moment)
}

function dayTest(text: string, { round }: Form): Test | undefined {
  if (text === 'L') return ({ day, lastDay }) => day === lastDay
  const near = /^(\d+)W$/.exec(text)
  if (near !== null) return moment => moment.day === nearestWorkday(moment, Number(near[1]))
  return field(text, ({ day }) => day, { min: 1, max: 31, round })
}

function nearestWorkday({ day, weekday, lastDay }: Moment, wanted: number): number {
  const falls = (((weekday + wanted - day) % 7) + 7) % 7
  if (falls === 6) return wanted === 1 ? 3 : wanted - 1
  if (falls === 0) return wanted === lastDay ? wanted - 2 : wanted + 1
  return wanted
}

function weekdayTest(text: string, { sunday, lastWeekday, round }: Form): Test | undefined {
  const nth = /^(\w+)#([1-5])$/.exec(text)
  const last = /^(\w+)L$/.exec(text)
  const one = nth?.[1] ?? last?.[1]
  if (one === undefined)
    return field(text, ({ weekday }) => weekday + sunday, {
      min: sunday,
      max: lastWeekday,
      names: weekdays,
      wrap: sunday === 0 && lastWeekday === 7,
      round,
    })
  const wanted = numberOf(one, { min: sunday, max: lastWeekday, names: weekdays, round })
  if (wanted === undefined) return undefined
  return ({ weekday, day, lastDay }) =>
    weekday === (wanted - sunday) % 7 &&
    (nth === null ? day > lastDay - 7 : Math.ceil(day / 7) === Number(nth[2]))
}

interface Range {
  readonly min: number
  readonly max: number
  readonly names?: readonly string[]
  /** The largest number means the smallest, as 7 means Sunday. */
  readonly wrap?: boolean
  /** A range may go round the end: from Friday to Monday. */
  readonly round: boolean
}

function field(text: string, read: (moment: Moment) => number, range: Range): Test | undefined {
  if (isAny(text)) return () => true
  const allowed = new Set<number>()
  for (const part of text.split(',')) {
    const [span = '', step = '1', ...more] = part.split('/')
    if (more.length > 0 || !/^\d+$/.test(step)) return undefined
    const [first, last] = spanOf(span, range, part.includes('/'))
    const by = Number(step)
    if (first === undefined || last === undefined || by < 1) return undefined
    if (first > last && !range.round) return undefined
    const count = range.max - range.min + 1
    const end = first > last ? last + count : last
    for (let value = first; value <= end; value += by)
      allowed.add(range.wrap && value === range.max ? range.min : value > range.max ? value - count : value)
  }
  return moment => allowed.has(read(moment))
}

function spanOf(
  span: string,
  range: Range,
  stepped: boolean,
): readonly [number | undefined, number | undefined] {
  if (isAny(span)) return [range.min, range.max]
  const [from = '', to, ...more] = span.split('-')
  if (more.length > 0) return [undefined, undefined]
  const first = numberOf(from, range)
  return [first, to === undefined ? (stepped ? range.max : first) : numberOf(to, range)]
}

function numberOf(text: string, { min, max, names }: Range): number | undefined {
  const named = names?.indexOf(text.toUpperCase()) ?? -1
  if (named >= 0) return named + min
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  return value >= min && value <= max ? value : undefined
}

function isAny(text: string): boolean {
  return text === '*' || text === '?'
}

function clockOf(zone: string): ((time: Date) => Moment) | undefined {
  let format: Intl.DateTimeFormat
  try {
    const numeric = 'numeric' as const
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    })
  } catch {
    return undefined
  }
  return time => {
    const parts: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(time)) parts[type] = Number(value)
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts
    const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay()
    const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate()
    return { year, month, day, hour, minute, second, weekday, lastDay }
  }
}
