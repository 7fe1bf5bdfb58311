import { promises as fs } from 'node:fs'
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
