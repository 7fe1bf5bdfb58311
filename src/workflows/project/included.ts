import { readFileSync, realpathSync, statSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'

/** Most bytes of a file that a template includes. */
const limit = 1024 * 1024

/**
 * Gives the reader of the files that a template may include: those within its folder, where no link leads out of it,
 * and those beside it whose path says so by `..`.
 */
export function readingBeside(folder: string): (path: string) => string | undefined {
  return path => {
    try {
      return isAbsolute(path) ? undefined : readReachable(folder, path)
    } catch {
      return undefined // not ours to read, no path at all, or gone since it was looked at
    }
  }
}

function readReachable(folder: string, path: string): string | undefined {
  const file = resolve(folder, path)
  const found = statSync(file, { throwIfNoEntry: false })
  if (found?.isFile() !== true || found.size > limit) return undefined
  const reachable = path.split(/[/\\]/).includes('..') || lies(file, folder)
  return reachable ? readFileSync(file, 'utf8') : undefined
}

function lies(file: string, folder: string): boolean {
  const way = relative(realpathSync(folder), realpathSync(file))
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
