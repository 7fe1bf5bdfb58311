import { homedir, hostname, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Context } from './command.ts'

/** Runs the program: the only place that reads the process and ends it. */
async function main(): Promise<void> {
  const stop = new AbortController()
  const context = contextOf(stop.signal)
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => interrupt(stop))
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endQuietly)
  const { run } = await import('./program.ts')
  process.exitCode = await run(process.argv.slice(2), context)
  // Kept connections and timers of SDKs must not hold the process once all is said.
  await Promise.all([process.stdout, process.stderr].map(flushed))
  process.exit()
}

function contextOf(signal: AbortSignal): Context {
  return {
    cwd: process.cwd(),
    environment: process.env,
    home: homedir(),
    root: rootOf(fileURLToPath(import.meta.url)),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    host: hostname(),
    user: userName(),
    pid: process.pid,
    signal,
    now: () => new Date(),
  }
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

/** A reader that went away, such as `head`, is no trouble of ours. */
function endQuietly(error: NodeJS.ErrnoException): void {
  process.exit(error.code === 'EPIPE' ? 0 : 1)
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise(resolve => stream.write('', () => resolve()))
}

await main()
