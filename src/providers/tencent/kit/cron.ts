/** What a field of a cron may hold. */
export interface CronField {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly words?: readonly string[]
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

/** The fields of a cron, in their order: cloud.tencent.com/document/product/583/9708. */
const cronFields: readonly CronField[] = [
  { name: 'second', from: 0, to: 59 },
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12, words: months },
  { name: 'weekday', from: 0, to: 6, words: days },
  { name: 'year', from: 1970, to: 2099 },
]

/** Gives the first field of a cron of seven whose value SCF does not read; the field where there are not seven. */
export function wrongField(cron: string): CronField | undefined {
  const parts = cron.trim().split(/\s+/)
  return cronFields.find((field, index) => !fits(parts[index] ?? '', field))
}

function fits(written: string, field: CronField): boolean {
  return written.split(',').every(part => {
    const [span = '', step, ...more] = part.split('/')
    const ends = span.split('-')
    return (
      more.length === 0 &&
      ends.length <= 2 &&
      (step === undefined || /^[1-9]\d*$/.test(step)) &&
      (span === '*' || span === '?' || ends.every(end => isIn(end, field)))
    )
  })
}

function isIn(written: string, { from, to, words = [] }: CronField): boolean {
  if (words.includes(written.toUpperCase())) return true
  return /^\d+$/.test(written) && Number(written) >= from && Number(written) <= to
}
