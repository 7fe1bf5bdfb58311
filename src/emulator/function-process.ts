import { type ChildProcess, spawn } from 'node:child_process'
import type { Watchdog } from './watchdog.ts'

/** What to start, and where. The environment is whole: nothing of the host's is added. */
export interface ProcessOptions {
  readonly file: string
  readonly args: readonly string[]
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  readonly watchdog: Watchdog
  onOutput(text: string, stream: 'stdout' | 'stderr'): void
}

/** How a process ended: its status, or the signal that ended it; or why it could not start. */
export interface Exit {
  readonly status?: number
  readonly signal?: string
  readonly error?: string
}

/** The processes of one execution environment, as a group. */
export interface FunctionProcess {
  readonly pid: number | undefined
  /** Resolves once the group is gone and all that it wrote has been read. */
  readonly exit: Promise<Exit>
  freeze(): void
  thaw(): void
  kill(): void
}

/** Starts a process as the leader of a group of its own, with its output piped to `onOutput`. */
export function launch(options: ProcessOptions): FunctionProcess {
  const child = spawn(options.file, [...options.args], {
    cwd: options.folder,
    env: { ...options.environment },
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { pid } = child
  if (pid !== undefined) options.watchdog.watch(pid)
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => options.onOutput(text, name))
  const signal = (name: NodeJS.Signals): void => signalGroup(child, name)
  const exit = ended(child).finally(() => {
    if (pid !== undefined) options.watchdog.release(pid)
  })
  return {
    pid,
    exit,
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    kill: () => signal('SIGKILL'),
  }
}

function signalGroup(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill(name)
    else process.kill(-child.pid, name)
  } catch {
    // the group is gone already, which is all that a signal could ask of it
  }
}

/** How long output is waited for when a descendant left the group and holds it open. */
const drainLimit = 200

function ended(child: ChildProcess): Promise<Exit> {
  return new Promise(resolve => {
    child.on('error', error => resolve({ error: error.message }))
    child.on('exit', (status, signal) => {
      const exit = signal === null ? { status: status ?? 0 } : { signal }
      signalGroup(child, 'SIGKILL')
      const giveUp = setTimeout(resolve, drainLimit, exit)
      child.on('close', () => {
        clearTimeout(giveUp)
        resolve(exit)
      })
    })
  })
}
