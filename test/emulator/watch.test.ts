import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { watchPath } from '../../src/emulator/watch.ts'
import { folderOf } from '../support/local-cloud.ts'

function counted(path: string): () => Promise<number> {
  let count = 0
  const watch = watchPath(path, () => count++)
  onTestFinished(() => watch.close())
  return async () => {
    await wait(60)
    const seen = count
    count = 0
    return seen
  }
}

it('watchPath() tells of files that are written, made and removed, in new folders too', async () => {
  const folder = folderOf({ 'a.js': '1' })
  const changes = counted(folder)
  writeFileSync(join(folder, 'a.js'), '2')
  expect(await changes()).toBeGreaterThan(0)
  mkdirSync(join(folder, 'lib'))
  expect(await changes()).toBeGreaterThan(0)
  writeFileSync(join(folder, 'lib', 'b.js'), '1')
  expect(await changes()).toBeGreaterThan(0)
  rmSync(join(folder, 'lib', 'b.js'))
  expect(await changes()).toBeGreaterThan(0)
})

it('watchPath() tells of one file and not of its neighbours', async () => {
  const folder = folderOf({ 'template.yaml': '1' })
  const changes = counted(join(folder, 'template.yaml'))
  writeFileSync(join(folder, 'other'), '1')
  expect(await changes()).toBe(0)
  writeFileSync(join(folder, 'template.yaml'), '2')
  expect(await changes()).toBeGreaterThan(0)
})

it('watchPath() passes over what interpreters and package managers write', async () => {
  const folder = folderOf()
  mkdirSync(join(folder, 'node_modules', 'x'), { recursive: true })
  const changes = counted(folder)
  mkdirSync(join(folder, '__pycache__'))
  writeFileSync(join(folder, 'node_modules', 'x', 'index.js'), '')
  expect(await changes()).toBe(0)
})
