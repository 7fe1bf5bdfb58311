import { homedir, hostname, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FnxError } from '../model/diagnostic.ts'
import type { Context } from './command.ts'
import { languageOf } from './language.ts'

/** Runs the program: the only place that reads the process and ends it. */
async function main(): Promise<void> {
  const stop = new AbortController()
  const cwd = workingFolder()
  const context = contextOf(stop.signal, cwd ?? '/')
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => interrupt(stop))
  const lost: NodeJS.ErrnoException[] = []
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', error => {
      lost.push(error)
      stop.abort()
    })
  const exitCode = cwd === undefined ? await showLost(noFolder(), context) : await run(context)
  // Kept connections and timers of SDKs must not hold the process once all is said.
  await Promise.all([process.stdout, process.stderr].map(flushed))
  const unwritten = lost.find(error => !isReaderGone(error))
  // A command that stopped because of it ends as by Ctrl-C and knows nothing of the disk.
  const unexplained = unwritten !== undefined && (exitCode === 0 || exitCode === 130)
  process.exit(unexplained ? await showLost(unwritten, context) : exitCode)
}

async function run(context: Context): Promise<number> {
  const program = await import('./program.ts')
  return program.run(process.argv.slice(2), context)
}

function contextOf(signal: AbortSignal, cwd: string): Context {
  return {
    cwd,
    environment: process.env,
    home: homedir(),
    root: rootOf(fileURLToPath(import.meta.url)),
    // Opening the input takes milliseconds, and few commands read it.
    get stdin() {
      return process.stdin
    },
    stdout: process.stdout,
    stderr: process.stderr,
    host: hostname(),
    user: userName(),
    pid: process.pid,
    signal,
    language: languageOf(process.argv.slice(2), process.env),
    now: () => new Date(),
  }
}

/** Nothing when the folder was removed after the shell had entered it. */
function workingFolder(): string | undefined {
  try {
    return process.cwd()
  } catch {
    return undefined
  }
}

function noFolder(): FnxError {
  return new FnxError(
    { code: 'E0002', message: 'The folder that you are in is gone.', hint: 'Enter another folder.' },
    2,
  )
}

/** `dist/main.js` stands one folder below the root. */
function rootOf(file: string): string {
  return join(dirname(file), '..')
}

/** A container may run under a user id that has no name. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? 'user')
  }
}

/** The first signal drains and saves; the second ends at once. */
function interrupt(stop: AbortController): void {
  if (stop.signal.aborted) process.exit(130)
  stop.abort()
}

async function showLost(error: Error, context: Context): Promise<number> {
  const { showFailure } = await import('./views/failure.ts')
  return showFailure(error, context, false)
}

/** A reader that went away, such as `head`, is no failure; what runs ends as by Ctrl-C, for a run is never cut off. */
function isReaderGone({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE'
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise(resolve => stream.write('', () => resolve()))
}

await main()
