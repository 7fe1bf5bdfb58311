import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Contract, InvokeOutcome } from '../model/contract.ts'
import { type Diagnostic, FnxError } from '../model/diagnostic.ts'
import { type FunctionSpec, placeOfFunction } from '../model/stack.ts'
import type { Tree } from '../model/tree.ts'
import { carriedFor } from './carried.ts'
import { startEnvironment } from './environment.ts'
import { runtimes } from './runtimes/index.ts'
import type { Host, Runtime, Startable } from './runtimes/runtime.ts'
import { createWatchdog } from './watchdog.ts'

/** One run of a function without a local cloud. */
export interface InvokeOptions extends Host {
  readonly contract: Contract
  readonly spec: FunctionSpec
  /** The folder with the code. */
  readonly code: string
  /** Folders that are to be seen in it, by their path there; needs `enclosed`. */
  readonly parts?: Readonly<Record<string, string>>
  /** What its layers hold. */
  readonly layers?: Tree['layers']
  /** The folder with the bootstraps. */
  readonly bootstraps: string
  readonly enclosed?: boolean
  /** Where packages are kept that runtimes carry; none are fetched without it. */
  readonly packages?: string
  /** Hears what is found on the way. */
  tell?(diagnostic: Diagnostic): void
  readonly payload: Uint8Array
  /** The folder in which a temporary folder is made. */
  readonly workDir: string
  /** Variables over those of the template. */
  readonly environment?: Readonly<Record<string, string>>
  /** Where a running local cloud listens. */
  readonly apiUrl?: string
  /** Ends the function when the person at the keyboard has had enough. */
  readonly signal?: AbortSignal
  onOutput?(text: string, stream: 'stdout' | 'stderr'): void
}

/** Runs a function once in a process of its own, which is gone when this resolves. */
export async function invokeOnce(options: InvokeOptions): Promise<InvokeOutcome> {
  const { spec, environment, workDir } = options
  const requestId = randomUUID()
  const work = join(workDir, requestId)
  const temporary = join(work, 'tmp')
  mkdirSync(temporary, { recursive: true })
  const watchdog = createWatchdog()
  try {
    const command = await runtimeOf(options.contract, spec).command(startable(options), options)
    const modules = await packagesOf(options, command.file)
    const started = await startEnvironment({
      ...options,
      modules,
      spec:
        environment === undefined ? spec : { ...spec, environment: { ...spec.environment, ...environment } },
      command,
      temporary,
      watchdog,
      logStream: logStream(new Date()),
      debugging: options.debugPort !== undefined,
    })
    options.signal?.addEventListener('abort', () => started.kill(), { once: true })
    const outcome = await started.run({ requestId, payload: options.payload })
    started.kill()
    await started.gone
    return outcome
  } finally {
    watchdog.close()
    rmSync(work, { recursive: true, force: true })
  }
}

function startable({ spec: { id, runtime }, code, parts = {}, layers }: InvokeOptions): Startable {
  return { id, runtime, tree: { folder: code, parts, layers } }
}

async function packagesOf(options: InvokeOptions, file: string): Promise<string | undefined> {
  const { packages, contract, spec, code, parts = {} } = options
  if (packages === undefined) return undefined
  const { modules, diagnostic } = await carriedFor({
    ...{ contract, spec, file, host: options, cache: packages, tree: { folder: code, parts } },
    tell: line => options.onOutput?.(`${line}\n`, 'stderr'),
  })
  if (diagnostic !== undefined) options.tell?.(diagnostic)
  return modules
}

/** Gives what runs a function, or throws a diagnostic when its language is not one that fnx starts. */
export function runtimeOf(contract: Contract, spec: FunctionSpec): Runtime {
  const language = contract.languageOf(spec.runtime)
  if (language !== undefined) return runtimes[language]
  throw new FnxError({
    code: 'E9004',
    message: `${spec.id} asks for the runtime "${spec.runtime}", which the local cloud cannot run.`,
    hint: 'Node, Python, Java and what a bootstrap starts (provided.al2023) run locally; deploy others to their cloud.',
    ...placeOfFunction(spec),
  })
}

/** Says so where another version than the asked one runs a function. */
export async function mismatchOf(
  contract: Contract,
  spec: FunctionSpec,
  host: Host,
): Promise<Diagnostic | undefined> {
  const found = await runtimeOf(contract, spec).mismatch(spec.runtime, host)
  if (found === undefined) return undefined
  return {
    code: 'W9001',
    message: `Functions of the runtime "${spec.runtime}" run on version ${found.has} here.`,
    hint: `Install version ${found.asked}, or use what both versions have.`,
    ...placeOfFunction(spec),
  }
}

/** Names a log stream as the clouds do: the day and a random number. */
export function logStream(now: Date): string {
  const day = now.toISOString().slice(0, 10).replaceAll('-', '/')
  return `${day}/[$LATEST]${randomUUID().replaceAll('-', '')}`
}
