import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { unpack } from '../artifact/unpack.ts'
import type { LocalCloudOptions } from '../emulator/emulator.ts'
import { findLocalCloud } from '../emulator/presence.ts'
import { clouds } from '../providers/index.ts'
import type { Context } from './command.ts'
import { localFolder } from './local-folder.ts'

/** Where the clouds' own APIs and the HTTP triggers are served when no port is named. */
export const defaultPorts = { api: 4566, gateway: 3000 }

/** A local cloud to work on. */
export interface LocalTarget {
  readonly apiUrl: string
  readonly gatewayUrl: string
  /** It ends with this command. */
  readonly passing: boolean
  close(): Promise<void>
}

/** Uses the local cloud that runs for a project, or starts one that ends with the command. */
export async function openLocalCloud(context: Context, folder: string): Promise<LocalTarget> {
  const dataDir = localFolder(folder)
  const running = await findLocalCloud(dataDir)
  if (running !== undefined) return { ...running, passing: false, close: async () => undefined }
  const { startLocalCloud } = await import('../emulator/emulator.ts')
  const options = await localOptions(context, dataDir)
  const advertised = `http://127.0.0.1:${defaultPorts.gateway}`
  const local = await startLocalCloud({ ...options, apiPort: 0, gatewayPort: 0, timers: false, advertised })
  return { ...local, gatewayUrl: advertised, passing: true }
}

/** Gives what every local cloud of this program is started with. */
export async function localOptions(
  { root, environment }: Context,
  dataDir: string,
): Promise<Omit<LocalCloudOptions, 'apiPort' | 'gatewayPort'>> {
  await mkdir(dataDir, { recursive: true })
  return {
    clouds,
    dataDir,
    unpack,
    bootstraps: join(root, 'dist', 'bootstraps'),
    searchPath: environment.PATH ?? '',
    emit: () => undefined,
    workDir: join(dataDir, 'work'),
  }
}
