import { statSync } from 'node:fs'
import { codeOf, unreadable } from './disk-errors.ts'

/** What a path comes to that leads nowhere; Node itself refuses one with a NUL. */
const nowhere = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'])

/** Tells what stands at a path, also at one that no disk could have; throws E8002 where this user may not look. */
export function kindAt(path: string): 'file' | 'folder' | undefined {
  try {
    const found = statSync(path)
    return found.isDirectory() ? 'folder' : found.isFile() ? 'file' : undefined
  } catch (error) {
    if (nowhere.has(codeOf(error) ?? '')) return undefined
    throw unreadable(path, error)
  }
}
