import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openSink } from '../../src/artifact/sink.ts'
import { noise } from '../support/code.ts'
import { temporaryFolder } from '../support/fnx.ts'

/** Mounts a disk of 2 MB, or says that this machine does not allow it. */
function smallDisk(): string | undefined {
  const place = join(temporaryFolder(), 'disk')
  mkdirSync(place)
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', place]).status !== 0) return undefined
  onTestFinished(() => void spawnSync('umount', [place]))
  return place
}

describe('openSink()', () => {
  it('writes pieces of every size in order, and over what is there', () => {
    const sink = openSink(join(temporaryFolder(), 'made', 'on', 'demand'))
    const pieces = [noise(10), noise(3_000_000, 2), noise(1 << 20, 3), noise(7, 4)]
    for (const piece of pieces) sink.write(piece)
    expect(sink.position()).toBe(10 + 3_000_000 + (1 << 20) + 7)
    sink.patch(Buffer.from('patched'), 3)
    sink.finish()
    sink.discard()
    const expected = Buffer.concat(pieces)
    expected.write('patched', 3)
    expect(readFileSync(sink.file).equals(expected)).toBe(true)
  })

  it('leaves nothing when it is discarded', () => {
    const folder = temporaryFolder()
    const sink = openSink(folder)
    sink.write(noise(100))
    sink.discard()
    sink.discard()
    expect(readdirSync(folder)).toEqual([])
  })

  it('says that the disk is full and leaves nothing there', context => {
    const disk = smallDisk()
    if (disk === undefined) return context.skip('this machine does not allow to mount a small disk')
    const sink = openSink(disk)
    const fill = () => {
      for (let piece = 0; piece < 4; piece++) sink.write(noise(1_000_000))
      sink.finish()
    }
    expect(fill).toThrow(/E8008 .*cannot be written: the disk is full/)
    sink.discard()
    expect(readdirSync(disk)).toEqual([])
  })
})
