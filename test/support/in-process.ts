import { Readable, Writable } from 'node:stream'
import type { Context } from '../../src/cli/command.ts'
import { run } from '../../src/cli/program.ts'
import { root } from './fnx.ts'

/** How a run within this process ended. */
export interface Done {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command line without starting a process: for walks of thousands of runs. */
export async function inProcess(
  args: readonly string[],
  cwd: string,
  more: Partial<Context> = {},
): Promise<Done> {
  const [stdout, stderr] = [sink(), sink()]
  const context: Context = {
    cwd,
    environment: { PATH: process.env.PATH },
    home: cwd,
    root,
    stdin: Readable.from([]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    host: 'walk',
    user: 'walk',
    pid: process.pid,
    signal: new AbortController().signal,
    now: () => new Date(),
    ...more,
  }
  const code = await run(args, context)
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}

function sink(): { readonly stream: Writable; text(): string } {
  const parts: string[] = []
  const stream = new Writable({
    write(chunk, _, next) {
      parts.push(String(chunk))
      next()
    },
  })
  return { stream, text: () => parts.join('') }
}
