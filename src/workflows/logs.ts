import { setTimeout as sleep } from 'node:timers/promises'
import type { LogLine } from '../model/provider.ts'
import type { StackArguments } from './arguments.ts'
import type { WorkflowContext } from './context.ts'
import type { Reporter } from './reporter.ts'
import { functionOf, type Reached, reachStack } from './stack/deployed.ts'
import { diagnosed } from './target/diagnosed.ts'
import { atTarget } from './target/target.ts'

/** Whose log is read, from when on. */
export interface LogsArguments extends StackArguments {
  /** The function's logical ID or name. */
  readonly function: string
  /** Milliseconds to look back. */
  readonly since: number
  /** Go on until the signal. */
  readonly tail: boolean
}

/** Those who are told of a log. */
export interface LogsInput {
  readonly reporter: Reporter
  show(line: LogLine): void
}

/** Gives what a deployed function wrote, line by line. */
export async function readLogs(
  context: WorkflowContext,
  args: LogsArguments,
  { reporter, show }: LogsInput,
): Promise<void> {
  await atTarget(await reachStack(context, args, reporter), reached =>
    follow(context, args, { ...reached, show }),
  )
}

/** Gives what is there, then what comes; the last ten seconds are read twice, for lines arrive late. */
async function follow(
  context: WorkflowContext,
  args: LogsArguments,
  { show, ...reached }: Reached & Pick<LogsInput, 'show'>,
): Promise<void> {
  const { provider, target } = reached
  const physicalId = functionOf(reached, args.function)
  const seen = new Set<string>()
  let since = new Date(context.now().getTime() - args.since)
  do {
    const lines = await diagnosed(provider, () => provider.logs(target.connection.client, physicalId, since))
    for (const line of lines.filter(({ id }) => !seen.has(id))) {
      seen.add(line.id)
      show(line)
    }
    const last = lines.at(-1)?.time.getTime()
    if (last !== undefined) since = new Date(Math.max(since.getTime(), last - 10_000))
  } while (args.tail && (await pause(context)))
}

async function pause({ signal }: WorkflowContext): Promise<boolean> {
  await sleep(1000, undefined, { signal }).catch(() => undefined)
  return !signal.aborted
}
