import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterEach, expect, test, vi } from 'vitest'
import { onDisk, readText, writeAtomically } from '../../src/state/atomic-file.ts'
import { fileMethods, fullDisk } from '../support/disk.ts'
import { temporaryFolder } from '../support/temporary.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

test.each(['writeFile', 'sync'] as const)(
  'writeDurably() leaves the old file and nothing else when %s finds the disk full',
  async method => {
    const dir = temporaryFolder()
    writeFileSync(`${dir}/a`, 'old')
    vi.spyOn(await fileMethods(), method).mockRejectedValueOnce(fullDisk())
    await expect(writeAtomically(dir, 'a', 'new')).rejects.toThrow('E7005')
    expect(readdirSync(dir)).toEqual(['a'])
    expect(readFileSync(`${dir}/a`, 'utf8')).toBe('old')
  },
)

test('readText() tells a missing file from one that cannot be read', async () => {
  const dir = temporaryFolder()
  expect(await readText(`${dir}/a`)).toBeUndefined()
  await expect(readText(dir)).rejects.toThrow('E7005')
})

test('onDisk() says what to do, and leaves errors alone that are not the disk’s', async () => {
  const full = onDisk('f', () => Promise.reject(fullDisk()))
  await expect(full).rejects.toMatchObject({ diagnostics: [{ hint: expect.stringContaining('Make room') }] })
  await expect(onDisk('f', () => Promise.reject(new TypeError('bug')))).rejects.toThrow(TypeError)
})
