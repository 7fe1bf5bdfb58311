import type { LogLine } from '../../model/provider.ts'
import { type LogsArguments, readLogs } from '../../workflows/logs.ts'
import { stackArguments, withoutArguments } from '../arguments.ts'
import type { Command, Typed } from '../command.ts'
import {
  has,
  milliseconds,
  outputOption,
  targetOptions,
  templateOptions,
  textOf,
  wantsJson,
} from '../options.ts'
import { reporting } from '../reporting.ts'
import { writeJson, writeOutput } from '../views/write.ts'

export const logs: Command = {
  name: 'logs',
  summary: 'print what a deployed function wrote',
  arguments: [{ name: '<function>', description: "the function's logical ID or name" }],
  options: [
    ...templateOptions.slice(0, 2),
    ...targetOptions,
    { flags: '--tail', description: 'go on until Ctrl-C' },
    { flags: '--since <time>', description: 'how far to look back, such as 10m (default) or 2h' },
    outputOption,
  ],
  examples: [
    ['fnx logs Hello --local', 'from the local cloud'],
    ['fnx logs Hello --tail', 'follow'],
  ],
  async run(context, typed) {
    const { stdout } = context
    const show = wantsJson(typed)
      ? (line: LogLine) => writeJson(stdout, line)
      : (line: LogLine) => writeOutput(stdout, `${textLine(line)}\n`)
    await reporting(context, typed, reporter => readLogs(context, argumentsOf(typed), { reporter, show }))
    return 0
  },
}

function argumentsOf(typed: Typed): LogsArguments {
  return {
    ...stackArguments(withoutArguments(typed)),
    function: typed.args[0] ?? '',
    since: milliseconds(textOf(typed, 'since') ?? '10m', '--since'),
    tail: has(typed, 'tail'),
  }
}

function textLine({ time, text }: LogLine): string {
  return `${time.toISOString()}  ${text.trimEnd()}`
}
