import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { unpack } from '../../artifact/unpack.ts'
import type { LocalCloud, LocalCloudOptions } from '../../emulator/emulator.ts'
import { findLocalCloud, isHeldForAMoment } from '../../emulator/presence.ts'
import { FnxError } from '../../model/diagnostic.ts'
import { clouds } from '../../providers/index.ts'
import { typeTables } from '../../template/schema/type-tables.ts'
import type { WorkflowContext } from '../context.ts'
import { cacheFolder } from './cache-folder.ts'
import { localFolder } from './local-folder.ts'
import { holdOn, holdSeat } from './seat.ts'

/** Where the clouds' own APIs and the HTTP triggers are served when no port is named. */
export const defaultPorts = { api: 4566, gateway: 3000 }

/** A local cloud to work on. */
export interface LocalTarget {
  readonly apiUrl: string
  readonly gatewayUrl: string
  /** It ends with this command, or with the last of those that share it. */
  readonly passing: boolean
  /** Resolves when it answers: another command that served it may have ended. */
  ready(): Promise<void>
  close(): Promise<void>
}

const advertised = `http://127.0.0.1:${defaultPorts.gateway}`

/** Ms for another to say where it listens, on a busy machine. */
const patience = 60_000

/** Uses the local cloud that runs for a project, or starts one that ends with the last command that uses it. */
export async function openLocalCloud(context: WorkflowContext, folder: string): Promise<LocalTarget> {
  const dataDir = localFolder(folder)
  const end = Date.now() + patience
  for (;;) {
    const reached = (await joined(context, dataDir)) ?? (await started(context, { dataDir, end }))
    if (reached !== undefined) return reached
    await pause(context)
  }
}

/** Starts a local cloud that stays, once those are gone that work on the folder for a command; `tell` hears of the wait. */
export async function startToStay(
  context: WorkflowContext,
  options: LocalCloudOptions,
  tell: (line: string) => void,
): Promise<LocalCloud> {
  const { startLocalCloud } = await import('../../emulator/emulator.ts')
  for (let told = false; ; told = true) {
    try {
      return await startLocalCloud(options)
    } catch (error) {
      if (!isTaken(error) || !(await isHeldForAMoment(options.dataDir))) throw error
      if (!told) tell('Waiting for another command, which works on the local cloud of this folder.')
      await pause(context)
    }
  }
}

async function joined(context: WorkflowContext, dataDir: string): Promise<LocalTarget | undefined> {
  const running = await findLocalCloud(dataDir)
  if (running === undefined) return undefined
  if (!running.passing) return { ...running, ready: async () => undefined, close: async () => undefined }
  const holding = await holdOn(running.apiUrl)
  if (holding === undefined) return undefined
  const { apiUrl } = running
  const start = async (port: number) => {
    const cloud = await orNothing(startPassing(context, dataDir, port), ['E9001', 'E9002'])
    return cloud && { lost: new Promise(() => undefined), release: () => cloud.close() }
  }
  return { apiUrl, gatewayUrl: advertised, passing: true, ...holdSeat({ dataDir, apiUrl, start }, holding) }
}

async function started(
  context: WorkflowContext,
  { dataDir, end }: { readonly dataDir: string; readonly end: number },
): Promise<LocalTarget | undefined> {
  const expected = Date.now() < end ? ['E9002'] : []
  const local = await orNothing(startPassing(context, dataDir, 0), expected)
  return local && { ...local, gatewayUrl: advertised, passing: true, ready: async () => undefined }
}

async function startPassing(context: WorkflowContext, dataDir: string, apiPort: number): Promise<LocalCloud> {
  const { startLocalCloud } = await import('../../emulator/emulator.ts')
  const options = await localOptions(context, dataDir)
  return startLocalCloud({ ...options, apiPort, gatewayPort: 0, timers: false, passing: true, advertised })
}

async function orNothing<T>(work: Promise<T>, codes: readonly string[]): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (error instanceof FnxError && error.diagnostics.some(({ code }) => codes.includes(code)))
      return undefined
    throw error
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof FnxError && error.diagnostics.some(({ code }) => code === 'E9002')
}

async function pause({ signal }: WorkflowContext): Promise<void> {
  await sleep(50, undefined, { signal }).catch(() => {
    throw new FnxError({ code: 'E0013', message: 'Stopped while waiting; nothing was changed.' }, 130)
  })
}

/** Gives what every local cloud of this program is started with. */
export async function localOptions(
  context: WorkflowContext,
  dataDir: string,
): Promise<Omit<LocalCloudOptions, 'apiPort' | 'gatewayPort'>> {
  const { root, environment, home } = context
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  return {
    clouds,
    tables: cloud => typeTables(root, cloud),
    dataDir,
    unpack,
    bootstraps: join(root, 'dist', 'bootstraps'),
    searchPath: environment.PATH ?? '',
    home,
    variables: environment,
    packages: join(cacheFolder(context), 'carried'),
    // Outside of the project, whose packages deployed code must not find above it.
    codeDir: join(cacheFolder(context), 'deployed'),
    emit: () => undefined,
    workDir: join(dataDir, 'work'),
  }
}
