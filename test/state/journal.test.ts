import { promises as fs, readFileSync } from 'node:fs'
import { afterEach, expect, test, vi } from 'vitest'
import { parseJournal, startJournal } from '../../src/state/journal.ts'
import { fileMethods, fullDisk } from '../support/disk.ts'
import { temporaryFolder } from '../support/temporary.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

const gone = (logicalId: string) => ({ kind: 'gone', logicalId, instance: 'i' }) as const

function namesIn(file: string): readonly string[] {
  const { records = [] } = parseJournal(file, readFileSync(file, 'utf8')) ?? {}
  return records.map(entry => ('logicalId' in entry ? entry.logicalId : entry.kind))
}

test('startJournal() shares one sync among those that wait', async () => {
  const dir = temporaryFolder()
  const writer = await startJournal(dir, 'j', 3)
  const sync = vi.spyOn(await fileMethods(), 'datasync')
  await Promise.all(Array.from({ length: 100 }, (_, index) => writer.append([gone(`Q${index}`)])))
  expect(sync.mock.calls.length).toBeLessThanOrEqual(2)
  expect(namesIn(`${dir}/j`)).toEqual(Array.from({ length: 100 }, (_, index) => `Q${index}`))
  await writer.close()
})

test('startJournal() takes back half a record when the disk is full, and goes on when there is room', async () => {
  const dir = temporaryFolder()
  const writer = await startJournal(dir, 'j', 3)
  await writer.append([gone('A')])
  vi.spyOn(await fileMethods(), 'appendFile').mockImplementationOnce(async bytes => {
    await fs.appendFile(`${dir}/j`, String(bytes).slice(0, 10))
    throw fullDisk()
  })
  await expect(writer.append([gone('B')])).rejects.toThrow(/E7005 .*disk is full/)
  await writer.append([gone('C')])
  expect(namesIn(`${dir}/j`)).toEqual(['A', 'C'])
  await writer.close()
})

test('startJournal() tells everyone whose records shared a failed sync', async () => {
  const writer = await startJournal(temporaryFolder(), 'j', 3)
  vi.spyOn(await fileMethods(), 'datasync').mockRejectedValueOnce(fullDisk())
  const all = await Promise.allSettled(['A', 'B'].map(name => writer.append([gone(name)])))
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await writer.close()
})

test('parseJournal() gives nothing for a journal whose head was cut off', () => {
  expect(parseJournal('j', '')).toBeUndefined()
  expect(parseJournal('j', '{"journal":1')).toBeUndefined()
  expect(parseJournal('j', '{"journal":1,"base":4}\n')).toEqual({ base: 4, records: [] })
})
