import { describe, expect, it } from 'vitest'
import { groupOf, human, overLimit } from '../../src/artifact/limits.ts'
import { codeStorage, functionSpec } from '../support/code.ts'

const spec = functionSpec()
const limits = codeStorage({ unzippedLimit: 5_000_000, zipLimit: 1_000_000 })

describe('overLimit()', () => {
  it('says nothing of code that just fits', () => {
    const entries = [{ path: 'a', size: 5_000_000 }]
    expect(overLimit({ spec, entries, zipped: 1_000_000 }, limits)).toBeUndefined()
  })

  it('names the ten largest folders, largest first, each byte once', () => {
    const packages = Array.from({ length: 12 }, (_, index) => [
      { path: `node_modules/p${index}/a.js`, size: index * 100_000 },
      { path: `node_modules/p${index}/lib/b.js`, size: 1 },
    ])
    const found = overLimit({ spec, entries: [...packages.flat(), { path: 'top.js', size: 10 }] }, limits)
    expect(found?.code).toBe('E8005')
    expect(found?.message).toBe('The code of Hello unpacks to 6.3 MB; aws takes at most 4.8 MB.')
    const lines = found?.hint?.split('\n').slice(1) ?? []
    expect(lines).toHaveLength(10)
    expect(lines[0]).toMatch(/1\.0 MB {2}node_modules\/p11$/)
    expect(lines[9]).toMatch(/195\.3 kB {2}node_modules\/p2$/)
  })

  it('weighs the zip once it is made', () => {
    const found = overLimit({ spec, entries: [{ path: 'a', size: 9 }], zipped: 1_000_001 }, limits)
    expect(found?.message).toBe('The code of Hello is a zip of 976.6 kB; aws takes at most 976.6 kB.')
  })
})

describe('groupOf()', () => {
  it.each([
    ['index.js', '.'],
    ['src/lib/a.js', 'src'],
    ['node_modules/a/lib/b.js', 'node_modules/a'],
    ['node_modules/@s/a/b.js', 'node_modules/@s/a'],
    ['node_modules/a/node_modules/b/c.js', 'node_modules/a/node_modules/b'],
    ['layer/node_modules/a/b.js', 'layer/node_modules/a'],
    ['node_modules/.package-lock.json', 'node_modules'],
  ])('counts %s for %s', (path, group) => {
    expect(groupOf(path)).toBe(group)
  })
})

describe('human()', () => {
  it.each([
    [0, '0 bytes'],
    [1023, '1023 bytes'],
    [1536, '1.5 kB'],
    [262_144_000, '250.0 MB'],
    [5 * 2 ** 40, '5120.0 GB'],
  ])('writes %i as %s', (bytes, text) => {
    expect(human(bytes)).toBe(text)
  })
})
