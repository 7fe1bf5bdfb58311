import { AsyncLocalStorage } from 'node:async_hooks'
import { setMaxListeners } from 'node:events'
import type { Diagnostic } from '../model/diagnostic.ts'
import { FnxError } from '../model/diagnostic.ts'
import type { ErrorKind } from '../model/error-kind.ts'
import type { Emit } from '../model/event.ts'
import type { Circumstances, Pace } from '../model/provider.ts'
import type { Diagnose } from './diagnosis.ts'
import { diagnosisOf, interrupted } from './diagnosis.ts'

/** What a pace needs of the world. */
export interface PaceOptions {
  readonly diagnose: Diagnose
  readonly emit: Emit
  /** Ends every wait, and the waiting for answers of calls that may be sent again. */
  readonly signal: AbortSignal
  readonly now: () => Date
  /** Waits so many ms; ends early, by an error or without, when the signal does. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  /** A number from 0 up to 1. */
  readonly random: () => number
  /** Ms for which the answer of a creating call is waited for after the signal. */
  readonly lastAnswer: number
  /** Told of each call that was refused because there were too many. */
  readonly throttled?: () => void
}

/** How calls that met one kind of error are sent again. Times are ms. */
interface Patience {
  readonly tries: number
  /** From the first time the call was sent. */
  readonly budget: number
  readonly first: number
  readonly most: number
  /** Waits a random part of the pause, so that calls that were refused together do not come back together. */
  readonly jitter: boolean
}

// Propagation takes the clouds seconds, at worst about a minute; another change of a resource takes minutes.
const patience: Partial<Readonly<Record<ErrorKind, Patience>>> = {
  propagating: { tries: 60, budget: 60_000, first: 250, most: 2_000, jitter: false },
  busy: { tries: 200, budget: 300_000, first: 250, most: 5_000, jitter: false },
  throttled: { tries: 30, budget: 300_000, first: 500, most: 20_000, jitter: true },
  transport: { tries: 3, budget: 60_000, first: 200, most: 2_000, jitter: true },
}

/** A piece of work on one resource: its circumstances, and whether a call of it has made something by now. */
interface Scope extends Circumstances {
  made: boolean
}

// One for all paces: Node asks each of them at every promise.
const scopes = new AsyncLocalStorage<Scope>()

/** Makes the pace of a run: the one place that waits and tries again. */
export function createPace(options: PaceOptions): Pace {
  const pause = pauseOf(options)
  // Each call under way listens to it, and Node takes more than ten for a leak that it must tell the user of.
  setMaxListeners(0, options.signal)
  const queues = new Map<string, Promise<unknown>>()
  return {
    within: (circumstances, work) => scopes.run({ ...circumstances, made: false }, work),
    attempt: (send, { repeatable }) => attempt({ send, repeatable, scope: scopes.getStore() }, options),
    async until(probe, { what, limit = 300 }) {
      const end = options.now().getTime() + limit * 1000
      for (let wait = 50; ; wait = Math.min(2 * wait, 2_000)) {
        const found = await probe()
        if (found !== undefined) return found
        if (options.now().getTime() >= end) throw ranOut(what, limit)
        await pause(wait)
      }
    },
    exclusive(key, work) {
      const before = queues.get(key) ?? Promise.resolve()
      const mine = before.then(work, work)
      queues.set(key, mine)
      const leave = () => {
        if (queues.get(key) === mine) queues.delete(key)
      }
      mine.then(leave, leave)
      return mine
    },
  }
}

interface Call<T> {
  readonly send: () => Promise<T>
  readonly repeatable: boolean
  readonly scope: Scope | undefined
}

async function attempt<T>(call: Call<T>, options: PaceOptions): Promise<T> {
  const { emit, now, random } = options
  const pause = pauseOf(options)
  const start = now().getTime()
  const tries = new Map<ErrorKind, number>()
  for (;;) {
    call.scope?.check()
    try {
      return await sent(call, options)
    } catch (error) {
      const { kind, diagnostic } = diagnosisOf(error, options.diagnose)
      const rule = ruleOf(kind, call)
      if (rule === undefined) throw error
      if (kind === 'throttled') options.throttled?.()
      const count = (tries.get(kind) ?? 0) + 1
      tries.set(kind, count)
      const full = Math.min(rule.first * 2 ** (count - 1), rule.most)
      const wait = Math.ceil(rule.jitter ? full * random() : full)
      const spent = now().getTime() - start
      if (count >= rule.tries || spent + wait > rule.budget) throw gaveUp({ error, kind, diagnostic, spent })
      emit({ type: 'retry', reason: diagnostic.message, wait })
      await pause(wait)
    }
  }
}

async function sent<T>(
  { send, repeatable, scope }: Call<T>,
  { signal, lastAnswer }: PaceOptions,
): Promise<T> {
  if (repeatable) return orInterrupted(send(), { signal, wait: 1_000 })
  const answer = await orInterrupted(send(), { signal, wait: lastAnswer })
  if (scope !== undefined) scope.made = true
  return answer
}

interface Patient {
  readonly signal: AbortSignal
  /** Ms after the signal. */
  readonly wait: number
}

/**
 * After an interruption the answer of a call that may be sent again is waited for no longer than a second: the next run
 * sends it again. That of a creating call is waited for longer, for it tells what was made; where it does not come, the
 * next run looks for what was announced.
 */
function orInterrupted<T>(answer: Promise<T>, { signal, wait }: Patient): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined
    const leave = () => {
      timer = setTimeout(() => reject(interrupted()), wait)
    }
    if (signal.aborted) leave()
    else signal.addEventListener('abort', leave, { once: true })
    const settle = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', leave)
    }
    answer.then(resolve, reject).finally(settle)
  })
}

function ruleOf(kind: ErrorKind, { repeatable, scope }: Call<unknown>): Patience | undefined {
  if (kind === 'transport' && !repeatable) return undefined
  // What this run did not make a moment ago has spread, or was never there.
  if (kind === 'propagating' && scope?.fresh() === false) return undefined
  if (kind === 'missing') return isUnseen(repeatable, scope) ? patience.propagating : undefined
  return patience[kind]
}

/** What was made by the call before, or what a creating call needs and was just made, may not be seen everywhere yet. */
function isUnseen(repeatable: boolean, scope: Scope | undefined): boolean {
  if (scope?.spreads !== true) return false
  return scope.made || (!repeatable && scope.fresh())
}

function pauseOf({ wait, signal }: PaceOptions): (ms: number) => Promise<void> {
  return async ms => {
    if (!signal.aborted)
      await wait(ms, signal).catch(error => {
        if (!signal.aborted) throw error
      })
    if (signal.aborted) throw interrupted()
  }
}

interface Surrender {
  readonly error: unknown
  readonly kind: ErrorKind
  readonly diagnostic: Diagnostic
  readonly spent: number
}

function gaveUp({ error, kind, diagnostic, spent }: Surrender): unknown {
  if (kind !== 'propagating') return error
  const seconds = Math.round(spent / 1000)
  return new FnxError({
    ...diagnostic,
    code: 'E6007',
    message: `${diagnostic.message} It was tried for ${seconds} seconds.`,
    hint: diagnostic.hint ?? 'Check that what the call names exists and that its policies allow this use.',
  })
}

function ranOut(what: string, limit: number): FnxError {
  return new FnxError({
    code: 'E6103',
    message: `After ${limit} seconds there is still no sign of ${what}.`,
    hint: "Look at the resource in the cloud's console, then run the command again; it goes on from here.",
  })
}
