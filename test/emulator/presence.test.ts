import { existsSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findLocalCloud, isHeldForAMoment, takePlace } from '../../src/emulator/presence.ts'
import { startOf } from '../../src/emulator/process-start.ts'
import { folderOf } from '../support/local-cloud.ts'

const addresses = { apiUrl: 'http://127.0.0.1:9', gatewayUrl: 'http://127.0.0.1:9' }
const note = (fields: object) => folderOf({ 'local.json': JSON.stringify(fields) })

it('takePlace() gives a folder whose holder died to one of many that ask at once', async () => {
  const dataDir = note({ pid: 999_999, start: '1', ...addresses })
  const taken = await Promise.allSettled(Array.from({ length: 8 }, () => takePlace(dataDir, true)))
  expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(existsSync(join(dataDir, 'local.json.guard'))).toBe(false)
})

it('takePlace() trusts a process that lives and started then, even when it does not answer', async () => {
  const dataDir = note({ pid: process.pid, start: startOf(process.pid), ...addresses })
  await expect(takePlace(dataDir, true)).rejects.toMatchObject({ diagnostics: [{ code: 'E9002' }] })
  expect(await findLocalCloud(dataDir)).toMatchObject(addresses)
})

it('takePlace() takes no other process of the same number for the holder', async () => {
  const dataDir = note({ pid: process.pid, start: '1', ...addresses })
  expect(await findLocalCloud(dataDir)).toBeUndefined()
  ;(await takePlace(dataDir, false)).leave()
  expect(existsSync(join(dataDir, 'local.json'))).toBe(false)
})

it('takePlace() leaves alone a mark that is just being written, and takes an old empty one', async () => {
  const dataDir = folderOf({ 'local.json': '' })
  await expect(takePlace(dataDir, true)).rejects.toMatchObject({ diagnostics: [{ code: 'E9002' }] })
  utimesSync(join(dataDir, 'local.json'), 1, 1)
  await takePlace(dataDir, true)
})

it('isHeldForAMoment() tells who goes with a command or is about to begin from who stays', async () => {
  const mine = { pid: process.pid, start: startOf(process.pid) }
  expect(await isHeldForAMoment(note({ ...mine, ...addresses, passing: true }))).toBe(true)
  expect(await isHeldForAMoment(note(mine))).toBe(true)
  expect(await isHeldForAMoment(note({ ...mine, ...addresses, passing: false }))).toBe(false)
})
