import { randomBytes } from 'node:crypto'
import { apply, type Outcome } from '../../apply/apply.ts'
import { type ReadBack, type ReadBackInput, readBack } from '../../apply/read-back.ts'
import { recover } from '../../apply/recover.ts'
import { refresh } from '../../apply/refresh.ts'
import type { ApplyDeps, Exchange, RunDeps } from '../../apply/run.ts'
import type { AbilitiesOf } from '../../model/abilities.ts'
import type { Artifact } from '../../model/artifact.ts'
import type { Plan } from '../../model/plan.ts'
import type { Live, Provider, ResourceType } from '../../model/provider.ts'
import type { Resolver } from '../../model/resolver.ts'
import { loadTypes, typesIn } from '../../model/service.ts'
import type { ResourceState, State, StateSession } from '../../model/state.ts'
import type { PlaceOf } from '../../model/template.ts'
import { openState } from '../../state/open-state.ts'
import { typeTables } from '../../template/schema/type-tables.ts'
import type { LockArguments, StackArguments } from '../arguments.ts'
import type { WorkflowContext } from '../context.ts'
import type { Reporter } from '../reporter.ts'
import type { Target } from '../target/target.ts'
import { commandLine } from './command-line.ts'
import { isStopped } from './outcome.ts'
import { localTarget, type StackKey } from './stacks.ts'

/** Which stack an engine locks, and how long it waits for another run. */
export type EngineArguments = StackArguments & LockArguments

/** What an engine works on. */
export interface EngineInput {
  readonly command: string
  readonly key: StackKey
  readonly stateDir: string
  readonly provider: Provider
  readonly target: Target
  readonly reporter: Reporter
}

/** What a plan is carried out with. */
export interface RunInput {
  readonly resolver: Resolver
  abilitiesFor(types: readonly ResourceType[]): AbilitiesOf
  readonly artifacts: Iterable<Artifact>
  readonly pack?: NonNullable<ApplyDeps['pack']>
  readonly exchange: Exchange
  readonly placeOf?: PlaceOf | undefined
  /** Objects of buckets that go may be deleted. */
  readonly emptyBuckets: boolean
}

/** One stack at one target, locked: plans are made and carried out until it is closed. */
export interface Engine {
  state(): State
  /** What lives in the cloud of what the state knows, by instance. */
  live(): Promise<ReadonlyMap<string, Live | undefined>>
  /** Finds what the cloud holds of the stack and the state does not know. */
  readBack(
    input: Omit<ReadBackInput, 'newInstance' | 'abilitiesOf'> & Pick<RunInput, 'abilitiesFor'>,
  ): Promise<ReadBack>
  /** Puts on record what was found. */
  adopt(found: readonly ResourceState[]): Promise<void>
  run(plan: Plan, input: RunInput): Promise<Outcome>
  /** Clears up after a run of this engine that failed, as the next command would. */
  recover(): Promise<void>
  close(): Promise<void>
}

/** How long a lock holds without a sign of life of its holder, in ms. */
const lease = 30_000

const stopping = 'Stopping as soon as the calls under way are answered; Ctrl-C again quits at once.'

/** Locks a stack, works on it, and gives the lock back however the work ends. */
export async function withEngine<Result>(
  context: WorkflowContext,
  args: EngineArguments,
  { work, ...input }: EngineInput & { readonly work: (engine: Engine) => Promise<Result> },
): Promise<Result> {
  const engine = await openEngine(context, args, input)
  try {
    return await work(engine)
  } finally {
    await engine.close()
  }
}

/** Locks a stack and clears up what an earlier run left unfinished. */
async function openEngine(
  context: WorkflowContext,
  args: EngineArguments,
  input: EngineInput,
): Promise<Engine> {
  const session = await openSession(context, args, input)
  const deps = { ...cloudDeps(context, input), session }
  const tables = typeTables(context.root, input.provider.name)
  const typesFor = (stack?: Plan['stack']) => loadTypes(input.provider, typesIn(session.state, stack), tables)
  const stopped = (): void => input.reporter.emit({ type: 'phase', name: stopping })
  let told = false
  const close = async (): Promise<void> => {
    context.signal.removeEventListener('abort', stopped)
    await session.close().catch(error => {
      // That the lock is lost was said when it ended the run.
      if (!told) throw error
    })
  }
  context.signal.addEventListener('abort', stopped, { once: true })
  try {
    await recover({ ...deps, types: await typesFor() })
  } catch (error) {
    await close()
    throw error
  }
  return {
    state: () => session.state,
    live: async () => refresh(session.state, { ...deps, types: await typesFor() }),
    readBack: async ({ stack, owned, abilitiesFor, ...wanted }) => {
      const names = [...typesIn(session.state, stack), ...owned.map(({ type }) => type)]
      const types = await loadTypes(input.provider, names, tables)
      const abilitiesOf = abilitiesFor(types)
      const asked = { stack, owned, ...wanted, abilitiesOf, newInstance }
      return readBack(asked, session.state, { ...deps, types })
    },
    adopt: found => session.record(...found.map(resource => ({ kind: 'done', resource }) as const)),
    run: async (planned, { resolver, abilitiesFor, artifacts, pack, exchange, placeOf, emptyBuckets }) => {
      const types = await typesFor(planned.stack)
      const outcome = await apply(planned, {
        ...deps,
        types,
        resolver,
        abilitiesOf: abilitiesFor(types),
        exchange,
        placeOf,
        ...(pack === undefined ? {} : { pack }),
        artifacts: new Map([...artifacts].map(artifact => [artifact.hash, artifact])),
        newInstance,
        empty: emptyBuckets,
      })
      told = isStopped(outcome)
      return outcome
    },
    recover: async () => recover({ ...deps, types: await typesFor() }),
    close,
  }
}

/** Opens the state of a stack under its lock, waiting as long as the arguments allow. */
export function openSession(
  context: WorkflowContext,
  args: EngineArguments,
  { key, stateDir, command, reporter }: Pick<EngineInput, 'key' | 'stateDir' | 'command' | 'reporter'>,
): Promise<StateSession> {
  const { host, user, pid, now, signal } = context
  return openState({
    ...key,
    dir: stateDir,
    command,
    lockTimeout: args.lockTimeout,
    lease,
    host,
    user,
    pid,
    now,
    emit: reporter.emit,
    signal,
    unlock: commandLine('unlock', args),
  })
}

/** What everything needs that calls the cloud of a stack. */
export function cloudDeps(
  { signal, now }: WorkflowContext,
  { provider, target, key, reporter }: Omit<EngineInput, 'command' | 'stateDir'>,
): Omit<RunDeps, 'session' | 'types'> {
  return {
    client: target.connection.client,
    diagnose: error => provider.diagnose(error),
    pace: target.pace,
    limit: target.limit,
    settles: key.target === localTarget ? 0 : provider.settles,
    identity: { stack: key.stack, stage: key.stage },
    emit: reporter.emit,
    signal,
    concurrency: provider.concurrency,
    now,
  }
}

/** Eight letters and digits that no two creations share. */
function newInstance(): string {
  return BigInt(`0x${randomBytes(8).toString('hex')}`)
    .toString(36)
    .padStart(8, '0')
    .slice(-8)
}
