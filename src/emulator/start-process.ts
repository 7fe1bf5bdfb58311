import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Contract, Place } from '../model/contract.ts'
import { FnxError } from '../model/diagnostic.ts'
import type { FunctionSpec } from '../model/stack.ts'
import type { Tree } from '../model/tree.ts'
import type { Properties } from '../model/value.ts'
import { enclose, enclosedPaths, searched } from './enclosure.ts'
import { type FunctionProcess, launch } from './function-process.ts'
import { factsOf, localCredentials } from './invocation-facts.ts'
import type { Command } from './runtimes/runtime.ts'
import type { Watchdog } from './watchdog.ts'

/** All that an execution environment is started with. */
export interface EnvironmentOptions {
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
  readonly temporary: string
  /** Packages that the runtime carries, which are found after those of the code. */
  readonly modules?: string | undefined
  /** It sees its code read-only and nothing above it, and a `/tmp` of its own. */
  readonly enclosed?: boolean
  readonly command: Command
  readonly watchdog: Watchdog
  readonly logStream: string
  readonly apiUrl?: string
  /** No time limit, no memory limit, never frozen. */
  readonly debugging: boolean
  /** What the log holds, as it comes: what the function writes, and the cloud's own lines. */
  onOutput?(text: string, stream: 'stdout' | 'stderr'): void
}

/** Starts the process of an execution environment, with the variables of the contract and no others of the host. */
export function startProcess(
  options: EnvironmentOptions,
  runtimeApi: string,
  onOutput: (text: string, stream: 'stdout' | 'stderr') => void,
): FunctionProcess {
  const { spec, contract, logStream, watchdog } = options
  const { code, temporary, bootstraps } = options.enclosed ? enclosedPaths : options
  const layers = (options.enclosed ? undefined : options.layers?.folder) ?? enclosedPaths.layers
  const apiUrl = options.apiUrl === undefined ? {} : { apiUrl: options.apiUrl }
  const place: Place = {
    code,
    layers,
    temporary,
    runtimeApi,
    logStream,
    credentials: localCredentials,
    ...apiUrl,
  }
  const paths = { PATH: searched, TMPDIR: temporary }
  const { file, ...command } = options.command
  const carried = options.modules === undefined ? {} : { packages: packagesOf(options, options.modules) }
  const layered = options.layers === undefined ? {} : { layers }
  const settings = (): string =>
    JSON.stringify({ ...settingsOf(options, runtimeApi), code, ...carried, ...layered })
  const { bootstrap } = command
  const args = [
    ...command.options,
    ...(contract.options?.(spec) ?? []),
    ...(bootstrap === undefined ? [] : [join(bootstraps, bootstrap)]),
    ...command.args,
    ...(bootstrap === undefined ? [] : [settings()]),
    ...mainOf(options),
  ]
  const environment = { ...paths, ...contract.environment(spec, place) }
  checkVariables(spec, environment)
  return launch({
    ...(options.enclosed
      ? enclose({ parts: {}, ...options, file }, args)
      : { file, args, folder: options.code }),
    environment,
    watchdog,
    onOutput,
  })
}

/** What runs without being checked first is told here what no process can have. */
function checkVariables({ id }: FunctionSpec, environment: Readonly<Record<string, string>>): void {
  const odd = Object.entries(environment).find(variable => variable.some(text => text.includes('\0')))
  if (odd === undefined) return
  throw new FnxError({
    code: 'E4004',
    message: `The variable ${odd[0]} of ${id} holds a NUL character.`,
    hint: 'Leave it out, or encode the value, such as in Base64.',
  })
}

/** Without the packages that it lies in, such a program cannot be started. */
function mainOf(options: EnvironmentOptions): readonly string[] {
  const { command, modules, spec } = options
  if (command.main === undefined) return []
  const { id, handler, memory, runtime } = spec
  if (modules !== undefined) return command.main({ packages: packagesOf(options, modules), handler, memory })
  throw new FnxError({
    code: 'E9003',
    message: `${id} needs the client of Lambda's Runtime API for ${runtime}, which could not be fetched.`,
    hint: 'Run it once with a network, and with Maven on the PATH.',
  })
}

function packagesOf({ enclosed }: EnvironmentOptions, modules: string): string {
  return enclosed === true ? enclosedPaths.modules : modules
}

/** What the bootstrap is told; an argument, so that the function does not see it among its variables. */
function settingsOf(options: EnvironmentOptions, api: string): Properties {
  const { spec, contract } = options
  const settings = { style: contract.style, api, handler: spec.handler }
  if (spec.initializer === undefined) return settings
  const context = contract.context(factsOf(options, randomUUID()))
  return { ...settings, initializer: spec.initializer.handler, context }
}
