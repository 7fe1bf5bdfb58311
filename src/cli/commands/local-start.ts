import type { LocalCloud, LocalCloudOptions } from '../../emulator/emulator.ts'
import type { LocalEvent } from '../../emulator/event.ts'
import { FnxError } from '../../model/diagnostic.ts'
import { namedTemplate, templateFile } from '../../workflows/project/files.ts'
import { sourceApp } from '../../workflows/project/source-app.ts'
import { defaultPorts, localOptions, startToStay } from '../../workflows/target/local-cloud.ts'
import { localFolder } from '../../workflows/target/local-folder.ts'
import type { Command, Context, Typed } from '../command.ts'
import { has, outputOption, templateOptions, textOf, wantsJson } from '../options.ts'
import { localLine } from '../views/local.ts'
import { type Reporter, reporter } from '../views/reporter.ts'
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
    {
      flags: '-p, --port <port>',
      description: `port of the HTTP triggers (default: ${defaultPorts.gateway})`,
    },
    { flags: '--api-port <port>', description: `port of the clouds' APIs (default: ${defaultPorts.api})` },
    { flags: '--host <address>', description: 'address to listen on (default: 127.0.0.1)' },
    { flags: '--reset', description: 'forget what is deployed first' },
    { flags: '-n, --env-vars <file>', description: 'environment variables by function, as JSON' },
    outputOption,
  ],
  examples: [
    ['fnx local start', 'what is deployed with --local, or else ./template.yaml'],
    ['fnx local start template.yaml', 'the template, straight from its sources'],
    ['fnx local start --port 8080', 'on another port'],
  ],
  async run(context, typed) {
    const out = reporter(context, wantsJson(typed))
    const local = await startToStay(context, await settings(context, typed, out), out.say)
    try {
      if (has(typed, 'reset')) await fetch(`${local.apiUrl}/_fnx/reset`, { method: 'POST' })
      announce(out, local)
      await untilStopped(context)
      return 0
    } finally {
      await local.close()
      out.close()
    }
  },
}

async function settings(context: Context, typed: Typed, out: Reporter): Promise<LocalCloudOptions> {
  const named = namedTemplate(typed) !== undefined
  const found = await templateFile(context, typed).catch(error => {
    if (named) throw error
    return undefined
  })
  const folder = named && found !== undefined ? found.folder : context.cwd
  const host = textOf(typed, 'host')
  return {
    ...(await localOptions(context, localFolder(folder))),
    apiPort: portOf(typed, 'apiPort', defaultPorts.api),
    gatewayPort: portOf(typed, 'port', defaultPorts.gateway),
    emit: event => tell(out, event),
    ...(host !== undefined && { host }),
    ...(found !== undefined && { template: () => sourceApp(context, typed, out), givesWay: !named }),
  }
}

function tell(out: Reporter, event: LocalEvent): void {
  if (event.type === 'diagnostic') void out.diagnostics([event.diagnostic])
  if (event.type === 'log' && event.text.trim() !== '') out.output(event.text.trimEnd())
  const line = localLine(event)
  if (line !== undefined) out.say(line)
}

function portOf(typed: Typed, name: string, fallback: number): number {
  const written = textOf(typed, name)
  if (written === undefined) return fallback
  const port = Number(written)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new FnxError(
    { code: 'E0001', message: `"${written}" is not a port.`, hint: 'Use a number from 0 to 65535.' },
    2,
  )
}

const noRoutes =
  'nothing to serve: no template here has an HTTP trigger, and nothing is deployed. Serve a template: fnx local start template.yaml'

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

function untilStopped({ signal }: Context): Promise<void> {
  return new Promise(resolve => {
    const alive = setInterval(() => undefined, 60_000)
    const end = (): void => {
      clearInterval(alive)
      resolve()
    }
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
}
