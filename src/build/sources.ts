import { createHash, type Hash } from 'node:crypto'
import {
  chmodSync,
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { isWithin } from './repository.ts'

/** A file of a project, or a link within it. */
export interface SourceFile {
  /** From the root, with `/`. */
  readonly path: string
  /** Where its bytes are: elsewhere where a link was followed. */
  readonly file: string
  readonly link?: string
}

/** What is never a source: stores of other tools, and what fnx itself makes. */
const passedOver: readonly string[] = ['.git', '.hg', '.svn', '.fnx', '.aws-sam', '__pycache__', '.DS_Store']

export interface Listing {
  readonly root: string
  /** Links out of the root are followed as far as this folder. */
  readonly repository: string
  /** Names of folders that are left out wherever they lie. */
  readonly derived?: readonly string[]
  ignored?(path: string, folder: boolean): boolean
}

/** Lists the files of a project, sorted by name. A link that leads out of it, and not out of the repository, is followed. */
export function sourcesIn({ root, repository, derived = [], ignored }: Listing): readonly SourceFile[] {
  const left = new Set([...passedOver, ...derived])
  const found: SourceFile[] = []
  const enter = (folder: string, prefix: string, above: readonly string[]): void => {
    const entries = readdirSync(folder, { withFileTypes: true })
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      if (left.has(entry.name)) continue
      const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`
      const file = join(folder, entry.name)
      if (ignored?.(path, entry.isDirectory()) === true) continue
      if (entry.isDirectory()) enter(file, path, above)
      else if (entry.isFile()) found.push({ path, file })
      else if (entry.isSymbolicLink()) follow(file, path, above)
    }
  }
  const follow = (file: string, path: string, above: readonly string[]): void => {
    const real = realOf(file)
    const outside = real !== undefined && !isWithin(root, real) && isWithin(repository, real)
    if (!outside) found.push({ path, file, link: readlinkSync(file) })
    else if (statSync(real).isFile()) found.push({ path, file: real })
    else if (!above.includes(real)) enter(real, path, [...above, real])
  }
  enter(realpathSync(root), '', [realpathSync(root)])
  return found
}

/** Adds what files are to a hash: the bytes of small ones, size and times of large ones. */
export function addSources(hash: Hash, files: readonly SourceFile[]): void {
  for (const { path, file, link } of files) {
    hash.update(`${path}\0`)
    if (link !== undefined) hash.update(`link ${link}\0`)
    else addFile(hash, file)
  }
}

const large = 4 << 20

/** Adds what a file is to a hash, by its bytes or by size and times; one that is gone counts as such. */
export function addFile(hash: Hash, file: string, by: 'bytes' | 'stamp' = 'bytes'): void {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (stats === undefined) hash.update('gone\0')
  else if (by === 'stamp' || stats.size > large)
    hash.update(`${stats.size} ${stats.mtimeMs} ${stats.ctimeMs}\0`)
  else hash.update(`${stats.mode & 0o111 ? 'x' : '-'}${stats.size}\0`).update(readFileSync(file))
}

/** Gives the hash of some texts. */
export function hashOf(...texts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(`${text.length}:${text}`)
  return hash.digest('hex')
}

/** Copies files into a folder. The copies may be written; the sources stay as they are. */
export function copyTo(folder: string, files: readonly SourceFile[]): void {
  putInto(folder, files, (file, to) => {
    copyFileSync(file, to, constants.COPYFILE_FICLONE)
    if ((statSync(to).mode & 0o200) === 0) chmodSync(to, 0o644)
  })
}

/** Puts files that fnx made itself into another folder, without a second copy on disk where that works. */
export function linkTo(folder: string, files: readonly SourceFile[]): void {
  putInto(folder, files, (file, to) => {
    try {
      linkSync(file, to)
    } catch {
      copyFileSync(file, to, constants.COPYFILE_FICLONE)
    }
  })
}

function putInto(
  folder: string,
  files: readonly SourceFile[],
  put: (file: string, to: string) => void,
): void {
  const made = new Set<string>()
  for (const { path, file, link } of files) {
    const to = join(folder, path)
    const above = dirname(to)
    if (!made.has(above)) mkdirSync(above, { recursive: true })
    made.add(above)
    if (link !== undefined) symlinkSync(link, to)
    else put(file, to)
  }
}

function realOf(file: string): string | undefined {
  try {
    return realpathSync.native(file)
  } catch {
    return undefined
  }
}

/** Gives the path from one folder to another with `/`. */
export function slashed(from: string, to: string): string {
  return relative(from, to).split(sep).join('/')
}
