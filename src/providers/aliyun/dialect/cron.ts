interface Field {
  readonly name: string
  readonly least: number
  readonly most: number
  readonly words?: RegExp
}

/** The fields of a cron (https://www.alibabacloud.com/help/en/functioncompute/fc/time-triggers). */
const fields: readonly Field[] = [
  { name: 'second', least: 0, most: 59 },
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, words: /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)$/i },
  { name: 'weekday', least: 0, most: 7, words: /^(?:sun|mon|tue|wed|thu|fri|sat)$/i },
]

/** What is wrong with a schedule, and what to write instead. */
export interface CronFault {
  readonly fault: string
  readonly hint: string
}

/** Says what Function Compute would refuse of a schedule; nothing when it takes it. */
export function faultOfCron(written: string): CronFault | undefined {
  const cron = written.trim()
  if (/^@every (?:\d+[smhd])+$/.test(cron)) return undefined
  const hint = 'Every four minutes is "@every 4m"; eight in the morning UTC is "0 0 8 * * *".'
  if (cron.startsWith('@')) return { fault: 'is not an interval of seconds, minutes or hours', hint }
  const parts = cron.replace(/^(?:CRON_)?TZ=\S+\s+/, '').split(/\s+/)
  if (parts.length === 5)
    return { fault: 'has five fields instead of six: the second is missing', hint: `Write "0 ${cron}".` }
  if (parts.length !== fields.length)
    return { fault: `has ${parts.length} field${parts.length === 1 ? '' : 's'} instead of six`, hint }
  const wrong = fields.find((field, index) => !fits(parts[index] ?? '', field))
  return wrong === undefined ? undefined : { fault: `has no ${wrong.name} that there is`, hint }
}

/** Reads lists of `*`, `?`, numbers, ranges and steps. */
function fits(part: string, { least, most, words }: Field): boolean {
  const isMoment = (item: string) =>
    words?.test(item) === true || (/^\d+$/.test(item) && Number(item) >= least && Number(item) <= most)
  return part.split(',').every(item => {
    const [range = '', step, ...rest] = item.split('/')
    if (rest.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false
    if (range === '*' || range === '?') return true
    const ends = range.split('-')
    return ends.length <= 2 && ends.every(isMoment)
  })
}
