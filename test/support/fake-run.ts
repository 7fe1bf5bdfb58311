import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Outcome } from '../../src/apply/apply.ts'
import { apply } from '../../src/apply/apply.ts'
import { recover } from '../../src/apply/recover.ts'
import { refresh } from '../../src/apply/refresh.ts'
import { createPace } from '../../src/apply/retry.ts'
import type { ApplyDeps, Exchange } from '../../src/apply/run.ts'
import { FnxError } from '../../src/model/diagnostic.ts'
import type { RunEvent } from '../../src/model/event.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { Stack } from '../../src/model/stack.ts'
import type { State, StateSession } from '../../src/model/state.ts'
import { plan, removal } from '../../src/plan/plan.ts'
import { openState } from '../../src/state/open-state.ts'
import { readState } from '../../src/state/read-state.ts'
import { fakeAbilities, fakeTypes } from './fake-provider.ts'
import { fakeResolver } from './fake-resolver.ts'
import type { MemoryCloud } from './memory-cloud.ts'
import { memoryCloud, memoryDiagnose } from './memory-cloud.ts'

/** A cloud, a state folder and a clock that waits at once; what a test changes it sets. */
export interface World {
  readonly dir: string
  readonly cloud: MemoryCloud
  readonly events: RunEvent[]
  readonly sessions: StateSession[]
  time: number
  secrets: Readonly<Record<string, string>>
  exchange?: Exchange
  /** Ms until what was made is seen by searches, and the seconds that recovery allows for it. */
  lag: number
  settles: number
  concurrency: number
  signal: AbortSignal
  /** No such process: a session that is left open counts as crashed. */
  pid: number
  /** Stands around each journal write. */
  boundary: (name: string) => Promise<void>
}

/** How a deploy or removal went. */
export interface Ran {
  readonly plan: Plan
  readonly outcome: Outcome
}

/** Makes a world with a temporary folder. */
export function fakeWorld(): World {
  return {
    dir: join(mkdtempSync(join(tmpdir(), 'fnx-test-')), 'state'),
    cloud: memoryCloud(),
    events: [],
    sessions: [],
    time: Date.parse('2026-01-01T00:00:00Z'),
    secrets: {},
    lag: 0,
    settles: 0,
    concurrency: 4,
    signal: new AbortController().signal,
    pid: 99_999_999,
    boundary: async () => undefined,
  }
}

/** Deletes what a world has on disk. */
export function endWorld({ dir }: World): void {
  rmSync(join(dir, '..'), { recursive: true, force: true })
}

const owner = { stack: 'shop', stage: 'dev', target: 'fake', provider: 'fake' }

/** Gives what is on record. */
export function stateOf({ dir }: World): Promise<State | undefined> {
  return readState(dir, owner)
}

/** Deploys a stack as the command does: open, recover, refresh, plan, apply, close. */
export function deploy(world: World, stack: Stack): Promise<Ran> {
  return run(world, 'deploy', async ({ session }, deps) => {
    const live = await refresh(session.state, deps)
    const { state } = session
    const { value, diagnostics } = plan({
      stack,
      state,
      live,
      types: fakeTypes,
      abilitiesOf: fakeAbilities,
      resolver: deps.resolver,
    })
    if (value === undefined) throw new FnxError(diagnostics)
    return value
  })
}

/** Removes whatever is on record. */
export function remove(world: World): Promise<Ran> {
  return run(world, 'remove', async ({ session }) => removal(session.state, fakeTypes))
}

async function run(
  world: World,
  command: string,
  decide: (opened: { readonly session: StateSession }, deps: ApplyDeps) => Promise<Plan>,
): Promise<Ran> {
  const session = guarded(await open(world, command), world)
  const deps = depsOf(world, session)
  await recover(deps)
  const decided = await decide({ session }, deps)
  const outcome = await apply(decided, deps)
  await session.close()
  return { plan: decided, outcome }
}

/** Lets every session that was left open end; those whose lock another has taken over must do no harm. */
export async function bury({ sessions }: World): Promise<void> {
  for (const session of sessions.splice(0)) await session.close().catch(() => undefined)
}

/** Opens the state of a world. */
export async function open(world: World, command: string): Promise<StateSession> {
  const session = await openState({
    dir: world.dir,
    ...owner,
    command,
    user: 'ada',
    host: 'engine',
    pid: world.pid,
    lockTimeout: 0,
    lease: 60_000,
    now: () => new Date(world.time),
    emit: event => world.events.push(event),
  })
  world.sessions.push(session)
  return session
}

function guarded(session: StateSession, world: World): StateSession {
  const around = async (name: string, work: () => Promise<void>) => {
    await world.boundary(`before ${name}`)
    await work()
    await world.boundary(`after ${name}`)
  }
  return {
    get state() {
      return session.state
    },
    check: () => session.check(),
    record: (...records) =>
      around(`journal ${records.map(({ kind }) => kind).join(' ')}`, () => session.record(...records)),
    close: () =>
      around('close', async () => {
        world.sessions.splice(world.sessions.indexOf(session), 1)
        await session.close()
      }),
  }
}

/** Makes what a run needs, over a session. */
export function depsOf(world: World, session: StateSession): ApplyDeps {
  const now = () => new Date(world.time)
  const emit = (event: RunEvent) => {
    world.events.push(event)
  }
  const wait = async (ms: number) => {
    world.time += ms
    await new Promise(resolve => setImmediate(resolve))
  }
  const { signal, cloud, lag, settles, concurrency } = world
  const pace = createPace({
    diagnose: memoryDiagnose,
    emit,
    signal,
    now,
    wait,
    random: () => 0.5,
    lastAnswer: 5_000,
  })
  return {
    session,
    types: fakeTypes,
    client: { cloud, pace, now, lag },
    diagnose: memoryDiagnose,
    pace,
    settles,
    identity: { stack: 'shop', stage: 'dev' },
    emit,
    signal,
    concurrency,
    now,
    resolver: fakeResolver(world.secrets),
    abilitiesOf: fakeAbilities,
    ...(world.exchange === undefined ? {} : { exchange: world.exchange }),
    artifacts: new Map(),
    newInstance: () => crypto.randomUUID().replaceAll('-', '').slice(0, 10),
    empty: false,
  }
}
