import {
  type Dirent,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  type Stats,
} from 'node:fs'
import { isAbsolute, join, posix, relative, sep } from 'node:path'
import { FnxError, type Report } from '../model/diagnostic.ts'
import { codeOf, unreadable } from './disk-errors.ts'
import { type Entry, executableMode, fileMode, linkMode, type Stamp } from './entry.ts'
import { type Ignored, type IgnoreText, ignoreFiles, ignoring } from './ignore.ts'

/**
 * Lists what the zip of a folder holds, in no particular order.
 * A symbolic link stays a link: its target must be relative and lie in the folder, whether it exists or not. Folders
 * have no entries of their own, so an empty one is not packaged (git keeps none either). Of modes the executable bit
 * alone is kept. Sockets, pipes and devices are left out with a warning.
 */
export function collectFolder(root: string, ignored: Ignored, report: Report): readonly Entry[] {
  const found: Entry[] = []
  const walk: Walk = { root: attempt(root, () => realpathSync.native(root)), ignored, report, found }
  enter(walk, '')
  return found
}

/** Gives the entry of one file under a path of its own. */
export function collectFile(file: string, path: string): Entry {
  const stats = attempt(file, () => lstatSync(realpathSync(file)))
  return { path, mode: modeOf(stats), content: { stamp: stampOf(file, stats) } }
}

/** Makes the test of what is left out from the ignore files of the template's folder and of the code's. */
export function readIgnored(root: string, templateFolder: string): Ignored {
  const prefix = relative(templateFolder, root).split(sep).join('/')
  const above = prefix !== '' && !prefix.startsWith('..') && !isAbsolute(prefix)
  return ignoring([...(above ? readTexts(templateFolder, prefix) : []), ...readTexts(root, '')])
}

/** Gives what tells whether a file is still the same. */
export function stampOf(file: string, stats: Stats): Stamp {
  const { size, mtimeMs: modified, ctimeMs: changed, ino: inode } = stats
  return { file, size, modified, changed, inode }
}

interface Walk {
  readonly root: string
  readonly ignored: Ignored
  readonly report: Report
  readonly found: Entry[]
}

function enter(walk: Walk, folder: string): void {
  const full = `${walk.root}${sep}${folder}`
  for (const child of attempt(full, () => readdirSync(full, { withFileTypes: true }))) {
    const path = folder === '' ? child.name : `${folder}/${child.name}`
    if (walk.ignored(path, child.isDirectory())) continue
    if (child.isDirectory()) enter(walk, path)
    else add(walk, path, child)
  }
}

function add(walk: Walk, path: string, child: Dirent): void {
  // A plain joint: `join` would also clean the path, which takes as long as asking the disk about it.
  const full = `${walk.root}${sep}${path}`
  checkName(path, full)
  if (child.isSymbolicLink())
    walk.found.push({ path, mode: linkMode, content: { bytes: Buffer.from(targetOf(walk.root, path)) } })
  else if (child.isFile()) {
    const stats = attempt(full, () => lstatSync(full))
    walk.found.push({ path, mode: modeOf(stats), content: { stamp: stampOf(full, stats) } })
  } else
    walk.report({
      code: 'W8004',
      message: `${full} is neither a file nor a folder nor a symbolic link, so it is left out.`,
      hint: 'Name it in .fnxignore to say so yourself.',
    })
}

/** A name that Node cannot decode holds U+FFFD and names nothing; `\` parts folders on other systems. */
function checkName(path: string, full: string): void {
  if (!path.includes('\\') && !path.includes('\ufffd')) return
  throw new FnxError({
    code: 'E8002',
    message: `${full} has a name that a zip cannot carry to every system.`,
    hint: 'Rename it to valid UTF-8 without backslashes, or leave it out with a line in .fnxignore.',
  })
}

function targetOf(root: string, path: string): string {
  const full = join(root, path)
  const target = attempt(full, () => readlinkSync(full))
    .split(sep)
    .join('/')
  const lexical = posix.normalize(posix.join(posix.dirname(path), target))
  if (isAbsolute(target) || lexical === '..' || lexical.startsWith('../') || escapes(root, full))
    throw new FnxError({
      code: 'E8003',
      message: `${full} is a symbolic link to ${target}, which is not a relative path within ${root}.`,
      hint: 'Put a copy there, leave it out with a line in .fnxignore, or bundle the code with BuildMethod: esbuild.',
    })
  return target
}

/**
 * A link over other links may leave the folder though its text does not; one that leads nowhere cannot.
 * The native call follows them as the system does, while Node's own shortens `..` first.
 */
function escapes(root: string, full: string): boolean {
  try {
    const real = relative(root, realpathSync.native(full))
    return real === '..' || real.startsWith(`..${sep}`) || isAbsolute(real)
  } catch {
    return false
  }
}

function modeOf({ mode }: Stats): number {
  return (mode & 0o111) === 0 ? fileMode : executableMode
}

function readTexts(folder: string, prefix: string): readonly IgnoreText[] {
  return ignoreFiles.flatMap(name => {
    try {
      return [{ prefix, file: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }]
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return []
      throw unreadable(join(folder, name), error)
    }
  })
}

function attempt<T>(file: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw unreadable(file, error)
  }
}
