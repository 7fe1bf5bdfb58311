import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type Batch, packFiles, type Wanted } from './pack.ts'

/** Packs batches of files, on as many threads as it has. */
export interface Pool {
  /** Batches that are worth having under way at once. */
  readonly width: number
  pack(wanted: readonly Wanted[]): Promise<Batch>
  close(): Promise<void>
}

/** A second thread halves the time; each one takes memory for its own heap and buffers. */
const threads = 2

/**
 * Gives a pool for so many bytes: two threads where they pay, else the caller's own.
 * `worker` is the built file that the threads run; it is looked for beside the program when not given.
 */
export function openPool(bytes: number, worker: string | undefined = builtWorker()): Pool {
  const worth = bytes > 5_000_000 && availableParallelism() > 1
  return worth && worker !== undefined ? threaded(worker) : inThread
}

const inThread: Pool = { width: 1, pack: async wanted => packFiles(wanted), close: async () => undefined }

interface Task {
  readonly wanted: readonly Wanted[]
  done(batch: Batch): void
}

function threaded(file: string): Pool {
  const waiting: Task[] = []
  const workers = Array.from({ length: threads }, () => new Worker(file))
  const idle = [...workers]
  const next = () => {
    while (idle.length > 0 && waiting.length > 0) start(idle.pop(), waiting.shift())
  }
  const start = (worker: Worker | undefined, task: Task | undefined) => {
    if (worker === undefined || task === undefined) return
    const failed = (error: Error) => task.done({ file: task.wanted[0]?.file ?? '', trouble: error.message })
    worker.once('error', failed)
    worker.once('message', (batch: Batch) => {
      worker.off('error', failed)
      idle.push(worker)
      task.done(batch)
      next()
    })
    worker.postMessage(task.wanted)
  }
  return {
    width: threads * 3,
    pack: wanted =>
      new Promise(done => {
        waiting.push({ wanted, done })
        next()
      }),
    close: async () => {
      await Promise.all(workers.map(worker => worker.terminate()))
    },
  }
}

/** The build puts the worker beside the program, whose parts lie one folder deeper; from source there is none. */
function builtWorker(): string | undefined {
  return ['./zip-worker.js', '../zip-worker.js']
    .map(place => fileURLToPath(new URL(place, import.meta.url)))
    .find(file => existsSync(file))
}
