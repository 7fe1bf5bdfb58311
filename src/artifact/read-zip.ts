import { posix } from 'node:path'
import { crc32, inflateRawSync } from 'node:zlib'
import { fromBufferPromise, type Entry as RawEntry, type ZipFile } from 'yauzl'
import { FnxError } from '../model/diagnostic.ts'
import { deflated, stored } from './zip-format.ts'

/** An entry of a zip that came from elsewhere, checked. */
export interface ReadEntry {
  /** Relative, without `..`, without a slash at the end. */
  readonly path: string
  readonly kind: 'file' | 'folder' | 'link'
  /** Permission bits; 644 where the zip comes from a system without them. */
  readonly mode: number
  readonly size: number
  /** Unpacks and checks the bytes. */
  bytes(): Buffer
}

/** What a zip may unpack to. */
export interface ZipLimits {
  /** Bytes of all entries. */
  readonly unzipped: number
  readonly entries: number
}

/** Room for the largest code that any of the clouds takes, and an end for zips that would fill the disk. */
export const zipLimits: ZipLimits = { unzipped: 2 ** 30, entries: 500_000 }

/**
 * Reads the entries of a zip that is not trusted. Damage, encryption, names that leave the folder, names that come
 * twice or lie below a file, links that lead out, and sizes beyond the limits throw E8009.
 */
export async function readZip(zip: Uint8Array, limits: ZipLimits = zipLimits): Promise<readonly ReadEntry[]> {
  const buffer = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength)
  const opened = await fromBufferPromise(buffer, { lazyEntries: true, strictFileNames: true }).catch(damaged)
  try {
    const entries = await readEntries(opened, { buffer, limits })
    checkTree(entries)
    for (const entry of entries) if (entry.kind === 'link') checkLink(entry)
    return entries
  } finally {
    opened.close()
  }
}

/** Gives the error of a zip that is not unpacked. */
export function unsafe(reason: string): FnxError {
  return new FnxError({
    code: 'E8009',
    message: `The zip is not unpacked: ${reason.replace(/\.$/, '')}.`,
    hint: 'Build the zip again from its folder.',
  })
}

interface Reading {
  readonly buffer: Buffer
  readonly limits: ZipLimits
}

async function readEntries(zip: ZipFile, { buffer, limits }: Reading): Promise<readonly ReadEntry[]> {
  if (zip.entryCount > limits.entries) throw unsafe(`it holds ${zip.entryCount} entries`)
  const entries: ReadEntry[] = []
  let total = 0
  try {
    for await (const raw of zip.eachEntry()) {
      total += raw.uncompressedSize
      if (total > limits.unzipped) throw unsafe(`it unpacks to more than ${limits.unzipped} bytes`)
      const { fileDataStart } = await zip.readLocalFileHeaderPromise(raw, { minimal: true })
      entries.push(entryOf(raw, buffer.subarray(fileDataStart, fileDataStart + raw.compressedSize)))
    }
  } catch (error) {
    return damaged(error)
  }
  return entries
}

function entryOf(raw: RawEntry, packed: Buffer): ReadEntry {
  const { fileName, uncompressedSize: size, compressionMethod } = raw
  const path = posix.normalize(fileName).replace(/\/$/, '')
  if (path === '.' || path.includes('\0')) throw unsafe(`"${printable(fileName)}" is not a name`)
  if (raw.isEncrypted()) throw unsafe(`${printable(path)} is encrypted`)
  if (compressionMethod !== stored && compressionMethod !== deflated)
    throw unsafe(
      `${printable(path)} is packed by method ${compressionMethod}, which is neither stored nor deflated`,
    )
  if (packed.length !== raw.compressedSize) throw unsafe(`the bytes of ${printable(path)} end early`)
  const unixMode = raw.versionMadeBy >> 8 === 3 ? raw.externalFileAttributes >>> 16 : 0
  return {
    path,
    kind: kindOf(fileName, unixMode),
    mode: (unixMode & 0o777) === 0 ? 0o644 : unixMode & 0o777,
    size,
    bytes: () => unpacked(raw, { path, packed }),
  }
}

function kindOf(name: string, mode: number): ReadEntry['kind'] {
  if (name.endsWith('/')) return 'folder'
  const kind = mode & 0o170000
  if (kind === 0o120000) return 'link'
  if (kind === 0 || kind === 0o100000) return 'file'
  throw unsafe(`${printable(name)} is neither a file nor a folder nor a symbolic link`)
}

/** The declared size bounds what is unpacked, so a lie about it ends here and not on a full disk. */
function unpacked(
  raw: RawEntry,
  { path, packed }: { readonly path: string; readonly packed: Buffer },
): Buffer {
  const size = raw.uncompressedSize
  let bytes = packed
  if (raw.compressionMethod === deflated)
    try {
      bytes = inflateRawSync(packed, { maxOutputLength: Math.max(1, size) })
    } catch {
      throw unsafe(`the bytes of ${printable(path)} are damaged`)
    }
  if (bytes.length !== size || crc32(bytes) !== raw.crc32)
    throw unsafe(`the bytes of ${printable(path)} are damaged`)
  return bytes
}

function checkTree(entries: readonly ReadEntry[]): void {
  const kinds = new Map<string, ReadEntry['kind']>()
  for (const { path, kind } of entries) {
    if (kinds.has(path) && (kind !== 'folder' || kinds.get(path) !== 'folder'))
      throw unsafe(`${printable(path)} is in it twice`)
    kinds.set(path, kind)
  }
  for (const { path } of entries)
    for (let above = posix.dirname(path); above !== '.'; above = posix.dirname(above))
      if ((kinds.get(above) ?? 'folder') !== 'folder')
        throw unsafe(`${printable(path)} lies below a ${kinds.get(above)}`)
}

function checkLink(entry: ReadEntry): void {
  if (entry.size > 4096) throw unsafe(`the target of the link ${printable(entry.path)} is too long`)
  const target = entry.bytes().toString()
  const place = posix.normalize(posix.join(posix.dirname(entry.path), target))
  if (
    target === '' ||
    target.includes('\0') ||
    posix.isAbsolute(target) ||
    place === '..' ||
    place.startsWith('../')
  )
    throw unsafe(`${printable(entry.path)} is a link out of the folder`)
}

/** A name from a stranger's zip must not drive the terminal. */
function printable(name: string): string {
  return name.slice(0, 200).replace(/\p{C}/gu, '?')
}

function damaged(error: unknown): never {
  if (error instanceof FnxError) throw error
  throw unsafe(printable(error instanceof Error ? error.message : String(error)))
}
