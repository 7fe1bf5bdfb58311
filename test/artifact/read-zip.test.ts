import { crc32, deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readZip } from '../../src/artifact/read-zip.ts'
import { rawZip } from '../support/raw-zip.ts'

const file = (path: string, text = 'x') => ({ path, bytes: Buffer.from(text) })
const link = (path: string, target: string) => ({ path, bytes: Buffer.from(target), mode: 0o120777 })
const encrypted = (path: string) => ({ ...file(path), flags: 1, body: Buffer.alloc(13) })

describe('readZip()', () => {
  it('gives paths, kinds, modes and bytes', async () => {
    const zip = rawZip([
      { path: 'lib/', bytes: Buffer.alloc(0), mode: 0o040755 },
      { ...file('lib/a.js', 'text'.repeat(50)), deflate: true, mode: 0o100755 },
      link('b', 'lib/a.js'),
      { ...file('dos'), mode: 0 },
    ])
    const entries = await readZip(zip)
    expect(entries.map(({ path, kind, mode, size }) => [path, kind, mode, size])).toEqual([
      ['lib', 'folder', 0o755, 0],
      ['lib/a.js', 'file', 0o755, 200],
      ['b', 'link', 0o777, 8],
      ['dos', 'file', 0o644, 1],
    ])
    expect(entries[1]?.bytes().toString()).toBe('text'.repeat(50))
  })

  it.each([
    ['a name above', [file('../x')], /invalid relative path/],
    ['a name above, further in', [file('a/../../x')], /invalid relative path/],
    ['an absolute name', [file('/etc/passwd')], /absolute path/],
    ['a drive', [file('C:/x')], /absolute path/],
    ['a backslash', [file('a\\..\\x')], /invalid characters/],
    ['no name', [file('./')], /is not a name/],
    ['a NUL', [file('a\0.js')], /is not a name/],
    ['a name twice', [file('a'), file('a')], /a is in it twice/],
    ['a name twice in two spellings', [file('a/b'), file('a//b')], /a\/b is in it twice/],
    ['a file that is a folder too', [file('a'), file('a/b')], /a\/b lies below a file/],
    ['a file below a link', [link('a', 'b'), file('a/c')], /a\/c lies below a link/],
    ['a link above', [link('a', '../x')], /a is a link out/],
    ['an absolute link', [link('a', '/etc')], /a is a link out/],
    ['a link with too long a target', [link('a', 'x'.repeat(5000))], /too long/],
    ['a device', [{ ...file('null'), mode: 0o020666 }], /neither a file/],
    ['encryption', [encrypted('a')], /a is encrypted/],
    ['another packing', [{ ...file('a'), method: 99 }], /method 99/],
    ['a name that moves the cursor', [encrypted('\u001b[2Ja')], /\?\[2Ja is encrypted/],
  ])('refuses %s', async (_, entries, reason) => {
    await expect(readZip(rawZip(entries))).rejects.toThrow(reason)
    await expect(readZip(rawZip(entries))).rejects.toThrow('E8009')
  })

  it('refuses text, nothing and half a zip', async () => {
    const zip = rawZip([file('a', 'text'.repeat(99))])
    for (const bytes of [
      Buffer.from('no zip'),
      Buffer.alloc(0),
      zip.subarray(0, zip.length - 9),
      zip.subarray(40),
    ])
      await expect(readZip(bytes)).rejects.toThrow(/^E8009 .*[^.]\.$/)
  })

  it('refuses bytes that are not what the directory says', async () => {
    const bytes = Buffer.from('text'.repeat(99))
    const body = deflateRawSync(bytes)
    const cases = [
      { path: 'a', bytes, deflate: true, crc: 1 },
      { path: 'a', bytes, body: body.subarray(0, 4), method: 8 },
      {
        path: 'a',
        bytes: Buffer.alloc(10_000),
        body: deflateRawSync(Buffer.alloc(9)),
        crc: crc32(Buffer.alloc(9)),
        method: 8,
      },
      { path: 'a', bytes: Buffer.alloc(9), body: deflateRawSync(Buffer.alloc(9_000_000)), method: 8 },
    ]
    for (const entry of cases) {
      const [read] = await readZip(rawZip([entry]))
      expect(() => read?.bytes()).toThrow(/E8009 .*bytes of a are damaged/)
    }
  })

  it('refuses to unpack more than the limits, by what is declared', async () => {
    const bomb = rawZip(
      [1, 2, 3].map(index => ({ path: `f${index}`, bytes: Buffer.alloc(400), deflate: true })),
    )
    await expect(readZip(bomb, { unzipped: 1000, entries: 9 })).rejects.toThrow(/more than 1000 bytes/)
    await expect(readZip(bomb, { unzipped: 9999, entries: 2 })).rejects.toThrow(/holds 3 entries/)
    expect(await readZip(bomb, { unzipped: 1200, entries: 3 })).toHaveLength(3)
  })
})
