import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { describe, expect, test } from 'vitest'
import { FnxError } from '../../src/model/diagnostic.ts'
import type { ResourceState } from '../../src/model/state.ts'
import type { OpenOptions } from '../../src/state/open-state.ts'
import { openState } from '../../src/state/open-state.ts'
import { readState } from '../../src/state/read-state.ts'
import { fakeStack } from '../support/fake-resolver.ts'
import { deployedState } from '../support/fake-state.ts'
import { temporaryFolder } from '../support/temporary.ts'

function options(dir: string, change: Partial<OpenOptions> = {}): OpenOptions {
  return {
    dir,
    stack: 'shop',
    stage: 'dev',
    target: 'local',
    provider: 'fake',
    command: 'deploy',
    user: 'ada',
    host: 'engine',
    pid: 99_999_999,
    lockTimeout: 0,
    lease: 60_000,
    now: () => new Date(),
    emit: () => undefined,
    ...change,
  }
}

function queue(name: string): ResourceState {
  const { resources } = deployedState(fakeStack({ [name]: { type: 'Fake::Queue' } }))
  return resources[name] as ResourceState // deployedState makes one for each resource
}

const stateIn = (dir: string) => readState(dir, options(dir))

const done = (name: string) => ({ kind: 'done', resource: queue(name) }) as const

async function codesOf(work: Promise<unknown>): Promise<readonly string[]> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof FnxError) return error.diagnostics.map(({ code }) => code)
  throw new Error(`not refused: ${String(error)}`)
}

describe('openState()', () => {
  test('starts a state that only this user can read', async () => {
    const dir = `${temporaryFolder()}/a/b`
    const session = await openState(options(dir))
    expect(session.state).toMatchObject({ version: 3, serial: 0, stack: 'shop', resources: {}, deposed: [] })
    expect(session.state.key).toMatch(/^[0-9a-f]{64}$/)
    await session.record(done('A'))
    expect(statSync(dir).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(dir)) expect(statSync(`${dir}/${name}`).mode & 0o777).toBe(0o600)
    await session.close()
    expect(readdirSync(dir).toSorted()).toEqual(['lock.1', 'state.json'])
  })

  test('reads back what was closed, one serial further', async () => {
    const dir = temporaryFolder()
    const first = await openState(options(dir))
    await first.record(done('A'), { kind: 'outputs', outputs: { Url: 'u' } })
    const { state } = first
    await first.close()
    expect(state.serial).toBe(1)
    expect(await stateIn(dir)).toEqual(state)
  })

  test('changes nothing on disk when nothing is recorded', async () => {
    const dir = temporaryFolder()
    await (await openState(options(dir))).close()
    const before = statSync(`${dir}/state.json`).ino
    await (await openState(options(dir))).close()
    expect(statSync(`${dir}/state.json`).ino).toBe(before)
  })

  test('has every record on disk by the time it is promised', async () => {
    const dir = temporaryFolder()
    const session = await openState(options(dir))
    await Promise.all(Array.from({ length: 50 }, (_, index) => session.record(done(`Q${index}`))))
    expect(Object.keys((await stateIn(dir))?.resources ?? {})).toHaveLength(50)
    expect(readFileSync(`${dir}/journal.ndjson`, 'utf8').split('\n')).toHaveLength(1 + 1 + 50 + 1)
    await session.close()
  })

  test('goes on from the journal of a run that was killed', async () => {
    const dir = temporaryFolder()
    const killed = await openState(options(dir))
    await killed.record(done('A'), { kind: 'depose', logicalId: 'A' }, done('B'))
    const next = await openState(options(dir))
    expect(Object.keys(next.state.resources)).toEqual(['B'])
    expect(next.state.deposed).toHaveLength(1)
    expect(existsSync(`${dir}/journal.ndjson`)).toBe(false)
    await next.close()
    await killed.close().catch(() => undefined)
  })

  test('does not apply a journal twice when the run was killed between snapshot and clearing', async () => {
    const dir = temporaryFolder()
    const first = await openState(options(dir))
    const old = queue('A')
    await first.record({ kind: 'done', resource: old }, { kind: 'depose', logicalId: 'A' })
    await first.record({ kind: 'done', resource: { ...old, instance: 'new' } })
    copyFileSync(`${dir}/journal.ndjson`, `${dir}/kept`)
    const { state } = first
    await first.close()
    copyFileSync(`${dir}/kept`, `${dir}/journal.ndjson`)
    expect(await stateIn(dir)).toEqual(state)
    const second = await openState(options(dir))
    expect(second.state).toEqual(state)
    await second.close()
    expect(await stateIn(dir)).toEqual(state)
  })

  test.each(['{"kind":"done","resou', '{"kind":"done"', '\u0000\u0000\u0000'])(
    'passes over a last line that was cut off: %j',
    async tail => {
      const dir = temporaryFolder()
      const killed = await openState(options(dir))
      await killed.record(done('A'))
      appendFileSync(`${dir}/journal.ndjson`, tail)
      const next = await openState(options(dir))
      expect(Object.keys(next.state.resources)).toEqual(['A'])
      await next.record(done('B'))
      await next.close()
      expect(Object.keys((await stateIn(dir))?.resources ?? {})).toEqual(['A', 'B'])
      await killed.close().catch(() => undefined)
    },
  )

  test('can be cut off at every byte of the journal without losing what was promised before', async () => {
    const dir = temporaryFolder()
    const killed = await openState(options(dir))
    await killed.record(done('A'))
    const promised = readFileSync(`${dir}/journal.ndjson`).length
    await killed.record(done('B'), done('C'))
    const whole = readFileSync(`${dir}/journal.ndjson`)
    for (let length = 0; length <= whole.length; length += 7) {
      writeFileSync(`${dir}/journal.ndjson`, whole.subarray(0, length))
      const names = Object.keys((await stateIn(dir))?.resources ?? {})
      expect(['A', 'B', 'C'].slice(0, names.length)).toEqual(names)
      if (length >= promised) expect(names).toContain('A')
    }
    await killed.close().catch(() => undefined)
  })
})

test('openState() reads a state of version 1, which knew neither exports nor imports, and writes version 3', async () => {
  const dir = temporaryFolder()
  const {
    exports: _exports,
    imports: _imports,
    ...old
  } = deployedState(fakeStack({ A: { type: 'Fake::Queue' } }))
  writeFileSync(`${dir}/state.json`, JSON.stringify({ ...old, target: 'local', version: 1 }))
  expect(await stateIn(dir)).toEqual({ ...old, target: 'local', version: 3, exports: {}, imports: [] })
  const session = await openState(options(dir))
  await session.record({ kind: 'exports', exports: { a: 'x' } }, { kind: 'imports', imports: ['b'] })
  await session.close()
  expect(await stateIn(dir)).toMatchObject({ version: 3, exports: { a: 'x' }, imports: ['b'] })
  expect(readFileSync(`${dir}/state.json`, 'utf8')).toContain('"version": 3')
})

describe('openState() refuses, and gives the lock back,', () => {
  const damage: readonly (readonly [what: string, file: string, text: string, code: string])[] = [
    ['a snapshot that is no JSON', 'state.json', '{"version":1,', 'E7003'],
    ['a snapshot of another shape', 'state.json', '{"version":1}', 'E7003'],
    [
      'a snapshot without its exports',
      'state.json',
      JSON.stringify({ ...deployedState(fakeStack({})), exports: null }),
      'E7003',
    ],
    ['a snapshot of a newer fnx', 'state.json', '{"version":4}', 'E7004'],
    [
      'a journal damaged in the middle',
      'journal.ndjson',
      '{"journal":1,"base":1}\nx\n{"kind":"gone"}\n',
      'E7003',
    ],
    ['a journal without its head', 'journal.ndjson', '{"kind":"gone"}\n', 'E7003'],
    ['a record without its resource', 'journal.ndjson', '{"journal":1,"base":1}\n{"kind":"done"}\n', 'E7003'],
    ['a journal of a newer fnx', 'journal.ndjson', '{"journal":3,"base":1}\n', 'E7004'],
    ['a record of a newer fnx', 'journal.ndjson', '{"journal":1,"base":1}\n{"kind":"later"}\n', 'E7004'],
    ['a journal that is ahead of its snapshot', 'journal.ndjson', '{"journal":1,"base":9}\n', 'E7003'],
  ]
  test.each(damage)('%s', async (_what, file, text, code) => {
    const dir = temporaryFolder()
    const first = await openState(options(dir))
    await first.record(done('A'))
    await first.close()
    writeFileSync(`${dir}/${file}`, text)
    expect(await codesOf(openState(options(dir)))).toEqual([code])
    expect(await codesOf(stateIn(dir))).toEqual([code])
    expect(readFileSync(`${dir}/${file}`, 'utf8')).toBe(text)
    expect(
      readFileSync(`${dir}/${readdirSync(dir).find(name => name.startsWith('lock.'))}`, 'utf8'),
    ).toContain('released')
  })

  test('a folder that it may not write', async context => {
    if (process.getuid?.() === 0) return context.skip('root may write anywhere')
    const dir = temporaryFolder()
    chmodSync(dir, 0o500)
    expect(await codesOf(openState(options(dir)))).toEqual(['E7005'])
    chmodSync(dir, 0o700)
  })

  test('a file where its folder should be', async () => {
    const dir = `${temporaryFolder()}/state`
    writeFileSync(dir, '')
    expect(await codesOf(openState(options(`${dir}/shop`)))).toEqual(['E7005'])
  })
})

describe('a session whose lock was taken over', () => {
  test('fails its next record and harms nothing when it closes', async () => {
    const dir = temporaryFolder()
    const slow = await openState(options(dir))
    await slow.record(done('A'))
    const quick = await openState(options(dir))
    await quick.record(done('B'))
    expect(await codesOf(slow.record(done('C')))).toEqual(['E7002'])
    expect(await codesOf(slow.close())).toEqual(['E7002'])
    await quick.record(done('D'))
    await quick.close()
    expect(Object.keys((await stateIn(dir))?.resources ?? {})).toEqual(['A', 'B', 'D'])
  })
})

test('two sessions at once: the second is refused while the first works', async () => {
  const dir = temporaryFolder()
  const first = await openState(options(dir, { pid: process.pid }))
  expect(await codesOf(openState(options(dir, { pid: process.pid })))).toEqual(['E7001'])
  await first.record(done('A'))
  await first.close()
  const second = await openState(options(dir, { pid: process.pid }))
  expect(Object.keys(second.state.resources)).toEqual(['A'])
  await second.close()
})
