import { describe, expect, test } from 'vitest'
import type { PaceOptions } from '../../src/apply/retry.ts'
import { createPace } from '../../src/apply/retry.ts'
import type { ErrorKind } from '../../src/model/error-kind.ts'
import type { RunEvent } from '../../src/model/event.ts'
import { memoryDiagnose, memoryError } from '../support/memory-cloud.ts'

/** A pace whose waits pass at once, and what it did. */
function timed(change: Partial<PaceOptions> = {}) {
  const waits: number[] = []
  const events: RunEvent[] = []
  let time = 0
  const pace = createPace({
    diagnose: memoryDiagnose,
    emit: event => events.push(event),
    signal: new AbortController().signal,
    now: () => new Date(time),
    wait: async ms => {
      waits.push(ms)
      time += ms
    },
    random: () => 0.999,
    lastAnswer: 5_000,
    ...change,
  })
  return { pace, waits, events, passed: () => time }
}

/** A call that meets an error so many times before it goes well. */
function call(kind: ErrorKind, times: number) {
  let sent = 0
  const send = async () => {
    if (sent++ < times) throw memoryError(kind, `${kind} for now.`)
    return 'well'
  }
  return { send, sent: () => sent }
}

describe('attempt()', () => {
  test.each(['busy', 'throttled', 'propagating'] as const)('sends a call again that is %s', async kind => {
    const { pace, events } = timed()
    expect(await pace.attempt(call(kind, 3).send, { repeatable: false })).toBe('well')
    expect(events).toHaveLength(3)
    expect(events[0]).toMatchObject({ type: 'retry', reason: `${kind} for now.` })
  })

  test.each(['invalid', 'denied', 'missing', 'exists', 'unknown'] as const)(
    'never again when it is %s',
    async kind => {
      const { pace, waits } = timed()
      await expect(pace.attempt(call(kind, 1).send, { repeatable: true })).rejects.toMatchObject({
        kind,
      })
      expect(waits).toEqual([])
    },
  )

  test('sends a call of unclear end again only when it may be repeated, three times in all', async () => {
    const { pace } = timed()
    const once = call('transport', 1)
    await expect(pace.attempt(once.send, { repeatable: false })).rejects.toMatchObject({
      kind: 'transport',
    })
    expect(once.sent()).toBe(1)
    expect(await pace.attempt(call('transport', 2).send, { repeatable: true })).toBe('well')
    const often = call('transport', 9)
    await expect(pace.attempt(often.send, { repeatable: true })).rejects.toMatchObject({
      kind: 'transport',
    })
    expect(often.sent()).toBe(3)
  })

  test('gives up on what does not spread within a minute, saying what to check', async () => {
    const { pace, passed } = timed()
    const work = pace.attempt(call('propagating', 999).send, { repeatable: false })
    await expect(work).rejects.toMatchObject({
      diagnostics: [
        {
          code: 'E6007',
          message: expect.stringMatching(/tried for \d\d seconds/),
          hint: expect.stringContaining('Check'),
        },
      ],
    })
    expect(passed()).toBeGreaterThan(55_000)
    expect(passed()).toBeLessThanOrEqual(60_000)
  })

  test('waits minutes for another change to end, and then throws what the cloud said', async () => {
    const { pace, passed } = timed()
    await expect(pace.attempt(call('busy', 999).send, { repeatable: false })).rejects.toMatchObject({
      kind: 'busy',
    })
    expect(passed()).toBeGreaterThan(240_000)
  })

  test('backs off further at each refusal and tells of each', async () => {
    let told = 0
    const { pace, waits } = timed({ throttled: () => told++ })
    await pace.attempt(call('throttled', 5).send, { repeatable: false })
    expect(waits).toEqual([500, 999, 1998, 3996, 7992])
    expect(told).toBe(5)
  })

  test('spreads refused calls over the whole pause', async () => {
    const { pace, waits } = timed({ random: () => 0 })
    await pace.attempt(call('throttled', 3).send, { repeatable: false })
    expect(waits).toEqual([0, 0, 0])
  })

  test('ends a wait when the run is interrupted', async () => {
    const stop = new AbortController()
    const wait = (_ms: number, signal: AbortSignal) =>
      new Promise<void>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    const { pace } = timed({ signal: stop.signal, wait })
    const work = pace.attempt(call('busy', 1).send, { repeatable: false })
    stop.abort()
    await expect(work).rejects.toMatchObject({ exitCode: 130, diagnostics: [{ code: 'E6104' }] })
    const other = pace.until(async () => undefined, { what: 'anything' })
    await expect(other).rejects.toMatchObject({ exitCode: 130 })
  })

  test('lets many calls wait at once without a warning of Node', async () => {
    const warnings: Error[] = []
    const heard = (warning: Error) => warnings.push(warning)
    process.on('warning', heard)
    const { pace } = timed()
    const answer = new Promise(resolve => setTimeout(resolve, 20))
    await Promise.all(Array.from({ length: 30 }, () => pace.attempt(() => answer, { repeatable: true })))
    process.off('warning', heard)
    expect(warnings).toEqual([])
  })
})

describe('within()', () => {
  const here = { check: () => undefined, fresh: () => true, spreads: true }
  const made = { repeatable: false }
  const again = { repeatable: true }

  test('asks before each call, and before each time that it is sent again, whether it may be sent', async () => {
    const { pace } = timed()
    let left = 2
    const check = () => {
      if (left-- === 0) throw memoryError('denied', 'The lock is lost.')
    }
    const often = call('busy', 9)
    const work = pace.within({ ...here, check }, () => pace.attempt(often.send, again))
    await expect(work).rejects.toThrow('The lock is lost.')
    expect(often.sent()).toBe(2)
  })

  test('sends what follows a creation again while the new thing is not seen, for a minute', async () => {
    const { pace, passed } = timed()
    const follow = async (times: number) => {
      await pace.attempt(call('missing', 0).send, made)
      return pace.attempt(call('missing', times).send, again)
    }
    expect(await pace.within(here, () => follow(9))).toBe('well')
    await expect(pace.within(here, () => follow(999))).rejects.toMatchObject({ kind: 'missing' })
    expect(passed()).toBeGreaterThan(55_000)
    expect(passed()).toBeLessThan(75_000)
  })

  test('takes what is not there for not there before the creation, and where all is seen at once', async () => {
    const { pace, waits } = timed()
    const missing = { kind: 'missing' }
    await expect(pace.within(here, () => pace.attempt(call('missing', 1).send, again))).rejects.toMatchObject(
      missing,
    )
    const local = { ...here, spreads: false }
    const work = pace.within(local, async () => {
      await pace.attempt(call('missing', 0).send, made)
      await pace.attempt(call('missing', 1).send, again)
    })
    await expect(work).rejects.toMatchObject(missing)
    expect(waits).toEqual([])
  })

  test('sends a creation again whose needs were made a moment ago, and not where they are old', async () => {
    const { pace } = timed()
    for (const kind of ['missing', 'propagating'] as const) {
      expect(await pace.within(here, () => pace.attempt(call(kind, 3).send, made))).toBe('well')
      const old = { ...here, fresh: () => false }
      const once = call(kind, 1)
      await expect(pace.within(old, () => pace.attempt(once.send, made))).rejects.toMatchObject({ kind })
      expect(once.sent()).toBe(1)
    }
  })
})

test('an interruption ends the waiting for the answer of a call that may be sent again, and of no other', async () => {
  const stop = new AbortController()
  const { pace } = timed({ signal: stop.signal })
  const silent = pace.attempt(() => new Promise<never>(() => undefined), { repeatable: true })
  let answer: (value: string) => void = () => undefined
  const creation = pace.attempt(
    () =>
      new Promise<string>(resolve => {
        answer = resolve
      }),
    { repeatable: false },
  )
  stop.abort()
  await expect(silent).rejects.toMatchObject({ exitCode: 130, diagnostics: [{ code: 'E6104' }] })
  answer('made')
  expect(await creation).toBe('made')
})

test('an interruption ends the waiting for a creating call, too, when its time is over', async () => {
  const stop = new AbortController()
  const { pace } = timed({ signal: stop.signal, lastAnswer: 50 })
  const creation = pace.attempt(() => new Promise<never>(() => undefined), { repeatable: false })
  stop.abort()
  await expect(creation).rejects.toMatchObject({ exitCode: 130, diagnostics: [{ code: 'E6104' }] })
})

describe('until()', () => {
  test('probes with pauses that double up to two seconds', async () => {
    const { pace, waits } = timed()
    let probes = 0
    expect(await pace.until(async () => (probes++ < 8 ? undefined : 'there'), { what: 'it' })).toBe('there')
    expect(waits).toEqual([50, 100, 200, 400, 800, 1600, 2000, 2000])
  })

  test('gives up after its limit and names what it waited for', async () => {
    const { pace, passed } = timed()
    const work = pace.until(async () => undefined, { what: 'function Hello to be active', limit: 10 })
    await expect(work).rejects.toThrow(/E6103 .*function Hello to be active/)
    expect(passed()).toBeGreaterThanOrEqual(10_000)
    expect(passed()).toBeLessThan(13_000)
  })

  test('passes on what a probe throws', async () => {
    const { pace } = timed()
    const work = pace.until(() => Promise.reject(memoryError('denied', 'No.')), { what: 'it' })
    await expect(work).rejects.toMatchObject({ kind: 'denied' })
  })
})

test('exclusive() runs one at a time per key, also after a failure', async () => {
  const { pace } = timed()
  const events: string[] = []
  const work =
    (name: string, fails = false) =>
    async () => {
      events.push(`+${name}`)
      await new Promise(resolve => setImmediate(resolve))
      events.push(`-${name}`)
      if (fails) throw new Error(name)
      return name
    }
  const all = await Promise.allSettled([
    pace.exclusive('k', work('a')),
    pace.exclusive('k', work('b', true)),
    pace.exclusive('k', work('c')),
    pace.exclusive('other', work('d')),
  ])
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  expect(events.filter(event => !event.endsWith('d'))).toEqual(['+a', '-a', '+b', '-b', '+c', '-c'])
  expect(events.indexOf('+d')).toBeLessThan(events.indexOf('-a'))
})
