import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { hashOf } from './sources.ts'

/** Gives the folder that installed packages are kept in. */
export function packagesIn(store: string): string {
  return join(store, 'packages')
}

/** Gives a folder of installed packages, which is there whole or not at all: filled once per key. */
export async function installedIn(
  store: string,
  key: readonly string[],
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(packagesIn(store), hashOf(...key).slice(0, 24))
  const known = filling.get(folder)
  if (known !== undefined) return known
  if (existsSync(folder)) return folder
  const made = fillFolder(folder, fill).finally(() => filling.delete(folder))
  filling.set(folder, made)
  return made
}

const filling = new Map<string, Promise<string>>()

async function fillFolder(folder: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const partial = `${folder}.${process.pid}.partial`
  try {
    mkdirSync(partial, { recursive: true })
    await fill(partial)
    if (!existsSync(folder)) renameSync(partial, folder)
    return folder
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}
