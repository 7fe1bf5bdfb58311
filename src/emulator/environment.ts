import { performance } from 'node:perf_hooks'
import type { FailureKind, InvocationFacts, InvokeOutcome } from '../model/contract.ts'
import type { Value } from '../model/value.ts'
import type { Exit, FunctionProcess } from './function-process.ts'
import { factsOf, headersOf } from './invocation-facts.ts'
import { type Gauge, gauge } from './memory.ts'
import { type Deliver, openRuntimeApi, type RuntimeApi } from './runtime-api.ts'
import { type EnvironmentOptions, startProcess } from './start-process.ts'
import { prelude } from './streaming.ts'

/** One event on its way to a function. */
export interface Job {
  readonly requestId: string
  readonly payload: Uint8Array
}

/** One process group that runs one invocation at a time. */
export interface Environment {
  /** Runs an event now, or as soon as the init phase ends. */
  run(job: Job): Promise<InvokeOutcome>
  /** Calls the listener each time that the environment can take another event; never once it is gone. */
  onIdle(listener: () => void): void
  readonly gone: Promise<void>
  kill(): void
}

/** Idle processes are stopped after so many ms, so that what they left running does not go on, as in the clouds. */
const freezeAfter = 20
/** Seconds for loading the code, before the function's own time begins. */
const initLimit = 10
/** Characters of one invocation's log that are kept. */
const logLimit = 1_000_000

interface Running {
  readonly job: Job
  readonly facts: InvocationFacts
  readonly resolve: (outcome: InvokeOutcome) => void
  started: number
  timer?: NodeJS.Timeout
}

interface State {
  readonly options: EnvironmentOptions
  readonly idle: (() => void)[]
  readonly begun: number
  process?: FunctionProcess
  gauge?: Gauge
  waiting?: Deliver | undefined
  running?: Running | undefined
  /** Set once the process has asked for its first event. */
  initDuration?: number
  initError?: Value
  log: string
  /** How often the process has written something, and how often when the invocation began. */
  outputs: number
  outputsBefore: number
  /** No invocation has ended here yet. */
  cold: boolean
  /** An invocation has ended and its last output is being read. */
  settling: boolean
  frozen: boolean
  overLimit: boolean
}

/** Starts an execution environment; its init phase begins at once. */
export async function startEnvironment(options: EnvironmentOptions): Promise<Environment> {
  const begun = performance.now()
  const flags = { cold: true, settling: false, frozen: false, overLimit: false }
  const state: State = { options, idle: [], begun, log: '', outputs: 0, outputsBefore: 0, ...flags }
  const freezer = setTimeout(() => freeze(state), freezeAfter).unref()
  const api = await openRuntimeApi(options.contract.responseLimit, {
    next(deliver) {
      state.waiting = deliver
      state.initDuration ??= performance.now() - state.begun
      freezer.refresh()
      if (state.running?.started === 0) dispatch(state)
      else tellIdle(state)
    },
    response: (id, body, request) => answer(state, id, prelude(body, request), request.oversize),
    error: (id, body) => handlerFailed(state, id, body),
    initError(body) {
      state.initError = parsed(body)
    },
  })
  start(state, api)
  return environmentOf(state, api)
}

function environmentOf(state: State, api: RuntimeApi): Environment {
  const process = state.process as FunctionProcess // `start` has just set it
  const gone = process.exit.then(exit => {
    api.close()
    ended(state, exit)
  })
  return {
    run: job =>
      new Promise(resolve => {
        state.running = { job, facts: factsOf(state.options, job.requestId), resolve, started: 0 }
        if (state.waiting !== undefined) dispatch(state)
        else if (state.initDuration === undefined) armInit(state)
      }),
    onIdle: listener => state.idle.push(listener),
    gone,
    kill: () => process.kill(),
  }
}

function start(state: State, api: RuntimeApi): void {
  const { options } = state
  const process = startProcess(options, api.address, (text, stream) => {
    state.outputs++
    if (state.log.length < logLimit) state.log += text
    options.onOutput?.(text, stream)
  })
  state.process = process
  if (process.pid !== undefined && !options.debugging)
    state.gauge = gauge(process.pid, options.spec.memory, () => {
      state.overLimit = true
      process.kill()
    })
}

function armInit(state: State): void {
  if (state.options.debugging || state.running === undefined) return
  const { spec } = state.options
  const limit = initLimit + (spec.initializer?.timeout ?? 0) + spec.timeout
  state.running.timer = setTimeout(() => timedOut(state), inMs(limit))
  state.gauge?.begin()
}

function dispatch(state: State): void {
  const { running, waiting, options } = state
  if (running === undefined || waiting === undefined) return
  state.waiting = undefined
  clearTimeout(running.timer)
  thaw(state)
  const facts = { ...running.facts, deadline: Date.now() + inMs(options.spec.timeout) }
  begin(state, facts)
  running.started = performance.now()
  state.outputsBefore = state.outputs
  if (!options.debugging) running.timer = setTimeout(() => timedOut(state), inMs(options.spec.timeout))
  state.gauge?.begin()
  waiting(headersOf(facts, options.contract), running.job.payload)
}

/** Writes the line that the log of an invocation begins with. */
function begin(state: State, facts: InvocationFacts): void {
  const line = state.options.contract.startLine(facts)
  if (line !== undefined) tell(state, `${line}\n`)
}

/** Writes a line of the cloud's own. */
function tell(state: State, text: string): void {
  state.log += text
  state.options.onOutput?.(text, 'stderr')
}

function answer(state: State, requestId: string, payload: Uint8Array, oversize: number | undefined): void {
  if (state.running?.job.requestId !== requestId) return
  if (oversize === undefined) settle(state, payload)
  else fail(state, 'too-large', oversize)
}

function handlerFailed(state: State, requestId: string, body: Buffer): void {
  if (state.running?.job.requestId === requestId) fail(state, 'handler', parsed(body))
}

/** A timer of more than 24 days would go off at once. */
function inMs(seconds: number): number {
  return Math.min(seconds * 1000, 2 ** 31 - 1)
}

function timedOut(state: State): void {
  thaw(state)
  state.process?.kill()
  fail(state, 'timeout', null)
}

/** The process has ended: what it was working on fails, for the reason that is nearest the cause. */
function ended(state: State, exit: Exit): void {
  state.waiting = undefined
  state.idle.length = 0
  if (state.running === undefined) return
  if (state.overLimit) fail(state, 'memory', state.options.spec.memory)
  else if (state.initError !== undefined) fail(state, 'init', state.initError)
  else fail(state, 'exit', exit.error ?? exit.signal ?? exit.status ?? 0)
}

function fail(state: State, kind: FailureKind, detail: Value): void {
  if (state.running === undefined) return
  const { payload, type } = state.options.contract.failure(kind, state.running.facts, detail)
  settle(state, Buffer.from(JSON.stringify(payload)), { kind, type })
}

/** Ends the invocation once the output that was written before the answer has been read. */
function settle(state: State, payload: Uint8Array, failure?: NonNullable<InvokeOutcome['failure']>): void {
  const { running } = state
  if (running === undefined) return
  const duration = running.started === 0 ? 0 : performance.now() - running.started
  clearTimeout(running.timer)
  state.running = undefined
  state.settling = true
  const facts = {
    requestId: running.job.requestId,
    duration,
    memoryUsed: state.gauge?.end() ?? 0,
    ...(state.cold && state.initDuration !== undefined ? { initDuration: state.initDuration } : {}),
    ...(failure === undefined ? {} : { failure }),
  }
  state.cold = false
  afterOutput(state, () => {
    if (running.started === 0) begin(state, running.facts) // it never came to the handler
    tell(state, endOf(state.log, state.options.contract.endLines(running.facts, facts)))
    const { log } = state
    state.log = ''
    state.settling = false
    running.resolve({ ...facts, payload, log })
    tellIdle(state)
  })
}

/** Output that was written before the answer is due in the same turn of the loop, or, where it is much, in those that follow. */
function afterOutput(state: State, then: () => void): void {
  setImmediate(() => {
    if (state.outputs === state.outputsBefore) {
      then()
      return
    }
    state.outputsBefore = state.outputs
    afterOutput(state, then)
  })
}

function endOf(written: string, lines: readonly string[]): string {
  const open = written !== '' && !written.endsWith('\n') ? '\n' : ''
  return `${open}${lines.map(line => `${line}\n`).join('')}`
}

function tellIdle(state: State): void {
  if (state.waiting === undefined || state.running !== undefined || state.settling) return
  for (const listener of state.idle) listener()
}

function freeze(state: State): void {
  if (state.options.debugging || state.waiting === undefined || state.running !== undefined) return
  state.frozen = true
  state.process?.freeze()
}

function thaw(state: State): void {
  if (!state.frozen) return
  state.frozen = false
  state.process?.thaw()
}

function parsed(body: Buffer): Value {
  try {
    return JSON.parse(body.toString()) as Value // JSON is a Value by definition
  } catch {
    return body.toString()
  }
}
