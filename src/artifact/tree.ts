import { createHash } from 'node:crypto'
import {
  chmodSync,
  constants,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Tree } from '../model/tree.ts'
import { collectFolder } from './collect.ts'
import { codeOf, unwritable } from './disk-errors.ts'
import { type Entry, linkMode } from './entry.ts'
import { type Sourcing, sourceOf } from './source.ts'
import { findWhole } from './whole.ts'

/** How a function's code is laid out to be run. */
export interface Staging extends Sourcing {
  /** Where trees are kept, by what they hold. */
  readonly out: string
  /** Parts may lie where they are, for they are mounted; else all is copied. */
  readonly mounts: boolean
}

/**
 * Lays out what the zip of a function would hold. Folders of which everything is packaged are shown where they lie,
 * so that a large node_modules costs nothing; there is no tree for code that lies in the cloud.
 */
export async function stage(staging: Staging): Promise<Tree | undefined> {
  const source = sourceOf(staging, () => {})
  if (source === undefined) return undefined
  if ('zip' in source) {
    const { unpack } = await import('./unpack.ts') // a reader of zips, which few functions need
    const { zip } = source
    return { folder: await kept(staging.out, identityOf(zip), partial => unpack(zip, partial)), parts: {} }
  }
  const { aside } = staging.spec.code ?? {}
  const tree = await layIn(source.entries, staging)
  if (aside === undefined) return tree
  return staging.mounts
    ? { ...tree, parts: { ...tree.parts, node_modules: aside } }
    : linkedTo(aside, tree, staging)
}

/** Where nothing can be mounted, a copy of the code gets a link to the packages beside it. */
async function linkedTo(aside: string, { folder }: Tree, { out }: Staging): Promise<Tree> {
  const linked = await kept(out, hashOf([folder, aside]), partial => {
    cpSync(folder, partial, { recursive: true, verbatimSymlinks: true })
    rmSync(join(partial, 'node_modules'), { recursive: true, force: true })
    symlinkSync(aside, join(partial, 'node_modules'))
  })
  return { folder: linked, parts: {} }
}

/** Lays out what layers hold, the later ones over the earlier. */
export async function stageLayers(stagings: readonly Staging[]): Promise<Tree['layers']> {
  const [first] = stagings
  if (first === undefined) return undefined
  const found = new Map<string, Entry>()
  for (const staging of stagings) for (const entry of await entriesOf(staging)) found.set(entry.path, entry)
  return layIn([...found.values()], first)
}

/** A zip is unpacked first. */
async function entriesOf(staging: Staging): Promise<readonly Entry[]> {
  const source = sourceOf(staging, () => {})
  if (source === undefined) return []
  if ('entries' in source) return source.entries
  const { folder = '' } = (await stage(staging)) ?? {}
  return collectFolder(
    folder,
    () => false,
    () => {},
  )
}

function layIn(entries: readonly Entry[], { mounts, out }: Staging): Promise<Tree> {
  return mounts ? shown(entries, out) : copied(entries, out)
}

async function shown(entries: readonly Entry[], out: string): Promise<Tree> {
  const parts = findWhole(entries)
  const root = parts.get('')
  if (root !== undefined) return { folder: root, parts: {} }
  const loose = entries.filter(({ path }) => !isUnder(path, parts))
  const key = hashOf([identities(loose), [...parts.keys()]])
  const folder = await kept(out, key, partial => {
    layOut(loose, partial)
    for (const path of parts.keys()) mkdirSync(join(partial, path), { recursive: true })
  })
  return { folder, parts: Object.fromEntries(parts) }
}

/** A node_modules changes seldom and may be large: it is copied once, and linked to. */
async function copied(entries: readonly Entry[], out: string): Promise<Tree> {
  const modules = 'node_modules'
  const isLarge = ({ path }: Entry): boolean => path.startsWith(`${modules}/`)
  const large = entries.filter(isLarge)
  const small = entries.filter(entry => !isLarge(entry))
  const inner = large.map(entry => ({ ...entry, path: entry.path.slice(modules.length + 1) }))
  const shared =
    large.length === 0
      ? undefined
      : await kept(out, hashOf([modules, identities(large)]), partial =>
          layOut(inner, join(partial, modules)),
        )
  const key = hashOf([identities(small), shared ?? ''])
  const folder = await kept(out, key, partial => {
    layOut(small, partial)
    if (shared !== undefined) symlinkSync(join(shared, modules), join(partial, modules))
  })
  return { folder, parts: {} }
}

function isUnder(path: string, parts: ReadonlyMap<string, string>): boolean {
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
    if (parts.has(path.slice(0, at))) return true
  return false
}

function identityOf(zip: string | Uint8Array): string {
  if (typeof zip !== 'string') return hashOf([createHash('sha256').update(zip).digest('hex')])
  const { size, mtimeMs, ino } = statSync(zip)
  return hashOf([zip, size, mtimeMs, ino])
}

function identities(entries: readonly Entry[]): readonly unknown[] {
  return entries.map(({ path, mode, content }) => {
    if ('bytes' in content) return [path, mode, createHash('sha256').update(content.bytes).digest('hex')]
    const { file, size, modified, changed, inode } = content.stamp
    return [path, mode, file, size, modified, changed, inode]
  })
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32)
}

/** Trees that nobody has used for so many ms go when another is made. */
const forgotten = 14 * 24 * 3_600_000

/** Gives the folder of a key, filled once; of several that fill it at once, one wins. */
async function kept(out: string, key: string, fill: (partial: string) => unknown): Promise<string> {
  const folder = join(out, key, 'task')
  if (existsSync(folder)) {
    const now = new Date()
    utimesSync(dirname(folder), now, now)
    return folder
  }
  const partial = join(out, `${key}.${process.pid}-${begun++}`)
  try {
    mkdirSync(out, { recursive: true, mode: 0o700 })
    // Whatever lies above the cache, a module in it is what its own folder says.
    writeFileSync(join(out, 'package.json'), '{}\n')
    prune(out)
    mkdirSync(partial, { mode: 0o700 })
    await fill(join(partial, 'task'))
    mkdirSync(join(partial, 'task'), { recursive: true })
    if (!existsSync(folder)) renameSync(partial, dirname(folder))
  } catch (error) {
    if (existsSync(folder)) return folder
    throw codeOf(error) === undefined ? error : unwritable(folder, error)
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
  return folder
}

let begun = 0

function prune(out: string): void {
  const limit = Date.now() - forgotten
  for (const name of readdirSync(out)) {
    const place = join(out, name)
    const found = statSync(place, { throwIfNoEntry: false })
    if (found?.isDirectory() && found.mtimeMs < limit) rmSync(place, { recursive: true, force: true })
  }
}

/** Links come last, so that nothing is ever written through one. */
function layOut(entries: readonly Entry[], root: string): void {
  const made = new Set<string>()
  const place = (path: string): string => {
    const full = join(root, path)
    const folder = dirname(full)
    if (!made.has(folder)) mkdirSync(folder, { recursive: true })
    made.add(folder)
    return full
  }
  for (const { path, mode, content } of entries) {
    if (mode === linkMode) continue
    const full = place(path)
    if ('bytes' in content) writeFileSync(full, content.bytes)
    else copyFileSync(content.stamp.file, full, constants.COPYFILE_FICLONE)
    chmodSync(full, mode & 0o777)
  }
  for (const { path, mode, content } of entries)
    if (mode === linkMode && 'bytes' in content)
      symlinkSync(Buffer.from(content.bytes).toString(), place(path))
}
