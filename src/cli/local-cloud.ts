import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { unpack } from '../artifact/unpack.ts'
import { findLocalCloud } from '../emulator/registry.ts'
import { clouds } from '../providers/index.ts'
import type { Context } from './command.ts'

/** Where the clouds' own APIs and the HTTP triggers are served when no port is named. */
export const defaultPorts = { api: 4566, gateway: 3000 }

/** A local cloud to work on. */
export interface LocalTarget {
  readonly apiUrl: string
  readonly gatewayUrl: string
  close(): Promise<void>
}

/** Gives the folder where the local cloud of a project keeps what it holds. */
export function localFolder(folder: string): string {
  return join(folder, '.fnx', 'local')
}

/** Uses the local cloud that runs for a project, or starts one that ends with the command. */
export async function openLocalCloud(context: Context, folder: string): Promise<LocalTarget> {
  const dataDir = localFolder(folder)
  const running = await findLocalCloud(dataDir)
  if (running !== undefined) return { ...running, close: async () => undefined }
  await mkdir(dataDir, { recursive: true })
  const { startLocalCloud } = await import('../emulator/emulator.ts')
  return startLocalCloud({
    clouds,
    dataDir,
    apiPort: 0,
    gatewayPort: 0,
    unpack,
    bootstraps: join(context.root, 'dist', 'bootstraps'),
    log: () => undefined,
    workDir: join(dataDir, 'work'),
  })
}
