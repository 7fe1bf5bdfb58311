import { loadTypes, typesIn } from '../../model/service.ts'
import { removal } from '../../plan/plan.ts'
import { readState } from '../../state/read-state.ts'
import { type Reached, reachStack } from '../../workflows/stack/deployed.ts'
import { type Engine, openEngine, openSession } from '../../workflows/stack/engine.ts'
import { checkExchange, exchangeOf } from '../../workflows/stack/exchange.ts'
import { tellOutcome } from '../../workflows/stack/outcome.ts'
import { foundStacks, isEmpty, type StackKey, stateFolder, titleOf } from '../../workflows/stack/stacks.ts'
import { placeOf } from '../../workflows/target/place.ts'
import type { Command, Context, Typed } from '../command.ts'
import { commandLine } from '../command-line.ts'
import {
  agreed,
  lockOption,
  outputOption,
  targetOptions,
  templateArgument,
  templateOptions,
  wantsJson,
  yesOptions,
} from '../options.ts'
import { confirm } from '../views/ask.ts'
import { placeInWords } from '../views/place.ts'
import { type Reporter, reporter } from '../views/reporter.ts'

export const remove: Command = {
  name: 'remove',
  summary: 'delete what was deployed',
  details:
    'Deletes the resources of a stack, in the order kept in its state. The template may be gone. ' +
    'What has DeletionPolicy Retain stays; a bucket with objects stays unless --empty-buckets is given.',
  arguments: [templateArgument],
  options: [
    ...templateOptions.slice(0, 2),
    ...targetOptions,
    ...yesOptions,
    { flags: '--empty-buckets', description: 'delete the objects of buckets, too' },
    lockOption,
    outputOption,
  ],
  examples: [
    ['fnx remove --local', "delete this folder's stack from the local cloud"],
    ['fnx remove --stack-name shop --stage prod', 'from a cloud, after you agree'],
  ],
  async run(context, typed) {
    const out = reporter(context, wantsJson(typed))
    const empty = await emptyStack(context, typed)
    if (empty !== undefined) return removedBefore(context, typed, { ...empty, reporter: out })
    const reached = await reachStack(context, typed, out)
    try {
      return await removeStack(context, typed, { ...reached, reporter: out })
    } finally {
      await reached.target.close()
      out.close()
    }
  },
}

type Work = Reached & { readonly reporter: Reporter }

/** Finds a stack of which a state says that nothing is left: it was removed, to the end or nearly so. */
async function emptyStack(context: Context, typed: Typed): Promise<Place | undefined> {
  const { folder, keys } = await foundStacks(context, typed)
  const [key, ...more] = keys
  if (more.length > 0) return undefined
  const state = await readState(stateFolder(folder, key), key)
  // A state that nothing was ever written to says nothing of what may be there.
  return state !== undefined && state.serial > 0 && isEmpty(state) ? { folder, key } : undefined
}

interface Place {
  readonly folder: string
  readonly key: StackKey
}

/** Settles what a removal that was killed at its end left in the journal; there is nothing to do in the cloud. */
async function removedBefore(
  context: Context,
  typed: Typed,
  { folder, key, reporter: out }: Place & { readonly reporter: Reporter },
): Promise<number> {
  const work = { key, stateDir: stateFolder(folder, key), command: 'remove', reporter: out }
  await (await openSession(context, typed, work)).close()
  out.say(`Nothing to do for ${titleOf(key)}: nothing is deployed.`)
  out.result({
    exitCode: 0,
    stack: key.stack,
    stage: key.stage,
    target: key.target,
    done: [],
    failed: [],
    skipped: [],
  })
  out.close()
  return 0
}

async function removeStack(context: Context, typed: Typed, work: Work): Promise<number> {
  const { folder, key } = work
  const engine = await openEngine(context, typed, {
    ...work,
    command: 'remove',
    stateDir: stateFolder(folder, key),
  })
  try {
    return await carryOut(context, typed, { ...work, engine })
  } finally {
    await engine.close()
  }
}

async function carryOut(
  context: Context,
  typed: Typed,
  work: Work & { readonly engine: Engine },
): Promise<number> {
  const { engine, reporter: out, key } = work
  const began = context.now().getTime()
  const plan = removal(engine.state(), await loadTypes(work.provider, typesIn(engine.state())))
  const literal = { redacted: asIs, clear: asIs }
  const beside = { plan, state: engine.state(), resolver: literal, folder: work.folder, key }
  await checkExchange(beside)
  const place = placeOf(typed, work)
  out.emit({ type: 'plan', place, changes: plan.changes })
  if (
    plan.steps.length > 0 &&
    !agreed(typed) &&
    !(await confirm(context, `Delete these of ${placeInWords(place)}?`))
  ) {
    out.say('Nothing was changed.')
    out.result({ exitCode: 1, declined: true })
    return 1
  }
  const outcome = await engine.run(plan, {
    // Nothing is made, so that nothing has properties to give.
    abilitiesFor: () => () => undefined,
    resolver: literal,
    artifacts: [],
    exchange: exchangeOf(beside, {}),
  })
  return tellOutcome(out, {
    key,
    outcome,
    verb: 'Removed',
    next: [`${commandLine('remove', typed)}  # go on from here`],
    duration: context.now().getTime() - began,
  })
}

/** A removal holds no calls: the state has them resolved. */
function asIs<T>(value: T): T {
  return value
}
