import type { LocalCloud } from '../../emulator/emulator.ts'
import type { LocalEvent } from '../../emulator/event.ts'
import { type LocalStartArguments, runLocalCloud } from '../../workflows/local-start.ts'
import type { Reporter } from '../../workflows/reporter.ts'
import { defaultPorts } from '../../workflows/target/local-cloud.ts'
import { portOf, templateArguments } from '../arguments.ts'
import type { Command, Typed } from '../command.ts'
import { logFileOf, logFileOption } from '../log-file.ts'
import { buildOption, configOptions, has, outputOption, templateOptions, textOf } from '../options.ts'
import { reporting } from '../reporting.ts'
import { localLine } from '../views/local.ts'
import type { TerminalReporter } from '../views/reporter.ts'
import { table } from '../views/table.ts'

export const localStart: Command = {
  name: 'local start',
  summary: "run the local cloud: the clouds' APIs and the HTTP triggers",
  details:
    'Answers the APIs of AWS, Aliyun and Tencent Cloud on one port, and HTTP triggers on another: those of the template, ' +
    'run from its sources. Without a template named, those of what is deployed with --local; and while nothing is, ' +
    'those of the template in this folder.',
  arguments: [{ name: '[template]', description: 'run the functions of this template from source' }],
  options: [
    ...templateOptions,
    buildOption,
    ...configOptions,
    {
      flags: '-p, --port <port>',
      description: `port of the HTTP triggers (default: ${defaultPorts.gateway})`,
    },
    { flags: '--api-port <port>', description: `port of the clouds' APIs (default: ${defaultPorts.api})` },
    { flags: '--host <address>', description: 'address to listen on (default: 127.0.0.1)' },
    { flags: '--reset', description: 'forget what is deployed first' },
    {
      flags: '-n, --env-vars <file>',
      description: 'environment variables by function, as JSON, or an .env file',
    },
    {
      flags: '-s, --static-dir <folder>',
      description: 'serve the files of this folder where no route answers',
    },
    logFileOption,
    { flags: '--no-watch', description: 'do not heed changes of code and template' },
    outputOption,
  ],
  examples: [
    ['fnx local start', 'what is deployed with --local, or else ./template.yaml'],
    ['fnx local start template.yaml', 'the template, straight from its sources'],
    ['fnx local start --port 8080', 'on another port'],
    ['fnx local start --static-dir public', 'with a page beside the functions'],
  ],
  run: (context, typed) =>
    reporting(context, typed, async reporter => {
      const how = { all: has(typed, 'debug'), keep: logFileOf(context, typed) }
      await runLocalCloud(context, argumentsOf(typed), {
        reporter,
        emit: event => tell(reporter, event, how),
        onStart: local => announce(reporter, local),
      })
      return 0
    }),
}

function argumentsOf(typed: Typed): LocalStartArguments {
  const bounds = { least: 0, hint: 'Use a number from 0 to 65535.' }
  return {
    ...templateArguments(typed),
    apiPort: portOf(typed, 'apiPort', bounds),
    gatewayPort: portOf(typed, 'port', bounds),
    host: textOf(typed, 'host'),
    reset: has(typed, 'reset'),
    watch: typed.options.watch !== false,
    staticFolder: textOf(typed, 'staticDir'),
    environmentFile: textOf(typed, 'envVars'),
  }
}

interface Telling {
  /** Calls that only read are told, too. */
  readonly all: boolean
  /** Keeps what functions write. */
  keep(text: string): void
}

function tell(out: TerminalReporter, event: LocalEvent, how: Telling): void {
  if (event.type === 'diagnostic') void out.diagnostics([event.diagnostic])
  if (event.type === 'log' && event.text.trim() !== '') {
    out.output(event.text.trimEnd())
    how.keep(`${event.text.trimEnd()}\n`)
  }
  const line = localLine(event, how)
  if (line !== undefined) out.say(line)
}

const noRoutes =
  'nothing to serve: what is deployed has no HTTP trigger, nor has a template here, which is served while nothing is deployed. Serve a template: fnx local start template.yaml'

function announce(out: Reporter, local: LocalCloud): void {
  const routes = local.routes().map(({ method, url, functionId }) => ({ method, url, functionId }))
  out.say(`Cloud APIs     ${local.apiUrl}   (key id: local, secret: local)`)
  out.say(`HTTP triggers  ${local.gatewayUrl}`)
  for (const line of table(routes.map(({ method, url, functionId }) => [`  ${method}`, url, functionId])))
    out.say(line)
  if (routes.length === 0) out.say(`  ${noRoutes}`)
  out.say('Stop with Ctrl-C.')
  out.result({ apiUrl: local.apiUrl, gatewayUrl: local.gatewayUrl, routes })
}
