import { FnxError } from '../../model/diagnostic.ts'
import { logFilter } from '../../model/log-filter.ts'
import type { LogLine, LogQuery } from '../../model/provider.ts'

/** Takes out of a log what was asked for, where the log service reads no filter patterns and no milliseconds. */
export function wanted(lines: readonly LogLine[], { until, filter = '' }: LogQuery): readonly LogLine[] {
  const isWanted = logFilter(filter)
  if (isWanted === undefined) throw noFilter(filter)
  return lines.filter(({ time, text }) => (until === undefined || time <= until) && isWanted(text))
}

function noFilter(filter: string): FnxError {
  return new FnxError(
    {
      code: 'E0001',
      message: `Only CloudWatch Logs reads patterns of columns, such as ${filter}`,
      hint: 'Write words, or { $.level = "error" } for lines of JSON.',
    },
    2,
  )
}
