import type { Place } from '../model/event.ts'
import { loadTypes, typesIn } from '../model/service.ts'
import { removal } from '../plan/plan.ts'
import { readState } from '../state/read-state.ts'
import { typeTables } from '../template/schema/type-tables.ts'
import type { LockArguments, StackArguments } from './arguments.ts'
import type { WorkflowContext } from './context.ts'
import type { Consent, Reporter } from './reporter.ts'
import { commandLine } from './stack/command-line.ts'
import { type Reached, reachStack } from './stack/deployed.ts'
import { type Engine, openSession, withEngine } from './stack/engine.ts'
import { checkExchange, exchangeOf } from './stack/exchange.ts'
import type { Finished } from './stack/outcome.ts'
import { foundStacks, isEmpty, type StackKey, stateFolder } from './stack/stacks.ts'
import { placeOf } from './target/place.ts'
import { atTarget } from './target/target.ts'

/** Which stack is removed, and how. */
export interface RemoveArguments extends StackArguments, LockArguments {
  /** Objects of buckets that go may be deleted. */
  readonly emptyBuckets: boolean
}

/** Those who are told of a removal, and who is asked. */
export interface RemoveInput {
  readonly reporter: Reporter
  readonly consent: Consent<Place>
}

/** How a removal ended. */
export type Removal =
  | { readonly kind: 'finished'; readonly run: Finished }
  | { readonly kind: 'declined' }
  /** It had been removed before. */
  | { readonly kind: 'empty'; readonly key: StackKey }

/** Deletes what a stack has, in the order kept in its state; the template may be gone. */
export async function removeStack(
  context: WorkflowContext,
  args: RemoveArguments,
  input: RemoveInput,
): Promise<Removal> {
  const empty = await emptyStack(context, args)
  if (empty !== undefined) return removedBefore(context, { ...empty, ...input, args })
  const { reporter } = input
  return atTarget(await reachStack(context, args, reporter), reached =>
    withEngine(context, args, {
      ...reached,
      command: 'remove',
      stateDir: stateFolder(reached.folder, reached.key),
      reporter,
      work: engine => carryOut(context, { ...reached, ...input, args, engine }),
    }),
  )
}

/** Finds a stack of which a state says that nothing is left: it was removed, to the end or nearly so. */
async function emptyStack(context: WorkflowContext, args: StackArguments): Promise<Spot | undefined> {
  const { folder, keys } = await foundStacks(context, args)
  const [key, ...more] = keys
  if (more.length > 0) return undefined
  const state = await readState(stateFolder(folder, key), key)
  // A state that nothing was ever written to says nothing of what may be there.
  return state !== undefined && state.serial > 0 && isEmpty(state) ? { folder, key } : undefined
}

interface Spot {
  readonly folder: string
  readonly key: StackKey
}

/** Settles what a removal that was killed at its end left in the journal; there is nothing to do in the cloud. */
async function removedBefore(
  context: WorkflowContext,
  { args, folder, key, reporter }: Spot & RemoveInput & { readonly args: RemoveArguments },
): Promise<Removal> {
  const work = { key, stateDir: stateFolder(folder, key), command: 'remove', reporter }
  await (await openSession(context, args, work)).close()
  return { kind: 'empty', key }
}

interface Work extends Reached, RemoveInput {
  readonly args: RemoveArguments
  readonly engine: Engine
}

async function carryOut(context: WorkflowContext, work: Work): Promise<Removal> {
  const { args, engine, reporter, key } = work
  const began = context.now().getTime()
  const tables = typeTables(context.root, work.provider.name)
  const plan = removal(engine.state(), await loadTypes(work.provider, typesIn(engine.state()), tables))
  const literal = { redacted: asIs, clear: asIs }
  const beside = { plan, state: engine.state(), resolver: literal, folder: work.folder, key }
  await checkExchange(beside)
  const place = placeOf(args, work)
  reporter.emit({ type: 'plan', place, changes: plan.changes })
  if (plan.steps.length > 0 && !(await work.consent(place))) return { kind: 'declined' }
  const outcome = await engine.run(plan, {
    // Nothing is made, so that nothing has properties to give.
    abilitiesFor: () => () => undefined,
    resolver: literal,
    artifacts: [],
    exchange: exchangeOf(beside, {}),
    emptyBuckets: args.emptyBuckets,
  })
  const run: Finished = {
    key,
    outcome,
    verb: 'Removed',
    next: [`${commandLine('remove', args)}  # go on from here`],
    duration: context.now().getTime() - began,
  }
  await reporter.finished(run)
  return { kind: 'finished', run }
}

/** A removal holds no calls: the state has them resolved. */
function asIs<T>(value: T): T {
  return value
}
