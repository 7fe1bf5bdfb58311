import type { Recognised } from '../model/operation.ts'

/** One call that the local cloud answered. */
export interface LoggedCall extends Recognised {
  /** Grows by one with each call since the local cloud started. */
  readonly seq: number
  readonly cloud: string
  readonly status: number
  /** ISO time. */
  readonly at: string
}

/** The last calls, oldest first. */
export interface RequestLog {
  add(call: Omit<LoggedCall, 'seq'>): void
  read(): readonly LoggedCall[]
  clear(): void
}

const limit = 20_000

/** Makes an empty log of calls, which keeps the last twenty thousand. */
export function createRequestLog(): RequestLog {
  let calls: LoggedCall[] = []
  let seq = 0
  return {
    add(call) {
      seq++
      calls.push({ seq, ...call })
      if (calls.length > 2 * limit) calls = calls.slice(-limit)
    },
    read: () => calls.slice(-limit),
    clear() {
      calls = []
    },
  }
}
