import { FnxError } from '../../model/diagnostic.ts'
import { type FunctionLine, type LogsArguments, readLogs } from '../../workflows/logs.ts'
import { stackArguments, withoutArguments } from '../arguments.ts'
import type { Command, Context, Typed } from '../command.ts'
import { has, milliseconds, outputOption, targetOptions, textOf, wantsJson, wordsOf } from '../options.ts'
import { reporting } from '../reporting.ts'
import { timeOf } from '../time.ts'
import { writeJson, writeOutput } from '../views/write.ts'

export const logs: Command = {
  name: 'logs',
  summary: 'print what deployed functions wrote',
  details:
    'Prints what deployed functions wrote: those that are named, or all of the stack. A filter is a pattern of CloudWatch ' +
    'Logs on every cloud: words that must all be there, ?either ?or, -not, "a phrase", %a regular expression%, and ' +
    '{ $.level = "error" } for lines of JSON.',
  arguments: [
    { name: '[functions...]', description: 'logical IDs or names of functions (default: all of the stack)' },
  ],
  options: [
    { flags: '-n, --name <function>', description: 'a function, as an argument names it', list: true },
    // As SAM has it, -t is --tail here.
    { flags: '--template <file>', description: 'template file' },
    { flags: '--template-file <file>', description: 'template file', hidden: true },
    ...targetOptions,
    { flags: '-t, --tail', description: 'go on until Ctrl-C, or until --end-time' },
    { flags: '--filter <pattern>', description: 'only lines that fit the pattern' },
    {
      flags: '-s, --start-time <time>',
      description:
        "from when on, such as '5mins ago' (default: 10mins ago), yesterday or 2026-11-27T10:00:00Z",
    },
    { flags: '-e, --end-time <time>', description: 'until when, written alike (default: now)' },
    { flags: '--since <time>', description: 'how far to look back, such as 10m or 2h: a short --start-time' },
    outputOption,
  ],
  examples: [
    ['fnx logs Hello --local', 'from the local cloud'],
    ['fnx logs Hello --tail', 'follow'],
    ["fnx logs --filter '?ERROR ?Error' --start-time '2 hours ago'", 'errors of all functions'],
    ["fnx logs -n Hello -s yesterday -e '5mins ago'", 'as SAM writes it'],
  ],
  async run(context, typed) {
    const { stdout } = context
    const show = wantsJson(typed)
      ? (line: FunctionLine) => writeJson(stdout, line)
      : (line: FunctionLine, several: boolean) => writeOutput(stdout, `${textLine(line, several)}\n`)
    await reporting(context, typed, reporter =>
      readLogs(context, argumentsOf(context, typed), { reporter, show }),
    )
    return 0
  },
}

function argumentsOf(context: Context, typed: Typed): LogsArguments {
  const since = sinceOf(context, typed)
  const until = textOf(typed, 'endTime')
  const end = until === undefined ? undefined : timeOf(until, '--end-time', context.now())
  if (end !== undefined && end < since)
    throw wrong('The end of the log comes before its start.', 'Exchange --start-time and --end-time.')
  return {
    ...stackArguments(withoutArguments(typed)),
    functions: [...new Set([...typed.args, ...wordsOf(typed, 'name')])],
    since,
    until: end,
    filter: textOf(typed, 'filter'),
    tail: has(typed, 'tail'),
  }
}

function sinceOf({ now }: Context, typed: Typed): Date {
  const [start, since] = [textOf(typed, 'startTime'), textOf(typed, 'since')]
  if (start !== undefined && since !== undefined)
    throw wrong('--start-time and --since say the same.', 'Give one of them.')
  return start === undefined
    ? new Date(now().getTime() - milliseconds(since ?? '10m', '--since'))
    : timeOf(start, '--start-time', now())
}

function wrong(message: string, hint: string): FnxError {
  return new FnxError({ code: 'E0001', message, hint }, 2)
}

function textLine({ time, text, function: name }: FunctionLine, several: boolean): string {
  return `${several ? `${name}  ` : ''}${time.toISOString()}  ${text.trimEnd()}`
}
