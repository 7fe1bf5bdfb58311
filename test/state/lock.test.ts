import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { FnxError } from '../../src/model/diagnostic.ts'
import type { RunEvent } from '../../src/model/event.ts'
import { isAlive, startOf } from '../../src/state/liveness.ts'
import type { LockRequest } from '../../src/state/lock.ts'
import { acquire, readLock, unlock } from '../../src/state/lock.ts'
import { temporaryFolder } from '../support/temporary.ts'

function request(dir: string, change: Partial<LockRequest> = {}): LockRequest {
  return {
    dir,
    stack: 'shop',
    command: 'deploy',
    user: 'ada',
    host: 'engine',
    pid: process.pid,
    lockTimeout: 0,
    lease: 60_000,
    now: () => new Date(),
    emit: () => undefined,
    ...change,
  }
}

const nobody = 99_999_999

async function refusal(work: Promise<unknown>): Promise<FnxError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof FnxError) return error
  throw new Error('was not refused')
}

describe('acquire()', () => {
  test('gives the lock to one and tells the other who holds it', async () => {
    const dir = temporaryFolder()
    const held = await acquire(request(dir))
    const error = await refusal(acquire(request(dir, { user: 'bob' })))
    expect(error.exitCode).toBe(5)
    expect(error.diagnostics).toMatchObject([{ code: 'E7001' }])
    expect(error.message).toContain(`ada@engine, process ${process.pid}`)
    await held.release()
    expect(await readLock(dir)).toBeUndefined()
    await (await acquire(request(dir))).release()
  })

  test('waits as long as it is told to and says for whom', async () => {
    const dir = temporaryFolder()
    const events: RunEvent[] = []
    const held = await acquire(request(dir))
    const waiting = acquire(request(dir, { lockTimeout: 10_000, emit: event => events.push(event) }))
    setTimeout(() => held.release(), 50)
    await (await waiting).release()
    expect(events).toEqual([{ type: 'waiting-for-lock', holder: 'ada@engine' }])
  })

  test('takes a lock over at once when its process is gone', async () => {
    const dir = temporaryFolder()
    const dead = await acquire(request(dir, { pid: nobody }))
    const held = await acquire(request(dir))
    expect(held.holds()).toBe(true)
    expect(dead.holds()).toBe(false)
    await dead.release()
    expect(held.holds()).toBe(true)
    expect(readdirSync(dir)).toEqual(['lock.2'])
    await held.release()
  })

  test('leaves the lock of another machine alone until its lease is over', async () => {
    const dir = temporaryFolder()
    let time = Date.parse('2026-01-01T00:00:00Z')
    const now = () => new Date(time)
    await acquire(request(dir, { host: 'far', pid: nobody, now }))
    await refusal(acquire(request(dir, { now })))
    time += 60_000
    await (await acquire(request(dir, { now }))).release()
  })

  test('leaves a live process of this machine its lock, however long that stood still', async () => {
    const dir = temporaryFolder()
    let time = Date.now()
    const now = () => new Date(time)
    const held = await acquire(request(dir, { now }))
    time += 3_600_000
    expect((await refusal(acquire(request(dir, { now })))).diagnostics).toMatchObject([{ code: 'E7001' }])
    await held.release()
  })

  test.runIf(startOf(process.pid) !== '')(
    'takes the lock of a process whose ID another one has now',
    async () => {
      const dir = temporaryFolder()
      const held = await acquire(request(dir))
      const file = `${dir}/lock.1`
      writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), started: '1' }))
      await (await acquire(request(dir))).release()
      expect(held.holds()).toBe(false)
    },
  )

  test('holds nothing once its lease is over by its own clock, and renews it no more', async () => {
    const dir = temporaryFolder()
    let time = Date.now()
    const held = await acquire(request(dir, { lease: 60, now: () => new Date(time) }))
    expect(held.holds()).toBe(true)
    time += 60
    expect(held.holds()).toBe(false)
    expect(held.taken()).toBe(false)
    const { leaseUntil } = (await readLock(dir)) ?? {}
    await new Promise(resolve => setTimeout(resolve, 100))
    expect(await readLock(dir)).toMatchObject({ leaseUntil })
    expect(held.holds()).toBe(false)
    await held.release()
  })

  test.each(['lock.9007199254740992', 'lock.1e400', 'lock.0', 'lock.77/'])(
    'says that %s is no lock',
    async name => {
      const dir = temporaryFolder()
      if (name.endsWith('/')) mkdirSync(`${dir}/${name}`)
      else writeFileSync(`${dir}/${name}`, '')
      for (const work of [() => acquire(request(dir)), () => readLock(dir), () => unlock(dir)]) {
        const error = await refusal(work())
        expect(error.diagnostics).toMatchObject([{ code: 'E7011' }])
        expect(error.message).toContain(`${dir}/${name.replace('/', '')} `)
      }
    },
  )

  test('stops waiting when it is interrupted', async () => {
    const dir = temporaryFolder()
    const held = await acquire(request(dir))
    const stop = new AbortController()
    const waiting = acquire(request(dir, { lockTimeout: 600_000, signal: stop.signal }))
    stop.abort()
    expect(await refusal(waiting)).toMatchObject({ exitCode: 130, diagnostics: [{ code: 'E0013' }] })
    await held.release()
  })

  test('renews its lease while it works', async () => {
    const dir = temporaryFolder()
    const held = await acquire(request(dir, { lease: 90 }))
    const first = (await readLock(dir))?.leaseUntil ?? ''
    await expect.poll(async () => (await readLock(dir))?.leaseUntil ?? '').not.toBe(first)
    await held.release()
  })

  test('gives a free lock to exactly one of many', async () => {
    const dir = temporaryFolder()
    await acquire(request(dir, { pid: nobody }))
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => acquire(request(dir))))
    const won = all.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []))
    expect(won).toHaveLength(1)
    expect(won[0]?.holds()).toBe(true)
    expect(readdirSync(dir)).toEqual(['lock.2'])
    await won[0]?.release()
  })

  test('sweeps away the drafts that killed runs left, and nothing else', async () => {
    const dir = temporaryFolder()
    const id = crypto.randomUUID()
    for (const name of [`.state.json.${id}`, `.lock.7.${id}`, '.gitignore', 'state.json'])
      writeFileSync(`${dir}/${name}`, '')
    await (await acquire(request(dir))).release()
    expect(readdirSync(dir).toSorted()).toEqual(['.gitignore', 'lock.1', 'state.json'])
  })

  test('refuses a damaged lock until it is released, and writes one that only this user can read', async () => {
    const dir = temporaryFolder()
    for (const garbage of ['not a lock', '', '[]', '{"leaseUntil":1}']) {
      writeFileSync(`${dir}/lock.4`, garbage)
      await expect(acquire(request(dir))).rejects.toMatchObject({ diagnostics: [{ code: 'E7011' }] })
      expect(readFileSync(`${dir}/lock.4`, 'utf8')).toBe(garbage)
    }
    rmSync(`${dir}/lock.4`)
    writeFileSync(`${dir}/lock.3`, '{')
    expect(await unlock(dir)).toMatchObject({ holder: 'a run that cannot be told' })
    const held = await acquire(request(dir))
    expect(readdirSync(dir)).toEqual(['lock.5'])
    expect(statSync(`${dir}/lock.5`).mode & 0o777).toBe(0o600)
    await held.release()
  })
})

test('unlock() stops the holder at its next write and says who it was', async () => {
  const dir = temporaryFolder()
  expect(await unlock(dir)).toBeUndefined()
  const held = await acquire(request(dir))
  expect(await unlock(dir)).toMatchObject({ holder: 'ada@engine', command: 'deploy' })
  expect(held.holds()).toBe(false)
  expect(await unlock(dir)).toBeUndefined()
  await held.release()
  await (await acquire(request(dir))).release()
})

test('readLock() gives nothing that is not the holder’s', async () => {
  const dir = temporaryFolder()
  const held = await acquire(request(dir))
  expect(Object.keys((await readLock(dir)) ?? {}).toSorted()).toEqual([
    'acquired',
    'command',
    'holder',
    'host',
    'id',
    'leaseUntil',
    'pid',
  ])
  expect(JSON.parse(readFileSync(`${dir}/lock.1`, 'utf8'))).toMatchObject(held.info)
  await held.release()
})

test('isAlive() knows a process by its ID and its start', () => {
  expect(isAlive(process.pid, startOf(process.pid))).toBe(true)
  expect(isAlive(process.pid, '')).toBe(true)
  expect(isAlive(nobody, '')).toBe(false)
  if (startOf(process.pid) !== '') expect(isAlive(process.pid, '1')).toBe(false)
})
