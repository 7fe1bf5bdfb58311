/** A line of a function's log; the time is epoch ms. */
export interface LogEntry {
  readonly time: number
  readonly text: string
  readonly stream: string
}

/** The last lines of each function, in memory. */
export interface FunctionLogs {
  /** Adds the log of one invocation. */
  add(key: string, text: string, stream: string, time: number): void
  read(key: string): readonly LogEntry[]
  keys(): readonly string[]
  clear(): void
}

/** Lines that are kept per function. */
const limit = 10_000

interface Chunk {
  readonly time: number
  readonly text: string
  readonly stream: string
  readonly lines: number
}

/** Makes an empty store of logs, which keeps the last ten thousand lines of each function. */
export function createFunctionLogs(): FunctionLogs {
  const logs = new Map<string, { chunks: Chunk[]; lines: number }>()
  return {
    add(key, text, stream, time) {
      const log = logs.get(key) ?? { chunks: [], lines: 0 }
      logs.set(key, log)
      const lines = countLines(text)
      log.chunks.push({ time, text, stream, lines })
      log.lines += lines
      if (log.lines > 2 * limit) trim(log)
    },
    read: key => (logs.get(key)?.chunks ?? []).flatMap(entries).slice(-limit),
    keys: () => [...logs.keys()],
    clear: () => logs.clear(),
  }
}

/** Lines are split when somebody reads them, which is seldom, and not when they are written. */
function entries({ time, text, stream }: Chunk): LogEntry[] {
  const lines = text.endsWith('\n') ? text.slice(0, -1).split('\n') : text.split('\n')
  return lines.map(line => ({ time, text: line, stream }))
}

function countLines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}

/** Drops the older half at once, so that dropping costs little per line. */
function trim(log: { chunks: Chunk[]; lines: number }): void {
  let drop = 0
  while (log.lines > limit) log.lines -= log.chunks[drop++]?.lines ?? log.lines
  log.chunks = log.chunks.slice(drop)
}
