import { resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { parsed } from '../../workflows/project/env-vars.ts'
import { readNamed } from '../../workflows/project/files.ts'
import type { Command, Context, Typed } from '../command.ts'
import { has, outputOption, targetOptions, templateOptions, textOf } from '../options.ts'

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
    ...targetOptions,
    { flags: '-e, --event <file>', description: 'event as a JSON file; - reads standard input' },
    {
      flags: '-n, --env-vars <file>',
      description: 'environment variables by function, as JSON (with --local)',
    },
    { flags: '-d, --debug-port <port>', description: 'wait for a debugger on this port (with --local)' },
    outputOption,
  ],
  examples: [
    ['fnx invoke Hello --local -e event.json', 'the code in this folder'],
    ["echo '{}' | fnx invoke Hello --local -e -", 'an event from standard input'],
    ['fnx invoke Hello', 'the deployed function'],
  ],
  async run(context, typed) {
    const payload = await payloadOf(context, typed)
    if (has(typed, 'local'))
      return (await import('../../workflows/invoke-local.ts')).invokeLocal(context, typed, payload)
    return (await import('../../workflows/invoke-deployed.ts')).invokeDeployed(context, typed, payload)
  },
}

async function payloadOf(context: Context, typed: Typed): Promise<Uint8Array> {
  const named = textOf(typed, 'event')
  if (named === undefined) return Buffer.from('{}')
  const bytes =
    named === '-' ? await buffer(context.stdin) : await readNamed(resolve(context.cwd, named), named)
  parsed(Buffer.from(bytes).toString(), named === '-' ? 'standard input' : named)
  return bytes
}
