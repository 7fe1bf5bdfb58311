import { crc32, deflateRawSync } from 'node:zlib'
import { centralHeader, endOfZip, localHeader, type ZipRecord } from '../../src/artifact/zip-format.ts'

/** An entry as a stranger may write it: every part can lie. */
export interface RawEntry {
  readonly path: string
  /** What the directory tells of. */
  readonly bytes: Buffer
  readonly mode?: number
  readonly deflate?: boolean
  /** What lies there instead of the bytes. */
  readonly body?: Buffer
  readonly crc?: number
  readonly method?: number
  readonly flags?: number
}

/** Writes a zip as told, right or wrong. */
export function rawZip(entries: readonly RawEntry[]): Buffer {
  const parts: Buffer[] = []
  const headers: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const body = entry.body ?? (entry.deflate ? deflateRawSync(entry.bytes) : entry.bytes)
    const record: ZipRecord = {
      path: entry.path,
      mode: entry.mode ?? 0o100644,
      crc: entry.crc ?? crc32(entry.bytes),
      method: entry.deflate ? 8 : 0,
      size: entry.bytes.length,
      packed: body.length,
      offset,
    }
    const [local, central] = [localHeader(record), centralHeader(record)]
    central.writeUInt16LE(central.readUInt16LE(8) | (entry.flags ?? 0), 8)
    central.writeUInt16LE(entry.method ?? record.method, 10)
    parts.push(local, body)
    headers.push(central)
    offset += local.length + body.length
  }
  const directory = Buffer.concat(headers)
  return Buffer.concat([...parts, directory, endOfZip(entries.length, offset, directory.length)])
}
