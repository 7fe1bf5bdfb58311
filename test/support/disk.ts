import { spawnSync } from 'node:child_process'
import { promises as fs, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Gives the object whose methods every open file has, for tests in which the disk misbehaves. */
export async function fileMethods(): Promise<fs.FileHandle> {
  const file = join(tmpdir(), `fnx-probe-${crypto.randomUUID()}`)
  const handle = await fs.open(file, 'w')
  await handle.close()
  await fs.rm(file)
  return Object.getPrototypeOf(handle)
}

/** Makes the error of a full disk. */
export function fullDisk(): Error {
  return Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
}

/** Gives a folder on a disk of its own of so many kB, or nothing where this user may not mount one; `grow` makes room. */
export function smallDisk(
  size: number,
): { readonly folder: string; grow(size: number): void; unmount(): void } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'fnx-disk-'))
  const mount = (...options: readonly string[]) => spawnSync('mount', [...options, folder])
  if (mount('-t', 'tmpfs', '-o', `size=${size}k`, 'tmpfs').status !== 0) {
    rmSync(folder, { recursive: true })
    return undefined
  }
  return {
    folder,
    grow: more => {
      mount('-o', `remount,size=${more}k`)
    },
    unmount: () => {
      spawnSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
