import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Ended, fnx, localCloud, temporaryFolder } from './fnx.ts'

/** A project beside a local cloud that runs. */
export interface Running {
  readonly cwd: string
  readonly apiUrl: string
  readonly gatewayUrl: string
  run(...args: readonly string[]): Promise<Ended>
  /** Runs a command that must end well. */
  ok(...args: readonly string[]): Promise<Ended>
  /** Makes calls go wrong by rule, or with no rule none any more. */
  fault(rule?: object): Promise<void>
  /** The tables of the cloud whose names fit, entries by key. */
  tables(name: RegExp): Promise<Readonly<Record<string, unknown>>>
  requests(): Promise<readonly { readonly operation: string; readonly mutates: boolean }[]>
}

/** Lays a project out and starts a local cloud for it; both end with the test. */
export async function running(files: Readonly<Record<string, string>>): Promise<Running> {
  const cwd = temporaryFolder()
  lay(cwd, files)
  const { apiUrl, gatewayUrl } = await localCloud([], { cwd })
  const run = (...args: readonly string[]) => fnx(args, { cwd })
  const inspect = async (path: string, init?: RequestInit) =>
    (await fetch(`${apiUrl}/_fnx/${path}`, init)).json()
  return {
    cwd,
    apiUrl,
    gatewayUrl,
    run,
    async ok(...args) {
      const ended = await run(...args)
      if (ended.code === 0) return ended
      throw new Error(`fnx ${args.join(' ')} ended with ${ended.code}:\n${ended.stdout}\n${ended.stderr}`)
    },
    async fault(rule) {
      if (rule === undefined) await inspect('faults', { method: 'DELETE' })
      else await inspect('faults', { method: 'POST', body: JSON.stringify(rule) })
    },
    async tables(name) {
      const tables = (await inspect('state')) as Record<string, Record<string, unknown>> // the inspection endpoint
      const fitting = Object.entries(tables).filter(([table]) => name.test(table))
      return Object.fromEntries(fitting.flatMap(([, entries]) => Object.entries(entries)))
    },
    requests: async () => (await inspect('requests')) as { operation: string; mutates: boolean }[], // the same
  }
}

/** Writes files by their path. */
export function lay(cwd: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true })
    writeFileSync(join(cwd, name), text)
  }
}

/** The texts of all files below a folder, by path. */
export function textsBelow(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const paths = files.map(({ parentPath, name }) => join(parentPath, name))
  return Object.fromEntries(paths.map(path => [path, readFileSync(path, 'latin1')]))
}

/** The last line of a run with `--output json`. */
export function resultOf({ stdout }: Ended): Readonly<Record<string, unknown>> {
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}
