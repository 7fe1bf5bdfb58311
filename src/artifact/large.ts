import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'
import { codeOf } from './disk-errors.ts'
import type { Stamp } from './entry.ts'
import { changedMeanwhile, level, type Packed } from './pack.ts'
import type { Sink } from './sink.ts'
import { deflated } from './zip-format.ts'

/** Files of this size are packed piece by piece, so that memory does not grow with them. */
export const largeFile = 16 << 20

/** Packs a large file straight into a sink, always deflated; gives the trouble where the file cannot be read. */
export async function packLarge({ file, size, modified }: Stamp, sink: Sink): Promise<Packed | string> {
  const start = sink.position()
  const hash = createHash('sha256')
  let crc = 0
  let length = 0
  const source = createReadStream(file, { highWaterMark: 1 << 20 })
  const watch = async function* (pieces: AsyncIterable<Buffer>) {
    for await (const piece of pieces) {
      crc = crc32(piece, crc)
      length += piece.length
      hash.update(piece)
      yield piece
    }
  }
  const write = async (pieces: AsyncIterable<Buffer>) => {
    for await (const piece of pieces) sink.write(piece)
  }
  const trouble = await pipeline(source, watch, createDeflateRaw({ level, chunkSize: 1 << 18 }), write).then(
    () => undefined,
    troubleOf,
  )
  if (trouble !== undefined) return trouble
  const after = statSync(file, { throwIfNoEntry: false })
  if (length !== size || after?.mtimeMs !== modified) return changedMeanwhile
  return { crc, method: deflated, size, packed: sink.position() - start, hash: hash.digest('hex') }
}

/** What the sink throws is a finding already and goes its own way. */
function troubleOf(error: unknown): string {
  const code = codeOf(error)
  if (code === undefined) throw error
  return code
}
