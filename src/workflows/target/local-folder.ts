import { join } from 'node:path'

/** Gives the folder where the local cloud of a project keeps what it holds. */
export function localFolder(folder: string): string {
  return join(folder, '.fnx', 'local')
}
