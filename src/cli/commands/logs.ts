import { setTimeout as sleep } from 'node:timers/promises'
import type { LogLine } from '../../model/provider.ts'
import { functionOf, type Reached, reachStack } from '../../workflows/stack/deployed.ts'
import { diagnosed } from '../../workflows/target/diagnosed.ts'
import type { Command, Context, Typed } from '../command.ts'
import {
  has,
  milliseconds,
  outputOption,
  targetOptions,
  templateOptions,
  textOf,
  wantsJson,
} from '../options.ts'
import { reporter } from '../views/reporter.ts'
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
    const out = reporter(context, wantsJson(typed))
    const reached = await reachStack(context, { ...typed, args: [] }, out)
    try {
      await print(context, typed, reached)
      return 0
    } finally {
      await reached.target.close()
      out.close()
    }
  },
}

/** Prints what is there, then what comes; the last ten seconds are read twice, for lines arrive late. */
async function print(context: Context, typed: Typed, reached: Reached): Promise<void> {
  const { provider, target } = reached
  const physicalId = functionOf(reached, typed.args[0] ?? '')
  const seen = new Set<string>()
  let since = new Date(context.now().getTime() - milliseconds(textOf(typed, 'since') ?? '10m', '--since'))
  do {
    const lines = await diagnosed(provider, () => provider.logs(target.connection.client, physicalId, since))
    for (const line of lines.filter(({ id }) => !seen.has(id))) {
      seen.add(line.id)
      if (wantsJson(typed)) writeJson(context.stdout, line)
      else writeOutput(context.stdout, `${textLine(line)}\n`)
    }
    const last = lines.at(-1)?.time.getTime()
    if (last !== undefined) since = new Date(Math.max(since.getTime(), last - 10_000))
  } while (has(typed, 'tail') && (await pause(context)))
}

function textLine({ time, text }: LogLine): string {
  return `${time.toISOString()}  ${text.trimEnd()}`
}

async function pause({ signal }: Context): Promise<boolean> {
  await sleep(1000, undefined, { signal }).catch(() => undefined)
  return !signal.aborted
}
