import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { FnxError } from '../../src/model/diagnostic.ts'
import type { JournalRecord, ResourceState, State } from '../../src/model/state.ts'
import { parseJournal, startJournal } from '../../src/state/journal.ts'
import { type OpenOptions, openState } from '../../src/state/open-state.ts'
import { readState } from '../../src/state/read-state.ts'
import { formatSnapshot, parseSnapshot } from '../../src/state/snapshot.ts'
import { fakeStack } from '../support/fake-resolver.ts'
import { deployedState, withResource } from '../support/fake-state.ts'
import { temporaryFolder } from '../support/temporary.ts'

const owner = { stack: 'shop', stage: 'dev', target: 'fake', provider: 'fake' }
const state = deployedState(
  fakeStack({ A: { type: 'Fake::Queue', properties: { Name: 'ä"b' } }, B: { type: 'Fake::Queue' } }),
)
const queue = state.resources.A as ResourceState // the stack above has it

function options(dir: string): OpenOptions {
  const quiet = { user: 'ada', host: 'engine', pid: 99_999_999, lockTimeout: 0, lease: 60_000 }
  return { ...owner, ...quiet, dir, command: 'deploy', now: () => new Date(), emit: () => undefined }
}

/** Gives the code of the refusal, or what was read. */
function outcomeOf<T>(read: () => T): T | string {
  try {
    return read()
  } catch (error) {
    if (error instanceof FnxError) return error.diagnostics.map(({ code }) => code).join(' ')
    throw error
  }
}

/** Gives a text with each bit of each byte turned in turn. */
function* flips(text: string): Generator<string> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at++)
    for (let bit = 0; bit < 8; bit++) {
      const turned = Buffer.from(bytes)
      turned[at] = (turned[at] ?? 0) ^ (1 << bit)
      yield turned.toString('utf8')
    }
}

describe('a byte that changes', () => {
  test('in a state makes it E7003, or means the same', () => {
    const harmful = [...flips(formatSnapshot(state))].filter(text => {
      const read = outcomeOf(() => parseSnapshot('state.json', text, owner))
      return read !== 'E7003' && JSON.stringify(read) !== JSON.stringify(state)
    })
    expect(harmful).toEqual([])
  })

  test('in a journal makes it E7003, or leaves a clean beginning of it', async () => {
    const dir = temporaryFolder()
    const writer = await startJournal(dir, 'j', 3)
    const records: readonly JournalRecord[] = [
      { kind: 'begin', serial: 4, at: '2026-01-01T00:00:00Z', command: 'deploy' },
      { kind: 'done', resource: queue },
      { kind: 'gone', logicalId: 'A', instance: 'i-A' },
    ]
    for (const entry of records) await writer.append([entry])
    await writer.close()
    const beginnings = [
      undefined,
      ...[0, 1, 2, 3].map(count => ({ base: 3, records: records.slice(0, count) })),
    ]
    const clean = new Set(beginnings.map(each => JSON.stringify(each)))
    const harmful = [...flips(readFileSync(`${dir}/j`, 'utf8'))].filter(text => {
      const read = outcomeOf(() => parseJournal('j', text))
      return read !== 'E7003' && !clean.has(JSON.stringify(read))
    })
    expect(harmful).toEqual([])
  })
})

test('a journal that lost, doubled or swapped a line is E7003', async () => {
  const dir = temporaryFolder()
  const writer = await startJournal(dir, 'j', 3)
  await writer.append(['A', 'B', 'C'].map(logicalId => ({ kind: 'gone', logicalId, instance: 'i' })))
  await writer.close()
  const [head, a, b, c] = readFileSync(`${dir}/j`, 'utf8').split('\n')
  for (const lines of [
    [head, b, c],
    [head, a, a, b, c],
    [head, b, a, c],
    [a, b, c],
  ])
    expect(outcomeOf(() => parseJournal('j', [...lines, ''].join('\n')))).toBe('E7003')
})

test('a journal of an fnx that kept no checksums is read, unless a line of it has one', () => {
  const gone = '{"kind":"gone","logicalId":"A","instance":"i"}'
  expect(parseJournal('j', `{"journal":1,"base":4}\n${gone}\n`)?.records).toHaveLength(1)
  const mixed = `{"journal":2,"base":4}\n${gone}\n`
  expect(outcomeOf(() => parseJournal('j', mixed))).toBe('E7003')
})

const odd: readonly (readonly [what: string, state: unknown])[] = [
  ['ready without a physical ID', withResource(state, 'A', { physicalId: undefined as never })],
  ['an empty physical ID', withResource(state, 'A', { physicalId: '' })],
  ['a physical ID that is no text', withResource(state, 'A', { physicalId: 5 as never })],
  ['a key that is not its logical ID', withResource(state, 'A', { logicalId: 'B' })],
  ['an unknown status', withResource(state, 'A', { status: 'odd' as never })],
  ['a dependency that is no name', withResource(state, 'A', { dependsOn: [1, null] as never })],
  ['an unknown deletion policy', withResource(state, 'A', { deletionPolicy: 'Keep' as never })],
  ['a time that is none', withResource(state, 'A', { since: 'noon' })],
  ['earlier properties that are none', withResource(state, 'A', { earlier: [1] as never })],
  ['no lineage', { ...state, lineage: undefined }],
  ['an empty key', { ...state, key: '' }],
  ['imports that are no names', { ...state, imports: [1] }],
  ['a deposed resource that is none', { ...state, deposed: [{}] }],
  ['a serial below nothing', { ...state, serial: -1 }],
]

test.each(odd)('a state with %s is E7003, with a checksum and without', (_what, content) => {
  const formatted = formatSnapshot(content as State) // the wrong kinds are what is tested
  expect(outcomeOf(() => parseSnapshot('s', formatted, owner))).toBe('E7003')
  const before = JSON.stringify({ ...(content as State), version: 2 })
  expect(outcomeOf(() => parseSnapshot('s', before, owner))).toBe('E7003')
})

test('a state of version 2, which kept no checksum, is read; one of version 3 without it is not', () => {
  expect(parseSnapshot('s', JSON.stringify({ ...state, version: 2 }), owner)).toEqual(state)
  expect(outcomeOf(() => parseSnapshot('s', JSON.stringify(state), owner))).toBe('E7003')
})

test.each(['stack', 'stage', 'target', 'provider'])('a state of another %s is E7006', async part => {
  const dir = temporaryFolder()
  await (await openState(options(dir))).close()
  const other = { ...options(dir), [part]: 'other' }
  await expect(openState(other)).rejects.toThrow('E7006')
  await expect(readState(dir, other)).rejects.toThrow('E7006')
})

describe('a state that is gone', () => {
  const remains: readonly (readonly [file: string, text: string])[] = [
    ['lock.1', '{"leaseUntil":"2026-01-01T00:00:00.000Z","released":true}'],
    ['good.json', '{}'],
    ['journal.ndjson', ''],
  ]
  test.each(remains)('is E7003 beside %s, and nothing is written', async (file, text) => {
    const dir = temporaryFolder()
    writeFileSync(`${dir}/${file}`, text)
    await expect(openState(options(dir))).rejects.toMatchObject({
      diagnostics: [{ hint: expect.stringContaining('fnx recover') }],
    })
    await expect(readState(dir, owner)).rejects.toThrow(/E7003 .*is gone/)
    expect(readdirSync(dir)).toEqual([file])
  })

  test('is E7003 after a run that went well', async () => {
    const dir = temporaryFolder()
    const session = await openState(options(dir))
    await session.record({ kind: 'done', resource: queue })
    await session.close()
    rmSync(`${dir}/state.json`)
    await expect(openState(options(dir))).rejects.toThrow('E7003')
  })

  test('is none where a first run was killed at any moment', async () => {
    const dir = temporaryFolder()
    const killed = await openState(options(dir))
    const early = `${temporaryFolder()}/early`
    mkdirSync(early)
    copyFileSync(`${dir}/state.json`, `${early}/state.json`)
    for (const folder of [dir, early]) await (await openState(options(folder))).close()
    await killed.close().catch(() => undefined)
  })

  test('is none where several first runs begin at once', async () => {
    const dir = `${temporaryFolder()}/new`
    const all = Array.from({ length: 8 }, () => openState({ ...options(dir), lockTimeout: 60_000 }))
    for (const session of await Promise.all(
      all.map(opened => opened.then(each => each.close()).then(() => true)),
    ))
      expect(session).toBe(true)
  })
})
