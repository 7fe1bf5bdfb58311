import { type Dirent, readdirSync } from 'node:fs'
import { sep } from 'node:path'
import { type Entry, linkMode } from './entry.ts'

/**
 * Finds the largest folders of which everything is packaged just as it lies: the path in the code → the folder on disk.
 * The path '' stands for the whole. Folders without files count for nothing: no zip carries them.
 */
export function findWhole(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const whole = new Map<string, string>()
  const packaged: Packaged = {
    byPath: new Map(),
    below: new Map(),
    direct: new Map(),
    folders: new Map(),
  }
  for (const entry of entries) note(packaged, entry)
  look(packaged, '', whole)
  return whole
}

interface Packaged {
  readonly byPath: Map<string, Entry>
  /** The first file below a folder, which tells where the folder lies. */
  readonly below: Map<string, Entry>
  /** How many files lie in a folder itself. */
  readonly direct: Map<string, number>
  /** The folders that lie in a folder itself. */
  readonly folders: Map<string, Set<string>>
}

function note({ byPath, below, direct, folders }: Packaged, entry: Entry): void {
  byPath.set(entry.path, entry)
  const folder = parentOf(entry.path)
  direct.set(folder, (direct.get(folder) ?? 0) + 1)
  if (below.has(folder)) return
  for (let at = folder; ; at = parentOf(at)) {
    if (!below.has(at) && 'stamp' in entry.content) below.set(at, entry)
    if (at === '') return
    const parent = parentOf(at)
    folders.set(parent, (folders.get(parent) ?? new Set()).add(at))
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** Notes the whole folders at and below a path, and tells whether this is one. */
function look(packaged: Packaged, path: string, whole: Map<string, string>): boolean {
  const place = placeOf(packaged, path)
  const within = new Map<string, string>()
  let complete = place !== undefined
  const inner = packaged.folders.get(path) ?? new Set()
  for (const folder of inner) {
    const isWhole = look(packaged, folder, within)
    if (!isWhole || within.get(folder) !== `${place}${sep}${folder.slice(folder.lastIndexOf('/') + 1)}`)
      complete = false
  }
  if (place !== undefined && complete) complete = holdsNoMore(packaged, { path, place, inner })
  if (place !== undefined && complete) whole.set(path, place)
  else for (const [folder, from] of within) whole.set(folder, from)
  return complete
}

interface Looked {
  readonly path: string
  readonly place: string
  readonly inner: ReadonlySet<string>
}

/** Tells whether all that lies in a folder itself is packaged, and nothing else is packaged there. */
function holdsNoMore({ byPath, direct }: Packaged, { path, place, inner }: Looked): boolean {
  let files = 0
  for (const child of childrenOf(place)) {
    const full = `${place}${sep}${child.name}`
    const name = path === '' ? child.name : `${path}/${child.name}`
    if (inner.has(name)) continue
    if (child.isDirectory()) {
      if (!isHollow(full)) return false
    } else if (isAsItLies(byPath.get(name), full)) files++
    else return false
  }
  return files === (direct.get(path) ?? 0)
}

/** Gives the folder that a path of the code is made of, as its first file tells. */
function placeOf({ below }: Packaged, path: string): string | undefined {
  const entry = below.get(path)
  if (entry === undefined || !('stamp' in entry.content)) return undefined
  const { file } = entry.content.stamp
  const rest = path === '' ? entry.path : entry.path.slice(path.length + 1)
  const ending = `${sep}${rest.split('/').join(sep)}`
  return file.endsWith(ending) ? file.slice(0, -ending.length) : undefined
}

function isAsItLies(entry: Entry | undefined, file: string): boolean {
  if (entry === undefined) return false
  return 'bytes' in entry.content ? entry.mode === linkMode : entry.content.stamp.file === file
}

/** Tells whether a folder holds no file at any depth. */
function isHollow(folder: string): boolean {
  return childrenOf(folder).every(child => child.isDirectory() && isHollow(`${folder}${sep}${child.name}`))
}

function childrenOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
