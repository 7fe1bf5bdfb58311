import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unpack } from '../../src/artifact/unpack.ts'
import { temporaryFolder } from '../support/fnx.ts'
import { rawZip } from '../support/raw-zip.ts'

const file = (path: string, mode = 0o100644) => ({ path, bytes: Buffer.from(`in ${path}`), mode })
const link = (path: string, target: string) => ({ path, bytes: Buffer.from(target), mode: 0o120777 })

describe('unpack()', () => {
  it('lays out files, folders, executable bits and links, from bytes or from a file', async () => {
    const top = temporaryFolder()
    const zip = rawZip([
      link('first', 'a/run'),
      file('a/run', 0o104755),
      file('b'),
      { ...file('empty/'), bytes: Buffer.alloc(0) },
    ])
    writeFileSync(join(top, 'code.zip'), zip)
    mkdirSync(join(top, 'two'))
    await unpack(zip, join(top, 'deep', 'one'))
    await unpack(join(top, 'code.zip'), join(top, 'two'))
    for (const folder of [join(top, 'deep', 'one'), join(top, 'two')]) {
      expect(readdirSync(folder).sort()).toEqual(['a', 'b', 'empty', 'first'])
      expect(readFileSync(join(folder, 'first'), 'utf8')).toBe('in a/run')
      expect(readlinkSync(join(folder, 'first'))).toBe('a/run')
      expect(statSync(join(folder, 'a', 'run')).mode & 0o7777).toBe(0o755)
    }
  })

  it('leaves nothing behind when an entry is damaged, and nothing outside', async () => {
    const top = temporaryFolder()
    const damaged = rawZip([file('a'), { ...file('b'), crc: 1 }])
    await expect(unpack(damaged, join(top, 'code'))).rejects.toThrow('E8009')
    await expect(unpack(rawZip([file('../escaped')]), join(top, 'code'))).rejects.toThrow('E8009')
    expect(readdirSync(top)).toEqual([])
  })

  it('refuses links that lead out over one another', async () => {
    const top = temporaryFolder()
    writeFileSync(join(top, 'secret'), '')
    const zip = rawZip([file('deep/x'), link('deep/up', '..'), link('deep/sly', 'up/../secret')])
    await expect(unpack(zip, join(top, 'code'))).rejects.toThrow(/E8009 .*deep\/sly is a link out/)
    expect(existsSync(join(top, 'code'))).toBe(false)
  })

  it('does not replace a folder that holds something', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'mine'), 'mine')
    await expect(unpack(rawZip([file('mine')]), folder)).rejects.toThrow('E8008')
    expect(readFileSync(join(folder, 'mine'), 'utf8')).toBe('mine')
  })

  it('names a zip that is not there', async () => {
    const top = temporaryFolder()
    await expect(unpack(join(top, 'gone.zip'), join(top, 'code'))).rejects.toThrow(
      /E8002 .*gone\.zip cannot be read/,
    )
  })
})
