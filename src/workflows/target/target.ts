import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { type ConcurrencyLimit, createConcurrencyLimit } from '../../apply/concurrency-limit.ts'
import { createPace } from '../../apply/retry.ts'
import { type Diagnostic, FnxError } from '../../model/diagnostic.ts'
import type { Emit } from '../../model/event.ts'
import type { Connection, Pace, Provider, Settings } from '../../model/provider.ts'
import type { StackArguments } from '../arguments.ts'
import type { WorkflowContext } from '../context.ts'
import { localTarget } from '../stack/stacks.ts'
import { diagnosed } from './diagnosed.ts'
import { type LocalTarget, openLocalCloud } from './local-cloud.ts'
import { followProxy } from './proxy.ts'
import { traced } from './trace.ts'

/** Where a command works: a cloud's account and region, or the local cloud. */
export interface Target {
  /** `local`, or `<region>.<account>`. */
  readonly key: string
  readonly connection: Connection<unknown>
  readonly pace: Pace
  /** How many steps run at once; narrowed when the cloud says that it is called too often. */
  readonly limit: ConcurrencyLimit
  /** Where HTTP triggers of the local cloud answer. */
  readonly gatewayUrl?: string
  /** The local cloud was started for this command and ends with it. */
  readonly passing?: boolean
  /** Ends a local cloud that was started for this command. */
  close(): Promise<void>
}

/** What a target is opened for. */
export interface TargetInput {
  readonly provider: Provider
  /** The project's folder: the local cloud keeps its data there. */
  readonly folder: string
  readonly emit: Emit
}

/** Connects to the target that arguments name. */
export async function openTarget(
  context: WorkflowContext,
  args: StackArguments,
  input: TargetInput,
): Promise<Target> {
  const limit = createConcurrencyLimit(input.provider.concurrency, context.now)
  const pace = paceOf(context, input, { local: args.local, throttled: () => limit.lower() })
  if (args.local) return { limit, ...(await openLocal(context, input, pace)) }
  const warn = (diagnostic: Diagnostic): void => input.emit({ type: 'diagnostic', diagnostic })
  const connection = await connect(context, args, { ...input, pace, warn })
  const key = `${connection.region}.${connection.account}`
  return { key, connection, pace, limit, close: async () => undefined }
}

/** Works on what has a target, and lets go of that however the work ends. */
export async function atTarget<Opened extends { readonly target: Target }, Result>(
  opened: Opened,
  work: (opened: Opened) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(opened)
  } finally {
    await opened.target.close()
  }
}

/** A first Ctrl-C ends every wait; the answer of a call that tells what it made is waited for. The second ends the process. */
function paceOf(
  { now, signal, trace }: WorkflowContext,
  { provider, emit }: TargetInput,
  { local, throttled }: { readonly local: boolean; throttled(): void },
): Pace {
  const pace = createPace({
    diagnose: error => provider.diagnose(error),
    emit,
    signal,
    now,
    wait: (ms, stop) => sleep(ms, undefined, { signal: stop }),
    random: Math.random,
    lastAnswer: local ? 5_000 : 60_000,
    throttled,
  })
  return trace === undefined ? pace : traced(pace, { provider, tell: trace })
}

async function connect(
  { environment, home }: WorkflowContext,
  { region, account, profile, endpoint }: StackArguments,
  { provider, folder, ...told }: Pick<TargetInput, 'provider' | 'folder'> & Pick<Settings, 'pace' | 'warn'>,
): Promise<Connection<unknown>> {
  followProxy(environment)
  const settings = {
    environment,
    home,
    folder,
    ...told,
    ...(region !== undefined && { region }),
    ...(profile !== undefined && { profile }),
    ...(endpoint !== undefined && { endpoint }),
  }
  const connection = await diagnosed(provider, () => provider.connect(settings))
  if (account === undefined || account === connection.account) return connection
  throw new FnxError({
    code: 'E0012',
    message: `These credentials are of account ${connection.account}, and --account names ${account}.`,
    hint: 'Use the credentials of that account, such as with --profile.',
  })
}

async function openLocal(
  context: WorkflowContext,
  { provider, folder }: TargetInput,
  given: Pace,
): Promise<Omit<Target, 'limit'>> {
  const local = await openLocalCloud(context, folder)
  const pace = steady(given, local)
  try {
    const settings = {
      endpoint: local.apiUrl,
      credentials: { id: 'local', secret: 'local' },
      environment: {},
      home: folder,
      pace,
    }
    const connection = await diagnosed(provider, () => provider.connect(settings))
    return {
      key: localTarget,
      connection,
      pace,
      gatewayUrl: local.gatewayUrl,
      passing: local.passing,
      close: local.close,
    }
  } catch (error) {
    await local.close()
    throw error
  }
}

/** A call waits while another command carries on the local cloud that the first one ended with. */
function steady(pace: Pace, { ready }: LocalTarget): Pace {
  const attempt: Pace['attempt'] = (send, how) =>
    pace.attempt(async () => {
      await ready()
      try {
        return await send()
      } catch (error) {
        // The end of what was called is noticed on another connection, in this turn or the next.
        await nextTurn()
        throw error
      }
    }, how)
  return { ...pace, attempt }
}
