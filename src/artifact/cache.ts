import { createHash } from 'node:crypto'
import {
  closeSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { unwritable } from './disk-errors.ts'
import type { Entry, Stamp } from './entry.ts'
import { level } from './pack.ts'
import type { Kept, ZipLine } from './zip.ts'
import { localHeader, type Method } from './zip-format.ts'

/** What is known of the last zip of some code: enough to tell what changed since, and to copy what did not. */
export interface Manifest {
  readonly hash: string
  readonly unzipped: number
  /** The zip's own size and time: a zip that was touched since is not trusted. */
  readonly size: number
  readonly modified: number
  /** When packaging began to read, by the clock of the disk. */
  readonly born: number
  readonly rows: readonly Row[]
}

/** A line as it lies on disk and in memory: thousands of maps with equal keys would take twice as long to read. */
export type Row = readonly [
  ...of: readonly [path: string, mode: number, hash: string],
  ...packed: readonly [crc: number, method: Method, size: number, packed: number, offset: number],
  /** How the file was that it came from: nothing for what was no file. */
  modified: number | null,
  changed: number | null,
  inode: number | null,
]

/** Gives the row of a line and of the file that it came from. */
export function rowOf({ path, mode, hash, crc, method, size, packed, offset }: ZipLine, stamp?: Stamp): Row {
  const { modified = null, changed = null, inode = null } = stamp ?? {}
  return [path, mode, hash, crc, method, size, packed, offset, modified, changed, inode]
}

/** Gives the manifest of the last zip of a key, or nothing when there is none that can be trusted. */
export function readManifest(folder: string, key: string): Manifest | undefined {
  try {
    const { format, ...known } = JSON.parse(readFileSync(fileOf(folder, key), 'utf8'))
    if (format !== currentFormat) return undefined
    const { size, mtimeMs } = statSync(zipFile(folder, known.hash))
    return size === known.size && mtimeMs === known.modified ? known : undefined
  } catch {
    // A manifest that is absent, torn or of another form costs time and nothing else.
    return undefined
  }
}

/** Writes the manifest beside the zip. */
export function writeManifest(folder: string, key: string, manifest: Manifest): void {
  const file = fileOf(folder, key)
  const partial = `${file}.${process.pid}.partial`
  try {
    writeFileSync(partial, JSON.stringify({ format: currentFormat, ...manifest }), { mode: 0o600 })
    renameSync(partial, file)
  } catch (error) {
    rmSync(partial, { force: true })
    throw unwritable(file, error)
  }
}

/** Gives the place of the zip of a hash. */
export function zipFile(folder: string, hash: string): string {
  return join(folder, `${hash}.zip`)
}

/** Tells whether a zip holds these entries and nothing else. */
export function isCurrent(manifest: Manifest, entries: readonly Entry[]): boolean {
  if (entries.length !== manifest.rows.length) return false
  const rows = byPath(manifest)
  return entries.every(entry => isSame(entry, rows.get(entry.path), manifest.born))
}

/** Finds what a zip holds of entries that have not changed; `close` ends its use. */
export function openKept(folder: string, manifest: Manifest | undefined) {
  const handle = manifest === undefined ? undefined : openZip(zipFile(folder, manifest.hash))
  if (manifest === undefined || handle === undefined) return { kept: () => undefined, close: () => undefined }
  const rows = byPath(manifest)
  return {
    kept(entry: Entry): Kept | undefined {
      const row = rows.get(entry.path)
      if (row === undefined || !isSame(entry, row, manifest.born)) return undefined
      const line = lineOf(row)
      return { line, body: () => bodyOf(handle, line) }
    },
    close: () => closeSync(handle),
  }
}

// The packed bytes depend on zlib's version and settings, so another zlib starts afresh.
const currentFormat = `3 zlib ${process.versions.zlib} level ${level}`

/** A file that was changed so shortly before it was read may have changed after it within one tick of the clock. */
const tick = 2000

function isSame({ mode, content }: Entry, row: Row | undefined, born: number): boolean {
  if (row === undefined) return false
  const [, thenMode, hash, , , size, , , modified, changed, inode] = row
  if (mode !== thenMode) return false
  if ('bytes' in content) return createHash('sha256').update(content.bytes).digest('hex') === hash
  const now = content.stamp
  return (
    now.size === size &&
    now.modified === modified &&
    now.changed === changed &&
    now.inode === inode &&
    Math.max(modified, changed) < born - tick
  )
}

/** Another run may have removed the zip since its manifest was read. */
function openZip(file: string): number | undefined {
  try {
    return openSync(file, 'r')
  } catch {
    return undefined
  }
}

function byPath({ rows }: Manifest): ReadonlyMap<string, Row> {
  return new Map(rows.map(row => [row[0], row]))
}

function lineOf([path, mode, hash, crc, method, size, packed, offset]: Row): ZipLine {
  return { path, mode, hash, crc, method, size, packed, offset }
}

function* bodyOf(handle: number, line: ZipLine): Iterable<Uint8Array> {
  const piece = Buffer.allocUnsafe(Math.min(line.packed, 1 << 20))
  const start = line.offset + localHeader(line).length
  for (let done = 0; done < line.packed; ) {
    const read = readSync(handle, piece, 0, Math.min(piece.length, line.packed - done), start + done)
    if (read === 0)
      throw new Error('The last zip ended early though its size was right. This is a bug in fnx.')
    yield piece.subarray(0, read)
    done += read
  }
}

function fileOf(folder: string, key: string): string {
  return join(folder, `${key}.json`)
}
