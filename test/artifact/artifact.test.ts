import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findArtifact, keepZip, pruneArtifacts } from '../../src/artifact/artifact.ts'
import { temporaryFolder } from '../support/fnx.ts'
import { rawZip } from '../support/raw-zip.ts'

const [one, two] = ['1'.repeat(64), '2'.repeat(64)]

describe('findArtifact()', () => {
  it('finds a zip by its hash, and nothing where there is none', async () => {
    const folder = temporaryFolder()
    const bytes = rawZip([{ path: 'a', bytes: Buffer.from('text'.repeat(99)), deflate: true }])
    writeFileSync(join(folder, `${one}.zip`), bytes)
    const found = await findArtifact(folder, one)
    expect(found).toMatchObject({ hash: one, size: bytes.length, unzipped: 396 })
    expect(await found?.read()).toEqual(bytes)
    expect(await findArtifact(folder, two)).toBeUndefined()
    expect(await findArtifact(join(folder, 'gone'), one)).toBeUndefined()
  })
})

describe('pruneArtifacts()', () => {
  it('removes the zips that nothing names and leaves what is not its own', () => {
    const folder = temporaryFolder()
    for (const name of [`${one}.zip`, `${two}.zip`, 'mine.zip', 'key.json'])
      writeFileSync(join(folder, name), '')
    pruneArtifacts(folder, new Set([two]))
    expect(readdirSync(folder).sort()).toEqual([`${two}.zip`, 'key.json', 'mine.zip'])
    pruneArtifacts(join(folder, 'gone'), new Set())
  })
})

describe('keepZip()', () => {
  const write = (folder: string, text: string): string => {
    writeFileSync(join(folder, 'new.partial'), text)
    return join(folder, 'new.partial')
  }

  it('keeps the zip that is there when it is the same, and replaces one that is not', () => {
    const folder = temporaryFolder()
    const file = join(folder, `${one}.zip`)
    keepZip(write(folder, 'text'), { folder, hash: one })
    const first = statSync(file)
    expect(keepZip(write(folder, 'text'), { folder, hash: one }).modified).toBe(first.mtimeMs)
    expect(statSync(file).ino).toBe(first.ino)
    keepZip(write(folder, 'TEXT'), { folder, hash: one })
    expect(readFileSync(file, 'utf8')).toBe('TEXT')
    expect(readdirSync(folder)).toEqual([`${one}.zip`])
  })

  it('removes the new zip when it cannot get its name', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, `${one}.zip`))
    expect(() => keepZip(write(folder, 'text'), { folder, hash: one })).toThrow('E8008')
    expect(readdirSync(folder)).toEqual([`${one}.zip`])
  })
})
