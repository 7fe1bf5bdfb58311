import { setTimeout as sleep } from 'node:timers/promises'
import { FnxError } from '../model/diagnostic.ts'
import { logFilter } from '../model/log-filter.ts'
import type { LogLine } from '../model/provider.ts'
import type { StackArguments } from './arguments.ts'
import type { WorkflowContext } from './context.ts'
import type { Reporter } from './reporter.ts'
import { type NamedFunction, namedFunctions, type Reached, reachStack } from './stack/deployed.ts'
import { diagnosed } from './target/diagnosed.ts'
import { atTarget } from './target/target.ts'

/** Whose logs are read, and what of them. */
export interface LogsArguments extends StackArguments {
  /** Logical IDs or names; none means all functions of the stack. */
  readonly functions: readonly string[]
  readonly since: Date
  readonly until?: Date | undefined
  /** A filter pattern of CloudWatch Logs, on every cloud. */
  readonly filter?: string | undefined
  /** Go on until the signal, or until `until`. */
  readonly tail: boolean
}

/** A line, and the logical ID of the function that wrote it. */
export interface FunctionLine extends LogLine {
  readonly function: string
}

/** Those who are told of a log. */
export interface LogsInput {
  readonly reporter: Reporter
  /** `several` tells whether lines of more than one function come. */
  show(line: FunctionLine, several: boolean): void
}

/** Gives what deployed functions wrote, line by line. */
export async function readLogs(
  context: WorkflowContext,
  args: LogsArguments,
  { reporter, show }: LogsInput,
): Promise<void> {
  checkFilter(args.filter ?? '')
  await atTarget(await reachStack(context, args, reporter), reached =>
    follow(context, args, { ...reached, show }),
  )
}

/** What is no pattern is told before anything is called; those of columns CloudWatch alone can read. */
function checkFilter(filter: string): void {
  if (filter.trim().startsWith('[') || logFilter(filter) !== undefined) return
  throw new FnxError(
    {
      code: 'E0001',
      message: `"${filter}" is not a filter pattern.`,
      hint: 'Write words, ?either ?or, -not, "a phrase", %a regular expression%, or { $.level = "error" } for lines of JSON.',
    },
    2,
  )
}

/** A log that is read again and again. */
interface Source extends NamedFunction {
  readonly seen: Set<string>
  since: Date
}

/** Gives what is there, then what comes. */
async function follow(
  context: WorkflowContext,
  args: LogsArguments,
  { show, ...reached }: Reached & Pick<LogsInput, 'show'>,
): Promise<void> {
  const sources = namedFunctions(reached, args.functions).map(
    (named): Source => ({ ...named, seen: new Set(), since: args.since }),
  )
  do {
    const found = await Promise.all(sources.map(source => next(source, args, reached)))
    const lines = found.flat().sort((left, right) => left.time.getTime() - right.time.getTime())
    for (const line of lines) show(line, sources.length > 1)
  } while (args.tail && !isOver(context, args) && (await pause(context)))
}

/** Gives the lines of a function that were not there before; the last ten seconds are read twice, for lines arrive late. */
async function next(
  source: Source,
  { until, filter }: LogsArguments,
  { provider, target }: Reached,
): Promise<readonly FunctionLine[]> {
  const { logicalId, physicalId, seen, since } = source
  const query = { since, ...(until !== undefined && { until }), ...(filter !== undefined && { filter }) }
  const lines = await diagnosed(provider, () => provider.logs(target.connection.client, physicalId, query))
  const last = lines.at(-1)?.time.getTime()
  if (last !== undefined) source.since = new Date(Math.max(since.getTime(), last - 10_000))
  const fresh = lines.filter(({ id }) => !seen.has(id))
  for (const { id } of fresh) seen.add(id)
  return fresh.map(line => ({ function: logicalId, ...line }))
}

function isOver({ now }: WorkflowContext, { until }: LogsArguments): boolean {
  return until !== undefined && now() > until
}

async function pause({ signal }: WorkflowContext): Promise<boolean> {
  await sleep(1000, undefined, { signal }).catch(() => undefined)
  return !signal.aborted
}
