/** An entry as it lies in a zip. */
export interface ZipRecord {
  readonly path: string
  /** Of Unix, with the kind of file in it. */
  readonly mode: number
  readonly crc: number
  readonly method: Method
  /** Bytes as unpacked and as stored. */
  readonly size: number
  readonly packed: number
  /** Where the entry's header begins. */
  readonly offset: number
}

export type Method = typeof stored | typeof deflated
export const stored = 0
export const deflated = 8

// 4.4.4: bit 11 says that names are UTF-8. 4.4.6: the first day of DOS time stands for every date.
const utf8 = 0x0800
const date = 0x0021
const unix = 3 << 8
const limit32 = 0xffffffff
const limit16 = 0xffff

/** Gives the header before an entry's bytes (APPNOTE 4.3.7); sizes of 4 GB and more move to a zip64 field. */
export function localHeader(record: ZipRecord): Buffer {
  const large = isLarge(record)
  const header = room(30, record.path, large ? [record.size, record.packed] : [])
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(large ? 45 : 20, 4)
  writeShared(header, 6, { ...record, large })
  return header
}

/** Gives the entry's line in the directory at the end (APPNOTE 4.3.12). */
export function centralHeader(record: ZipRecord): Buffer {
  const far = record.offset >= limit32
  const large = isLarge(record)
  const header = room(46, record.path, [
    ...(large ? [record.size, record.packed] : []),
    ...(far ? [record.offset] : []),
  ])
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(unix | 45, 4)
  header.writeUInt16LE(large || far ? 45 : 20, 6)
  writeShared(header, 8, { ...record, large })
  header.writeUInt32LE((record.mode << 16) >>> 0, 38)
  header.writeUInt32LE(far ? limit32 : record.offset, 42)
  return header
}

/** What closes a zip: the zip64 records where a count or a place needs them, then the end record (APPNOTE 4.3.14–16). */
export function endOfZip(count: number, start: number, length: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Math.min(count, limit16), 8)
  end.writeUInt16LE(Math.min(count, limit16), 10)
  end.writeUInt32LE(Math.min(length, limit32), 12)
  end.writeUInt32LE(Math.min(start, limit32), 16)
  const small = count < limit16 && start < limit32 && length < limit32
  return small ? end : Buffer.concat([end64(count, start, length), end])
}

function end64(count: number, start: number, length: number): Buffer {
  const end = Buffer.alloc(56 + 20)
  end.writeUInt32LE(0x06064b50, 0)
  end.writeBigUInt64LE(44n, 4)
  end.writeUInt16LE(unix | 45, 12)
  end.writeUInt16LE(45, 14)
  end.writeBigUInt64LE(BigInt(count), 24)
  end.writeBigUInt64LE(BigInt(count), 32)
  end.writeBigUInt64LE(BigInt(length), 40)
  end.writeBigUInt64LE(BigInt(start), 48)
  end.writeUInt32LE(0x07064b50, 56)
  end.writeBigUInt64LE(BigInt(start + length), 64)
  end.writeUInt32LE(1, 72)
  return end
}

/** One buffer for a header, its name and its zip64 field, with the lengths of both written where that header has them. */
function room(length: 30 | 46, path: string, values: readonly number[]): Buffer {
  const name = Buffer.byteLength(path)
  const extra = values.length === 0 ? 0 : 4 + 8 * values.length
  const header = Buffer.alloc(length + name + extra)
  header.write(path, length)
  const at = length === 30 ? 26 : 28
  header.writeUInt16LE(name, at)
  header.writeUInt16LE(extra, at + 2)
  if (extra > 0) writeExtra(header, length + name, values)
  return header
}

function writeExtra(header: Buffer, at: number, values: readonly number[]): void {
  header.writeUInt16LE(1, at)
  header.writeUInt16LE(8 * values.length, at + 2)
  for (const [index, value] of values.entries()) header.writeBigUInt64LE(BigInt(value), at + 4 + 8 * index)
}

interface Shared extends Pick<ZipRecord, 'crc' | 'method' | 'size' | 'packed'> {
  readonly large: boolean
}

function writeShared(header: Buffer, at: number, { crc, method, size, packed, large }: Shared): void {
  header.writeUInt16LE(utf8, at)
  header.writeUInt16LE(method, at + 2)
  header.writeUInt16LE(date, at + 6)
  header.writeUInt32LE(crc, at + 8)
  header.writeUInt32LE(large ? limit32 : packed, at + 12)
  header.writeUInt32LE(large ? limit32 : size, at + 16)
}

function isLarge({ size, packed }: ZipRecord): boolean {
  return size >= limit32 || packed >= limit32
}
