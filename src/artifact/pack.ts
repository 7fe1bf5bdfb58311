import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { crc32, deflateRawSync } from 'node:zlib'
import { codeOf } from './disk-errors.ts'
import { deflated, type Method, stored } from './zip-format.ts'

/** What is known of bytes once they are packed. */
export interface Packed {
  readonly crc: number
  readonly method: Method
  readonly size: number
  readonly packed: number
  /** SHA-256 of the bytes as unpacked. */
  readonly hash: string
}

/** A file to pack and how it was when the folder was read. */
export interface Wanted {
  readonly file: string
  readonly size: number
  readonly modified: number
}

/** Packed files in the order of asking, their bytes end to end; or the file that could not be packed. */
export type Batch =
  | { readonly items: readonly Packed[]; readonly body: Uint8Array<ArrayBuffer> }
  | { readonly file: string; readonly trouble: string }

/** The trouble of a file that is no longer as it was when the folder was read. */
export const changedMeanwhile = 'CHANGED'

/** Nearly zlib's usual 6 in size (one percent larger) for two thirds of its time; 9 takes twice that for one percent. */
export const level = 5

/** Packs bytes: deflated where that makes them smaller, as they are where not. */
export function packBytes(bytes: Uint8Array): { readonly item: Packed; readonly body: Uint8Array } {
  const body = bytes.length === 0 ? bytes : deflateRawSync(bytes, settingsFor(bytes.length))
  const smaller = body.length < bytes.length
  const item = {
    crc: crc32(bytes),
    method: smaller ? deflated : stored,
    size: bytes.length,
    packed: smaller ? body.length : bytes.length,
    hash: createHash('sha256').update(bytes).digest('hex'),
  } as const
  return { item, body: smaller ? body : bytes }
}

/** Reads and packs files, all on this thread: asynchronous reads of small files take four times as long. */
export function packFiles(wanted: readonly Wanted[]): Batch {
  const items: Packed[] = []
  const bodies: Uint8Array[] = []
  for (const file of wanted) {
    const bytes = readWanted(file)
    if (typeof bytes === 'string') return { file: file.file, trouble: bytes }
    const { item, body } = packBytes(bytes)
    items.push(item)
    // Bytes that stay as they are lie in the buffer that the next file is read into.
    bodies.push(item.method === stored ? Uint8Array.from(body) : body)
  }
  return { items, body: joined(bodies) }
}

let room = Buffer.alloc(0)

/** Gives the bytes in a buffer that the next call uses again, or the trouble. */
function readWanted({ file, size, modified }: Wanted): Uint8Array | string {
  let handle: number | undefined
  try {
    handle = openSync(file, 'r')
    // One byte more than expected shows that the file has grown.
    if (room.length <= size) room = Buffer.allocUnsafeSlow(Math.max(1 << 20, size + 1))
    const length = readAll(handle, size + 1)
    const changed = length !== size || fstatSync(handle).mtimeMs !== modified
    return changed ? changedMeanwhile : room.subarray(0, length)
  } catch (error) {
    return codeOf(error) ?? String(error)
  } finally {
    if (handle !== undefined) closeSync(handle)
  }
}

function readAll(handle: number, wanted: number): number {
  let length = 0
  while (length < wanted) {
    const read = readSync(handle, room, length, wanted - length, null)
    if (read === 0) break
    length += read
  }
  return length
}

/**
 * A fresh deflate context of full size costs more than packing a small file, and a window larger than the file gains
 * nothing. The settings depend on the size alone, so equal bytes always pack to equal bytes.
 */
function settingsFor(size: number): {
  level: number
  windowBits: number
  memLevel: number
  chunkSize: number
} {
  const bits = Math.min(15, Math.max(9, Math.ceil(Math.log2(size + 262))))
  const chunkSize = size + (size >> 10) + 128
  return { level, windowBits: bits, memLevel: Math.min(8, bits - 6), chunkSize }
}

/** An own buffer, not a slice of a shared one, so that it can be handed to another thread. */
function joined(bodies: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(bodies.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of bodies) {
    body.set(part, at)
    at += part.length
  }
  return body
}
