import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { InvokeOutcome } from '../model/contract.ts'
import { FnxError } from '../model/diagnostic.ts'
import { type Environment, type Job, startEnvironment } from './environment.ts'
import type { EnvironmentOptions } from './start-process.ts'

/** What the environments of one function have in common; a place in `temporary` is theirs each. */
export interface PoolOptions extends Omit<EnvironmentOptions, 'temporary'> {
  /** The folder with a private temporary folder per environment. */
  readonly scratch: string
  /** Most environments at once. */
  readonly width: number
}

/** The execution environments of one function and the events that wait for one. */
export interface Pool {
  invoke(job: Job): Promise<InvokeOutcome>
  /** Makes every later event run on fresh environments; what runs now ends in peace. */
  renew(options: PoolOptions): void
  /** Ends all environments and resolves when their processes are gone. */
  close(): Promise<void>
}

/** A second environment is started for an event that has waited so many ms: less is quicker served by waiting. */
const patience = 50
/** Environments idle for so many ms are ended. */
const idleLimit = 5 * 60_000

interface Waiting {
  readonly job: Job
  readonly since: number
  resolve(outcome: InvokeOutcome | Promise<InvokeOutcome>): void
  reject(error: unknown): void
}

interface Slot {
  readonly number: number
  readonly generation: number
  environment?: Environment
  idleSince?: number | undefined
}

interface State {
  options: PoolOptions
  generation: number
  readonly queue: Waiting[]
  readonly slots: Map<number, Slot>
  readonly idle: Slot[]
  closed: boolean
  growing?: NodeJS.Timeout | undefined
  reaper?: NodeJS.Timeout | undefined
}

/** Makes a pool without any environment; the first event starts one. */
export function createPool(options: PoolOptions): Pool {
  const state: State = { options, generation: 0, queue: [], slots: new Map(), idle: [], closed: false }
  return {
    invoke: job =>
      new Promise((resolve, reject) => {
        state.queue.push({ job, since: Date.now(), resolve, reject })
        if (state.closed) refuse(state)
        else pump(state)
      }),
    renew(next) {
      state.options = next
      state.generation++
      for (const slot of state.idle.splice(0)) slot.environment?.kill()
    },
    async close() {
      clearTimeout(state.growing)
      clearInterval(state.reaper)
      state.closed = true
      refuse(state)
      const open = [...state.slots.values()].map(({ environment }) => environment)
      for (const environment of open) environment?.kill()
      await Promise.all(open.map(environment => environment?.gone))
    },
  }
}

/** Whoever waits for a function that is gone must not wait for ever. */
function refuse({ queue, options }: State): void {
  for (const { reject } of queue.splice(0))
    reject(
      new FnxError({
        code: 'E9007',
        message: `${options.spec.id} was removed from the local cloud before it could run.`,
        hint: 'Deploy it again with --local.',
      }),
    )
}

function pump(state: State): void {
  while (state.queue.length > 0) {
    const slot = state.idle.pop()
    if (slot?.environment === undefined) break
    slot.idleSince = undefined
    const waiting = state.queue.shift()
    waiting?.resolve(slot.environment.run(waiting.job))
  }
  if (state.queue.length === 0) return
  if (state.slots.size === 0) grow(state)
  state.growing ??= setTimeout(growIfLate, patience, state).unref()
}

function growIfLate(state: State): void {
  state.growing = undefined
  const [first] = state.queue
  if (first === undefined) return
  if (Date.now() - first.since >= patience) grow(state)
  if (state.queue.length > 0) state.growing = setTimeout(growIfLate, patience / 2, state).unref()
}

/** Starts an environment for the event that has waited longest, if one more is allowed. */
function grow(state: State): void {
  if (state.slots.size >= state.options.width) return
  const waiting = state.queue.shift()
  if (waiting === undefined) return
  const slot: Slot = { number: freeNumber(state), generation: state.generation }
  state.slots.set(slot.number, slot)
  open(state, slot).then(
    environment => waiting.resolve(environment.run(waiting.job)),
    error => {
      state.slots.delete(slot.number)
      waiting.reject(error)
    },
  )
}

async function open(state: State, slot: Slot): Promise<Environment> {
  const { scratch, width: _, ...options } = state.options
  const temporary = join(scratch, String(slot.number), 'tmp')
  mkdirSync(temporary, { recursive: true })
  const environment = await startEnvironment({ ...options, temporary })
  slot.environment = environment
  if (state.closed) environment.kill()
  environment.onIdle(() => rest(state, slot))
  environment.gone.then(
    () => forget(state, slot),
    () => forget(state, slot),
  )
  return environment
}

function rest(state: State, slot: Slot): void {
  if (state.closed || slot.generation !== state.generation) {
    slot.environment?.kill()
    return
  }
  slot.idleSince = Date.now()
  state.idle.push(slot)
  state.reaper ??= setInterval(reap, idleLimit / 10, state).unref()
  if (state.queue.length > 0) pump(state)
}

function forget(state: State, slot: Slot): void {
  state.slots.delete(slot.number)
  const index = state.idle.indexOf(slot)
  if (index >= 0) state.idle.splice(index, 1)
  pump(state)
}

function freeNumber({ slots }: State): number {
  let number = 0
  while (slots.has(number)) number++
  return number
}

function reap(state: State): void {
  const limit = Date.now() - idleLimit
  while ((state.idle[0]?.idleSince ?? limit) < limit) state.idle.shift()?.environment?.kill()
}
