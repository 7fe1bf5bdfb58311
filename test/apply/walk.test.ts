import { describe, expect, test } from 'vitest'
import { createConcurrencyLimit } from '../../src/apply/concurrency-limit.ts'
import type { Node } from '../../src/apply/walk.ts'
import { walk } from '../../src/apply/walk.ts'

const now = () => new Date(0)
const never = new AbortController().signal
const tick = () => new Promise<void>(resolve => setImmediate(resolve))

function nodes(edges: Readonly<Record<string, readonly string[]>>): readonly Node[] {
  return Object.entries(edges).map(([id, after]) => ({ id, after }))
}

/** Runs nodes and tells the order of starts and ends, the most at once, and what was skipped. */
async function trace(all: readonly Node[], most: number, fails: readonly string[] = []) {
  const events: string[] = []
  const skipped: string[] = []
  let running = 0
  let peak = 0
  const left = await walk(all, {
    limit: createConcurrencyLimit(most, now),
    signal: never,
    async run({ id }) {
      events.push(`+${id}`)
      peak = Math.max(peak, ++running)
      await tick()
      running--
      events.push(`-${id}`)
      return !fails.includes(id)
    },
    skip: (node, because) => skipped.push(`${node.id} for ${because.id}`),
  })
  return { events, skipped, peak, left }
}

describe('walk()', () => {
  test('starts a node when all before it have ended well', async () => {
    const { events } = await trace(nodes({ d: ['b', 'c'], b: ['a'], c: ['a'], a: [] }), 4)
    expect(events).toEqual(['+a', '-a', '+b', '+c', '-b', '-c', '+d', '-d'])
  })

  test('runs as many at once as the limit allows and no more', async () => {
    const all = nodes(Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`n${index}`, []])))
    expect((await trace(all, 5)).peak).toBe(5)
    expect((await trace(all, 100)).peak).toBe(20)
  })

  test('skips what comes after a failure, once and all the way, and finishes the rest', async () => {
    const { events, skipped } = await trace(nodes({ a: [], b: ['a'], c: ['a', 'b'], d: [], e: ['d'] }), 4, [
      'a',
    ])
    expect(skipped).toEqual(['b for a', 'c for a'])
    expect(events.filter(event => event.startsWith('-'))).toEqual(['-a', '-d', '-e'])
  })

  test('takes no notice of names that are no node', async () => {
    expect((await trace(nodes({ a: ['elsewhere'] }), 1)).events).toEqual(['+a', '-a'])
  })

  test('waits for what runs and starts nothing new when it is stopped', async () => {
    const stop = new AbortController()
    const ran: string[] = []
    const left = await walk(nodes({ a: [], b: ['a'], c: [] }), {
      limit: createConcurrencyLimit(1, now),
      signal: stop.signal,
      async run({ id }) {
        stop.abort()
        await tick()
        ran.push(id)
        return true
      },
      skip: () => undefined,
    })
    expect(ran).toEqual(['a'])
    expect(left.map(({ id }) => id)).toEqual(['b', 'c'])
  })

  test('passes on what a node throws', async () => {
    const run = () => Promise.reject(new Error('bug'))
    const options = { limit: createConcurrencyLimit(1, now), signal: never, run, skip: () => undefined }
    await expect(walk(nodes({ a: [] }), options)).rejects.toThrow('bug')
  })

  test('never starts a node before those that it comes after, whatever the graph', async () => {
    for (let seed = 1; seed <= 200; seed++) {
      const all = randomGraph(seed)
      const { events } = await trace(all, 1 + (seed % 7))
      const place = new Map(events.map((event, index) => [event, index]))
      expect(events).toHaveLength(2 * all.length)
      for (const { id, after } of all)
        for (const before of after) expect(place.get(`-${before}`)).toBeLessThan(place.get(`+${id}`) ?? 0)
    }
  })

  test('reads each arrow a fixed number of times, however many nodes there are', async () => {
    const reads = async (count: number) => {
      let read = 0
      const all = Array.from(
        { length: count },
        (_, index): Node => ({
          id: `n${index}`,
          get after() {
            read++
            return index === 0 ? [] : [`n${Math.floor((index - 1) / 3)}`]
          },
        }),
      )
      let asked = 0
      const limit = createConcurrencyLimit(16, now)
      const counted = {
        ...limit,
        limit: () => {
          asked++
          return limit.current()
        },
      }
      await walk(all, { limit: counted, signal: never, run: async () => true, skip: () => undefined })
      return { read, asked }
    }
    const small = await reads(1_000)
    const large = await reads(10_000)
    expect(large.read).toBeLessThanOrEqual(10 * small.read)
    expect(large.asked).toBeLessThanOrEqual(11 * small.asked)
  })
})

function randomGraph(seed: number): readonly Node[] {
  let state = seed
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  return Array.from({ length: 15 }, (_, index) => ({
    id: `n${index}`,
    after: Array.from({ length: index }, (_, before) => `n${before}`).filter(() => random() < 0.2),
  }))
}

test('createWidth() halves once for one burst and grows again as steps go well', () => {
  let time = 0
  const limit = createConcurrencyLimit(16, () => new Date(time))
  limit.lower()
  limit.lower()
  expect(limit.current()).toBe(8)
  time += 1_000
  limit.lower()
  expect(limit.current()).toBe(4)
  for (let index = 0; index < 5; index++) limit.raise()
  expect(limit.current()).toBe(5)
  for (let index = 0; index < 1_000; index++) limit.raise()
  expect(limit.current()).toBe(16)
  for (let index = 0; index < 10; index++) {
    time += 1_000
    limit.lower()
  }
  expect(limit.current()).toBe(1)
})
