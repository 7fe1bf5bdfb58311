import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, truncateSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { collectFolder } from '../../src/artifact/collect.ts'
import { type Entry, executableMode, fileMode, linkMode } from '../../src/artifact/entry.ts'
import { ignoring } from '../../src/artifact/ignore.ts'
import { readZip } from '../../src/artifact/read-zip.ts'
import { openSink } from '../../src/artifact/sink.ts'
import { hashOf, writeZip, type ZipSettings } from '../../src/artifact/zip.ts'
import { noise, writeTree } from '../support/code.ts'
import { root, temporaryFolder } from '../support/fnx.ts'
import { lacks, runs } from '../support/needs.ts'

async function zipOf(entries: readonly Entry[], settings: Partial<ZipSettings> = {}) {
  const sink = openSink(temporaryFolder())
  const lines = await writeZip(entries, { sink, kept: () => undefined, ...settings })
  sink.finish()
  return { file: sink.file, bytes: readFileSync(sink.file), lines, hash: hashOf(lines) }
}

function textEntry(path: string, text: string, mode = fileMode): Entry {
  return { path, mode, content: { bytes: Buffer.from(text) } }
}

function entriesOf(folder: string): readonly Entry[] {
  return collectFolder(folder, ignoring([]), () => undefined)
}

/** Enough to be worth a second thread, with everything that a batch can hold. */
function largeTree(): string {
  const files: Record<string, Uint8Array> = {
    empty: Buffer.alloc(0),
    'ünï/cødé 文.txt': Buffer.from('x'.repeat(99)),
  }
  for (let index = 0; index < 700; index++)
    files[`part-${index % 9}/${index}`] =
      index % 3 === 0 ? noise(9000, index + 1) : Buffer.from(`line ${index}\n`.repeat(1200))
  return writeTree(temporaryFolder(), files)
}

describe('writeZip()', () => {
  it('gives the same bytes whatever the order of the entries', async () => {
    const entries = entriesOf(largeTree())
    const forward = await zipOf(entries)
    const backward = await zipOf([...entries].reverse())
    expect(backward.bytes.equals(forward.bytes)).toBe(true)
    expect(backward.hash).toBe(forward.hash)
  })

  it('gives the same bytes from another folder with other times', async () => {
    const [one, two] = [largeTree(), largeTree()]
    for (const entry of entriesOf(two)) utimesSync(join(two, entry.path), 1e9, 1e9)
    expect((await zipOf(entriesOf(one))).bytes.equals((await zipOf(entriesOf(two))).bytes)).toBe(true)
  })

  it('gives the same bytes on two threads as on one', async () => {
    const worker = join(temporaryFolder(), 'zip-worker.mjs')
    const source = join(root, 'src', 'artifact', 'zip-worker.ts')
    buildSync({ entryPoints: [source], outfile: worker, bundle: true, platform: 'node', format: 'esm' })
    const entries = entriesOf(largeTree())
    const threaded = await zipOf(entries, { worker })
    expect(threaded.bytes.equals((await zipOf(entries)).bytes)).toBe(true)
  })

  it('keeps the bytes of every file, packed or not', async () => {
    const folder = largeTree()
    const read = await readZip((await zipOf(entriesOf(folder))).bytes)
    expect(read).toHaveLength(702)
    for (const { path, bytes } of read) expect(bytes().equals(readFileSync(join(folder, path)))).toBe(true)
  })

  it('sorts by code points, which UTF-16 does not', async () => {
    const { lines } = await zipOf([
      textEntry('\u{1f600}', ''),
      textEntry('\uffee', ''),
      textEntry('b', ''),
      textEntry('B', ''),
    ])
    expect(lines.map(({ path }) => path)).toEqual(['B', 'b', '\uffee', '\u{1f600}'])
  })

  it('changes the hash with a path, a mode or a byte, and not with the way of packing', async () => {
    const hashes = [
      [textEntry('a', 'text')],
      [textEntry('b', 'text')],
      [textEntry('a', 'text', executableMode)],
      [textEntry('a', 'texT')],
      [textEntry('a', 'text', linkMode)],
      [textEntry('a', ''), textEntry('b', 'text')],
    ].map(async entries => (await zipOf(entries)).hash)
    expect(new Set(await Promise.all(hashes)).size).toBe(6)
    const { lines, hash } = await zipOf([textEntry('a', 'text'.repeat(99))])
    expect(hashOf(lines.map(line => ({ ...line, packed: 1, method: 0, crc: 0 })))).toBe(hash)
  })

  it('packs a large file piece by piece into the same zip each time', async () => {
    const folder = writeTree(temporaryFolder(), { 'large.bin': '', 'small.txt': 'small' })
    const large = Buffer.concat([noise(9_000_000), Buffer.alloc(9_000_000, 'text ')])
    writeTree(folder, { 'large.bin': large })
    const first = await zipOf(entriesOf(folder))
    expect((await zipOf(entriesOf(folder))).bytes.equals(first.bytes)).toBe(true)
    const read = await readZip(first.bytes)
    expect(
      read
        .find(({ path }) => path === 'large.bin')
        ?.bytes()
        .equals(large),
    ).toBe(true)
  })

  it('writes more entries than the old format counts', async () => {
    const entries = Array.from({ length: 65_540 }, (_, index) => textEntry(`f${index}`, ''))
    const { bytes } = await zipOf(entries)
    expect(await readZip(bytes)).toHaveLength(65_540)
  })

  it('refuses a file that changed after the folder was read', async () => {
    const folder = writeTree(temporaryFolder(), { 'a.txt': 'before' })
    const entries = entriesOf(folder)
    writeTree(folder, { 'a.txt': 'afterwards' })
    await expect(zipOf(entries)).rejects.toThrow(/E8004 .*a\.txt changed while/)
    truncateSync(join(folder, 'a.txt'), 2)
    await expect(zipOf(entries)).rejects.toThrow('E8004')
  })

  it('names a file that vanished after the folder was read', async () => {
    const folder = writeTree(temporaryFolder(), { 'a.txt': 'x', 'large.bin': Buffer.alloc(17 << 20) })
    const entries = entriesOf(folder)
    rmSync(join(folder, 'large.bin'))
    await expect(zipOf(entries)).rejects.toThrow(/E8002 .*large\.bin cannot be read: it is not there/)
    rmSync(join(folder, 'a.txt'))
    await expect(zipOf(entries)).rejects.toThrow(/E8002 .*a\.txt cannot be read/)
  })

  it.skipIf(lacks('unzip', runs('unzip', '-v')))(
    'makes zips that Info-ZIP finds whole and restores',
    async () => {
      const entries = [
        ...entriesOf(largeTree()),
        textEntry('run', '#!/bin/sh\n', executableMode),
        textEntry('to-run', 'run', linkMode),
      ]
      const { file } = await zipOf(entries)
      expect(execFileSync('unzip', ['-tq', file]).toString()).toContain('No errors detected')
      expect(execFileSync('unzip', ['-Z', file, 'run', 'to-run']).toString()).toMatch(
        /-rwxr-xr-x .*80-Jan-01 00:00 run\nlrwxrwxrwx/,
      )
    },
  )
})
