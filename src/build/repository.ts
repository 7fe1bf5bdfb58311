import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'

/** Tells whether a path is a folder or lies in it. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(realpathSync(folder), path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** Gives the folder beyond which nothing is read: that of the repository, else the template's, else the code's own. */
export function repositoryOf(code: string, templateFolder: string): string {
  const repository = above(code, folder => existsSync(join(folder, '.git')))
  if (repository !== undefined) return repository
  return isWithin(templateFolder, realpathSync(code)) ? realpathSync(templateFolder) : realpathSync(code)
}

/** Gives the nearest folder at or above another for which something holds, not beyond a last one. */
export function above(folder: string, holds: (folder: string) => boolean, last?: string): string | undefined {
  for (let at = realpathSync(folder); ; at = dirname(at)) {
    if (holds(at)) return at
    if (at === last || at === dirname(at)) return undefined
  }
}

/** Gives the nearest folder that holds a folder and all paths that lead from it, within the repository. */
export function commonRoot(folder: string, paths: readonly string[], repository: string): string {
  const real = realpathSync(folder)
  const targets = paths.map(path => resolve(real, path)).filter(path => isWithin(repository, path))
  return above(real, at => targets.every(target => isWithin(at, target)), repository) ?? real
}

/** Gives the text of a file, or nothing where there is none. */
export function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** Gives the names in a folder, or none. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
