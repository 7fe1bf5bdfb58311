import { readSchedule } from '../../../model/schedule.ts'

/** What a field of a cron may hold. */
export interface CronField {
  readonly name: string
  readonly from: number
  readonly to: number
}

/** The fields of a cron, in their order: cloud.tencent.com/document/product/583/9708. */
const cronFields: readonly CronField[] = [
  { name: 'second', from: 0, to: 59 },
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12 },
  { name: 'weekday', from: 0, to: 6 },
  { name: 'year', from: 1970, to: 2099 },
]

/**
 * Gives the first field of a cron of seven that SCF does not take, the field where there are not seven; what it takes, the
 * local cloud fires.
 */
export function wrongField(cron: string): CronField | undefined {
  const parts = cron.trim().split(/\s+/)
  return cronFields.find((_, at) => otherForm.test(parts[at] ?? '') || !isRead(parts[at] ?? '', at))
}

/** Days from the end of a month, working days and numbered weekdays are what other clouds have. */
const otherForm = /^L$|^\d+[LW]$|^[a-z]{3}L$|#/i

function isRead(part: string, at: number): boolean {
  const alone = cronFields.map((_, index) => (index === at ? part : '*')).join(' ')
  return part !== '' && readSchedule(alone) !== undefined
}
