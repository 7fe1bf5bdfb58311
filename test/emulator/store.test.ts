import { createHash, randomBytes } from 'node:crypto'
import { appendFileSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openStore } from '../../src/emulator/store.ts'
import { smallDisk } from '../support/disk.ts'
import { folderOf } from '../support/local-cloud.ts'
import { textsBelow } from '../support/running.ts'

it('openStore() reads back what was flushed, deletes and bytes included', async () => {
  const folder = folderOf()
  const store = openStore(folder)
  store.put('things', 'b', { x: 1 })
  store.put('things', 'a', [null, 'é'])
  store.put('things', 'c', 3)
  expect(store.delete('things', 'c')).toBe(true)
  expect(store.delete('things', 'c')).toBe(false)
  const hash = store.keep(Buffer.from('bytes'))
  await store.flush()
  // no close: the process may be killed
  const again = openStore(folder)
  expect(again.list('things')).toEqual([
    ['a', [null, 'é']],
    ['b', { x: 1 }],
  ])
  expect(Buffer.from(again.bytes(hash) ?? []).toString()).toBe('bytes')
  expect(again.bytes('../log.ndjson')).toBeUndefined()
})

it('openStore() drops the line that a crash tore and goes on after it', async () => {
  const folder = folderOf()
  const store = openStore(folder)
  store.put('t', 'a', 1)
  await store.flush()
  appendFileSync(join(folder, 'log.ndjson'), '["t","b",')
  const second = openStore(folder)
  expect(second.list('t')).toEqual([['a', 1]])
  second.put('t', 'c', 2)
  await second.flush()
  expect(openStore(folder).list('t')).toEqual([
    ['a', 1],
    ['c', 2],
  ])
})

it('openStore() says which file is damaged', () => {
  const folder = folderOf({ 'log.ndjson': 'no json\n' })
  expect(() => openStore(folder)).toThrow(/E9005.*log\.ndjson/)
})

it('openStore() keeps its log bounded by snapshots', async () => {
  const folder = folderOf()
  const store = openStore(folder)
  const value = 'x'.repeat(100_000)
  for (let index = 0; index < 100; index++) {
    store.put('t', `k${index % 3}`, `${index}${value}`)
    await store.flush()
  }
  expect(statSync(join(folder, 'log.ndjson')).size).toBeLessThan(5_000_000)
  expect(openStore(folder).get('t', 'k0')).toBe(`99${value}`)
})

it('openStore() survives a snapshot whose log was not emptied', async () => {
  const folder = folderOf()
  writeFileSync(join(folder, 'tables.json'), '{"t":{"a":2}}')
  writeFileSync(join(folder, 'log.ndjson'), '["t","a",1]\n["t","b",1]\n["t","b"]\n["t","a",2]\n')
  expect(openStore(folder).tables()).toEqual({ t: { a: 2 } })
})

it('openStore() keeps nothing in clear, nor what an earlier fnx left so', async () => {
  const secret = 'sekret-7f3a'
  const before = Buffer.from(`code with ${secret}`)
  const hash = createHash('sha256').update(before).digest('hex')
  const folder = folderOf({
    'tables.json': JSON.stringify({ t: { a: secret } }),
    'log.ndjson': `${JSON.stringify(['t', 'b', secret])}\n`,
  })
  mkdirSync(join(folder, 'blobs'))
  writeFileSync(join(folder, 'blobs', hash), before)
  const store = openStore(folder)
  expect(store.tables()).toEqual({ t: { a: secret, b: secret } })
  expect(Buffer.from(store.bytes(hash) ?? [])).toEqual(before)
  store.put('t', 'c', secret)
  store.keep(before)
  await store.close()
  for (const [file, text] of Object.entries(textsBelow(folder)))
    expect(text.includes(secret), file).toBe(false)
  expect(readdirSync(folder).sort()).toEqual(['blobs', 'key', 'log.ndjson', 'tables.json'])
  const again = openStore(folder)
  expect(again.get('t', 'c')).toBe(secret)
  expect(Buffer.from(again.bytes(hash) ?? [])).toEqual(before)
})

it('openStore() says so when its key is gone or cut off', async () => {
  for (const key of [undefined, 'short']) {
    const folder = folderOf()
    const store = openStore(folder)
    store.put('t', 'a', 1)
    await store.close()
    rmSync(join(folder, 'key'))
    if (key !== undefined) writeFileSync(join(folder, 'key'), key)
    expect(() => openStore(folder)).toThrow(/E9005/)
  }
})

it('openStore() forgets everything on a reset', async () => {
  const folder = folderOf()
  const store = openStore(folder)
  store.put('t', 'a', 1)
  store.keep(Buffer.from('x'))
  store.reset()
  await store.flush()
  expect(openStore(folder).tables()).toEqual({})
  expect(readdirSync(join(folder, 'blobs'))).toEqual([])
})

it('openStore() shares syncs among changes that come at once', async () => {
  const store = openStore(folderOf())
  await Promise.all(
    Array.from({ length: 500 }, async (_, index) => {
      store.put('t', String(index), index)
      await store.flush()
    }),
  )
  expect(store.list('t').length).toBe(500)
})

const trial = smallDisk(8)
trial?.unmount()

describe.skipIf(trial === undefined)('a disk that gets full', () => {
  const sizes = [20, 32, 44, 56, 68]

  it.each(sizes)('of %i kB keeps nothing half, and all once there is room', async size => {
    const disk = smallDisk(size)
    if (disk === undefined) throw new Error('no disk')
    onTestFinished(disk.unmount)
    const store = openStore(disk.folder)
    const bytes = randomBytes(30_225)
    const taken = []
    for (let index = 0; index < 4; index++) {
      store.put('things', `t${index}`, randomBytes(3_000).toString('hex'))
      await store.flush().catch(() => undefined)
      try {
        taken.push(store.keep(Buffer.concat([bytes, Buffer.from([index])])))
      } catch {}
    }
    expect(taken.length).toBeLessThan(4)
    for (const hash of taken) expect(hashOf(store.bytes(hash))).toBe(hash)
    disk.grow(4_000)
    const hash = store.keep(bytes)
    await store.flush()
    const again = openStore(disk.folder)
    expect(hashOf(again.bytes(hash))).toBe(hash)
    expect(again.list('things')).toHaveLength(4)
  })

  function hashOf(bytes: Uint8Array | undefined): string {
    return createHash('sha256')
      .update(bytes ?? '')
      .digest('hex')
  }
})

it('keep() writes bytes again that an earlier full disk cut off', () => {
  const folder = folderOf()
  const store = openStore(folder)
  const hash = store.keep(Buffer.from('all of it'))
  writeFileSync(join(folder, 'blobs', hash), 'all')
  store.keep(Buffer.from('all of it'))
  expect(Buffer.from(store.bytes(hash) ?? []).toString()).toBe('all of it')
})
