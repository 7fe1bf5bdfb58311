import { accessSync, closeSync, constants, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { delimiter, isAbsolute, join, resolve } from 'node:path'
import type { Host } from './runtime.ts'

/** A place where a version manager keeps interpreters. */
export interface Shelf {
  /** The variable that names the manager's folder. */
  readonly variable?: string
  /** Its folder where no variable names it: absolute, or in the home. */
  readonly folder: string
  /** The interpreter below it; `*` is a version, `%` anything. */
  readonly program: string
}

/**
 * Finds the newest interpreter of a version, such as `22` or `3.12`, that lies on one of the shelves.
 * Nothing is run for that, as it is asked before every cold start.
 */
export function onShelf(shelves: readonly Shelf[], version: string, host: Host): string | undefined {
  for (const { variable, folder, program } of shelves) {
    const named = variable === undefined ? undefined : host.variables?.[variable]
    const base = named ?? (isAbsolute(folder) ? folder : resolve(host.home ?? '/nowhere', folder))
    const found = newest(base, program.split('/'), version)
    if (found !== undefined) return found
  }
  return undefined
}

function newest(base: string, parts: readonly string[], version: string): string | undefined {
  const at = parts.findIndex(part => part.includes('*'))
  const folder = join(base, ...parts.slice(0, at))
  const text = (parts[at] ?? '').replace('*', '(\\d+(?:\\.\\d+)*)').replace('%', '.*')
  const pattern = new RegExp(`^${text}$`)
  const fitting = namesIn(folder).flatMap(name => {
    const found = pattern.exec(name)?.[1]
    return found !== undefined && `${found}.`.startsWith(`${version}.`) ? [{ name, version: found }] : []
  })
  fitting.sort((left, right) => byVersion(right.version, left.version))
  return fitting
    .map(({ name, version: own }) => join(folder, name, ...parts.slice(at + 1)).replace('*', minor(own)))
    .find(isProgram)
}

function minor(version: string): string {
  return version.split('.').slice(0, 2).join('.')
}

function byVersion(left: string, right: string): number {
  const [ours, theirs] = [left.split('.').map(Number), right.split('.').map(Number)]
  const at = ours.findIndex((part, index) => part !== theirs[index])
  return at < 0 ? 0 : (ours[at] ?? 0) - (theirs[at] ?? 0)
}

/** Finds a program by its names on the search path, folder by folder. */
export function onPath(
  names: readonly string[],
  { searchPath }: Pick<Host, 'searchPath'>,
): string | undefined {
  for (const folder of searchPath.split(delimiter))
    for (const name of names) if (isProgram(join(folder, name))) return join(folder, name)
  return undefined
}

/** Tells whether a path names a file that may be run. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

/** Gives the first bytes of a file, a character each. */
export function headOf(file: string, length: number): string {
  const handle = openSync(file, 'r')
  try {
    const head = Buffer.alloc(length)
    return head.toString('latin1', 0, readSync(handle, head, 0, length, 0))
  } finally {
    closeSync(handle)
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
