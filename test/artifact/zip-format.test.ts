import { describe, expect, it } from 'vitest'
import { centralHeader, endOfZip, localHeader, type ZipRecord } from '../../src/artifact/zip-format.ts'

const record: ZipRecord = { path: 'ä.txt', mode: 0o100755, crc: 7, method: 8, size: 11, packed: 5, offset: 0 }
const huge = 2 ** 33

describe('localHeader()', () => {
  it('says UTF-8, the first day of DOS time, the sizes and the bytes of the name', () => {
    const header = localHeader(record)
    expect(header.readUInt16LE(6)).toBe(0x0800)
    expect(header.readUInt32LE(10)).toBe(0x00210000)
    expect([header.readUInt32LE(18), header.readUInt32LE(22), header.readUInt16LE(26)]).toEqual([5, 11, 6])
    expect(header.subarray(30).toString()).toBe('ä.txt')
  })

  it('moves sizes beyond 4 GB to a zip64 field', () => {
    const header = localHeader({ ...record, size: huge, packed: 5 })
    expect([header.readUInt32LE(18), header.readUInt32LE(22)]).toEqual([0xffffffff, 0xffffffff])
    const extra = header.subarray(36)
    expect([extra.readUInt16LE(0), extra.readUInt16LE(2)]).toEqual([1, 16])
    expect([extra.readBigUInt64LE(4), extra.readBigUInt64LE(12)]).toEqual([BigInt(huge), 5n])
  })
})

describe('centralHeader()', () => {
  it('holds the mode of Unix and the place of the entry', () => {
    const header = centralHeader({ ...record, offset: 99 })
    expect(header.readUInt16LE(4) >> 8).toBe(3)
    expect(header.readUInt32LE(38) >>> 16).toBe(0o100755)
    expect(header.readUInt32LE(42)).toBe(99)
  })

  it('moves a place beyond 4 GB, and it alone, to a zip64 field', () => {
    const header = centralHeader({ ...record, offset: huge })
    expect([header.readUInt32LE(20), header.readUInt32LE(42)]).toEqual([5, 0xffffffff])
    expect(header.subarray(52).readBigUInt64LE(4)).toBe(BigInt(huge))
    expect(header).toHaveLength(46 + 6 + 12)
  })
})

describe('endOfZip()', () => {
  it.each([
    [3, 100, 50, 22],
    [65_534, 100, 50, 22],
    [65_535, 100, 50, 98],
    [3, huge, 50, 98],
  ])('closes %i entries at %i with %i bytes of directory in %i bytes', (count, start, length, size) => {
    const end = endOfZip(count, start, length)
    expect(end).toHaveLength(size)
    expect(end.readUInt32LE(size - 22)).toBe(0x06054b50)
    if (size === 98) expect(end.readBigUInt64LE(64)).toBe(BigInt(start + length))
  })
})
