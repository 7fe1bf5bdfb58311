import { readFileSync } from 'node:fs'

/** Measures one process and its descendants while it works. */
export interface Gauge {
  begin(): void
  /** Gives the most MB seen in the life of the process, 0 where the system does not tell. */
  end(): number
}

const interval = 25
const busy = new Set<() => void>()
let ticking: NodeJS.Timeout | undefined

/** Makes a gauge that calls `over` once the processes hold more than `limit` MB. It needs Linux's `/proc`. */
export function gauge(pid: number, limit: number, over: () => void): Gauge {
  let peak = 0
  let sampled = 0
  const measure = (): void => {
    sampled = Date.now()
    peak = Math.max(peak, residentOf(pid))
  }
  const sample = (): void => {
    measure()
    if (peak > limit) over()
  }
  return {
    begin() {
      busy.add(sample)
      ticking ??= setInterval(tick, interval).unref()
    },
    end() {
      busy.delete(sample)
      if (Date.now() - sampled > 20 * interval) measure()
      return Math.ceil(peak)
    },
  }
}

/** One timer for all, which stops at the first tick that finds nobody at work. */
function tick(): void {
  if (busy.size === 0) {
    clearInterval(ticking)
    ticking = undefined
  }
  for (const sample of busy) sample()
}

function residentOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1')
    const own = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim()
    if (children === '') return own
    return children.split(' ').reduce((sum, child) => sum + residentOf(Number(child)), own)
  } catch {
    return 0
  }
}
