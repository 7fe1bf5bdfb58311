import { resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { parsed } from '../../workflows/project/env-vars.ts'
import { readNamed } from '../../workflows/project/files.ts'
import { portOf, stackArguments, templateArguments, withoutArguments } from '../arguments.ts'
import type { Command, Context, Typed } from '../command.ts'
import { logFileOf, logFileOption } from '../log-file.ts'
import { buildOption, has, outputOption, targetOptions, templateOptions, textOf } from '../options.ts'
import { reporting } from '../reporting.ts'
import { writeOutput } from '../views/write.ts'

export const invoke: Command = {
  name: 'invoke',
  summary: 'run a function, deployed or from source',
  details:
    'Invokes the deployed function; with --local runs the code that is in the folder now, without deploying it, ' +
    'in a process of its own. The answer goes to the output, the log to the error stream.',
  arguments: [
    { name: '[function]', description: "the function's logical ID or name (default: the only one)" },
  ],
  options: [
    ...templateOptions,
    buildOption,
    ...targetOptions,
    { flags: '-e, --event <file>', description: 'event as a JSON file; - reads standard input' },
    { flags: '--event-file <file>', description: 'the same as --event', hidden: true },
    { flags: '--no-event', description: 'the same as leaving --event out', hidden: true },
    {
      flags: '-n, --env-vars <file>',
      description: 'environment variables by function, as JSON, or an .env file (with --local)',
    },
    { flags: '-d, --debug-port <port>', description: 'wait for a debugger on this port (with --local)' },
    logFileOption,
    outputOption,
  ],
  examples: [
    ['fnx invoke Hello --local -e event.json', 'the code in this folder'],
    ["echo '{}' | fnx invoke Hello --local -e -", 'an event from standard input'],
    ['fnx invoke Hello', 'the deployed function'],
  ],
  async run(context, typed) {
    const payload = await payloadOf(context, typed)
    return has(typed, 'local') ? runLocal(context, typed, payload) : runDeployed(context, typed, payload)
  },
}

async function runLocal(context: Context, typed: Typed, payload: Uint8Array): Promise<number> {
  const { invokeLocal } = await import('../../workflows/invoke-local.ts')
  const args = {
    ...stackArguments(withoutArguments(typed)),
    ...templateArguments(withoutArguments(typed)),
    function: typed.args[0],
    payload,
    environmentFile: textOf(typed, 'envVars'),
    debugPort: portOf(typed, 'debugPort', { least: 1, hint: 'Use a number such as 9229.' }),
  }
  const keep = logFileOf(context, typed)
  const onOutput = (text: string): void => {
    writeOutput(context.stderr, text)
    keep(text)
  }
  // Standard output is the function's answer alone.
  const { failure, payload: answer } = await reporting(
    { ...context, stdout: context.stderr },
    typed,
    reporter => invokeLocal(context, args, { reporter, onOutput }),
  )
  writeAnswer(context, answer)
  return context.signal.aborted ? 130 : failure === undefined ? 0 : 1
}

async function runDeployed(context: Context, typed: Typed, payload: Uint8Array): Promise<number> {
  const { invokeDeployed } = await import('../../workflows/invoke-deployed.ts')
  const args = { ...stackArguments(withoutArguments(typed)), function: typed.args[0], payload }
  const keep = logFileOf(context, typed)
  const { failed, log, ...answer } = await reporting(context, typed, reporter =>
    invokeDeployed(context, args, reporter),
  )
  if (log !== undefined) {
    const text = log.endsWith('\n') ? log : `${log}\n`
    writeOutput(context.stderr, text)
    keep(text)
  }
  writeAnswer(context, answer.payload)
  return failed ? 1 : 0
}

function writeAnswer({ stdout }: Context, answer: Uint8Array): void {
  writeOutput(stdout, `${Buffer.from(answer).toString()}\n`)
}

async function payloadOf(context: Context, typed: Typed): Promise<Uint8Array> {
  const named = textOf(typed, 'event') ?? textOf(typed, 'eventFile')
  if (named === undefined) return Buffer.from('{}')
  const bytes =
    named === '-' ? await buffer(context.stdin) : await readNamed(resolve(context.cwd, named), named)
  const text = Buffer.from(bytes).toString()
  parsed(text, named === '-' ? 'standard input' : named)
  return text.startsWith('\ufeff') ? Buffer.from(text.slice(1)) : bytes
}
