import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** The checkout. */
export const root = join(import.meta.dirname, '..', '..')

const program = join(root, 'bin', 'fnx.js')

/** How a run of the program ended. */
export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
  /** Options of Node itself, such as a preload. */
  readonly node?: readonly string[]
  /** Milliseconds after which the run counts as hung. */
  readonly limit?: number
}

/** Runs the built program from an environment that knows no cloud and no colours. */
export function fnx(args: readonly string[], options: RunOptions): Promise<Ended> {
  return begin(args, options).ended
}

/** A run of the program that goes on. */
export interface Begun {
  readonly ended: Promise<Ended>
  send(signal: NodeJS.Signals): void
  /** Waits until the run has written something; fails when it ends before. */
  says(what: RegExp): Promise<void>
}

/** Starts the built program; it ends with the test at the latest. */
export function begin(args: readonly string[], { cwd, env, input, node, limit }: RunOptions): Begun {
  const child = spawn(process.execPath, [...(node ?? []), program, ...args], {
    cwd,
    env: { ...cleanEnvironment(cwd), ...env },
    stdio: 'pipe',
    timeout: limit ?? 60_000,
    killSignal: 'SIGKILL',
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(input ?? '')
  const out = { stdout: '', stderr: '' }
  child.stdout.on('data', chunk => {
    out.stdout += chunk
  })
  child.stderr.on('data', chunk => {
    out.stderr += chunk
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, ...out }))
  })
  return {
    ended,
    send: signal => child.kill(signal),
    async says(what) {
      while (!what.test(out.stdout + out.stderr)) {
        if (child.exitCode !== null)
          throw new Error(`fnx ended before it said ${what}:\n${out.stdout}${out.stderr}`)
        await new Promise(resolve => setTimeout(resolve, 20))
      }
    },
  }
}

/** Nothing of the machine's own credentials or proxies reaches a test. */
export function cleanEnvironment(home: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: home,
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
    AWS_EC2_METADATA_DISABLED: 'true',
  }
}

/** Makes a folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fnx-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

/** Copies a project into a folder of its own, without what runs of fnx left in it. */
export function projectFrom(folder: string): string {
  const to = join(temporaryFolder(), 'app')
  cpSync(folder, to, { recursive: true, filter: source => !/[\\/](\.fnx|node_modules)$/.test(source) })
  return to
}

/** A local cloud in a process of its own. */
export interface RunningCloud {
  readonly apiUrl: string
  readonly gatewayUrl: string
  readonly kill: () => Promise<void>
}

/** Starts `fnx local start` and waits until it listens; it ends with the test. */
export async function localCloud(args: readonly string[], { cwd, env }: RunOptions): Promise<RunningCloud> {
  const ports = ['--port', '0', '--api-port', '0', '--output', 'json']
  const child = spawn(process.execPath, [program, 'local', 'start', ...args, ...ports], {
    cwd,
    env: { ...cleanEnvironment(cwd), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  const kill = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
  }
  onTestFinished(kill)
  let text = ''
  const urls = await new Promise<{ apiUrl: string; gatewayUrl: string }>((resolve, reject) => {
    child.stderr.on('data', chunk => {
      text += chunk
    })
    child.stdout.on('data', chunk => {
      text += chunk
      const line = text.split('\n').find(entry => entry.includes('"apiUrl"'))
      if (line !== undefined) resolve(JSON.parse(line))
    })
    child.once('close', code => reject(new Error(`fnx local start ended with ${code}:\n${text}`)))
  })
  return { ...urls, kill }
}
