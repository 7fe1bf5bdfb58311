import { randomBytes, randomUUID } from 'node:crypto'
import { type ApplyDeps, apply, type Outcome } from '../apply/apply.ts'
import { recover } from '../apply/recover.ts'
import { refresh } from '../apply/refresh.ts'
import type { Artifact } from '../model/artifact.ts'
import { FnxError, failed } from '../model/diagnostic.ts'
import type { Plan } from '../model/plan.ts'
import type { Live, Provider } from '../model/provider.ts'
import type { Resolver } from '../model/resolver.ts'
import type { Stack } from '../model/stack.ts'
import type { State, StateSession } from '../model/state.ts'
import { plan } from '../plan/plan.ts'
import { openState } from '../state/local-store.ts'
import type { Context, Typed } from './command.ts'
import { has, milliseconds, textOf } from './options.ts'
import type { StackKey } from './stacks.ts'
import type { Target } from './target.ts'
import type { Reporter } from './views/reporter.ts'

/** What an engine works on. */
export interface EngineInput {
  readonly command: string
  readonly key: StackKey
  readonly stateDir: string
  readonly provider: Provider
  readonly target: Target
  readonly reporter: Reporter
}

/** One stack at one target, locked: plans are made and carried out until it is closed. */
export interface Engine {
  state(): State
  /** What lives in the cloud of what the state knows. */
  live(): Promise<ReadonlyMap<string, Live | undefined>>
  run(plan: Plan, resolver: Resolver, artifacts: ReadonlyMap<string, Artifact>): Promise<Outcome>
  close(): Promise<void>
}

/** Locks a stack and clears up what an earlier run left unfinished. */
export async function openEngine(context: Context, typed: Typed, input: EngineInput): Promise<Engine> {
  const { provider, target, reporter } = input
  const session = await openSession(context, typed, input)
  const common = {
    session,
    types: provider.resources,
    client: target.connection.client,
    concurrency: provider.concurrency,
    diagnose: (error: unknown) => provider.diagnose(error),
    identity: { stack: input.key.stack, stage: input.key.stage },
    emit: reporter.emit,
    signal: context.signal,
    now: context.now,
  }
  try {
    await recover({
      ...common,
      settles: target.gatewayUrl === undefined ? provider.settles : 0,
      wait: common.signal,
    })
  } catch (error) {
    await session.close()
    throw error
  }
  return {
    state: () => session.state,
    live: () => refresh(session.state, common),
    run: (planned, resolver, artifacts) =>
      apply(planned, { ...common, resolver, artifacts, newInstance, empty: has(typed, 'emptyBuckets') }),
    close: () => session.close(),
  }
}

/** Eight letters and digits that no two creations share. */
function newInstance(): string {
  return BigInt(`0x${randomBytes(8).toString('hex')}`)
    .toString(36)
    .padStart(8, '0')
    .slice(-8)
}
