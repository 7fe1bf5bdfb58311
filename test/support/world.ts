import { Readable, Writable } from 'node:stream'
import type { Context, Typed } from '../../src/cli/command.ts'
import { root } from './fnx.ts'

/** A context whose output is kept. */
export interface World {
  readonly context: Context
  stdout(): string
  stderr(): string
}

/** Makes the outside world of a command: no terminal unless one is asked for. */
export function world(given: Partial<Context> & { readonly terminal?: boolean } = {}): World {
  const { terminal = false, ...changes } = given
  const [stdout, stderr] = [kept(terminal), kept(terminal)]
  const context: Context = {
    cwd: root,
    environment: {},
    home: root,
    root,
    stdin: Readable.from([]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    host: 'engine',
    user: 'ada',
    pid: process.pid,
    signal: new AbortController().signal,
    now: () => new Date('2026-01-02T03:04:05.000Z'),
    ...changes,
  }
  return { context, stdout: stdout.text, stderr: stderr.text }
}

function kept(isTTY: boolean) {
  const parts: string[] = []
  const stream = new Writable({
    write(chunk, _, next) {
      parts.push(String(chunk))
      next()
    },
  })
  return { stream: Object.assign(stream, { isTTY, columns: 80 }), text: () => parts.join('') }
}

/** What was typed, without the words of a command line. */
export function typed(options: Typed['options'] = {}, ...args: readonly string[]): Typed {
  return { options, args }
}
