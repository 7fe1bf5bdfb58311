import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { unpack } from '../../artifact/unpack.ts'
import { startLocalCloud, type TemplateApp } from '../../emulator/emulator.ts'
import { FnxError } from '../../model/diagnostic.ts'
import { clouds } from '../../providers/index.ts'
import type { Command, Context, Typed } from '../command.ts'
import { templateFile } from '../files.ts'
import { defaultPorts, localFolder } from '../local-cloud.ts'
import { has, outputOption, templateOptions, textOf, wantsJson } from '../options.ts'
import { sourceApp } from '../source-app.ts'
import { type Reporter, reporter } from '../views/reporter.ts'
import { table } from '../views/table.ts'

export const localStart: Command = {
  name: 'local start',
  summary: "run the local cloud: the clouds' APIs and the HTTP triggers",
  details:
    'Answers the APIs of AWS, Aliyun and Tencent Cloud on one port, and HTTP triggers on another: those of the template, ' +
    'run from its sources, or without a template those of what is deployed with --local.',
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
    { flags: '--env-vars <file>', description: 'environment variables by function, as JSON' },
    outputOption,
  ],
  examples: [
    ['fnx local start', 'what was deployed with fnx deploy --local'],
    ['fnx local start template.yaml', 'the template, straight from its sources'],
    ['fnx local start --port 8080', 'on another port'],
  ],
  async run(context, typed) {
    const out = reporter(context, wantsJson(typed))
    const named = typed.args[0] !== undefined || typed.options.template !== undefined
    const folder = named ? dirname((await templateFile(context, typed)).file) : context.cwd
    const dataDir = localFolder(folder)
    await mkdir(dataDir, { recursive: true })
    const template = named ? () => sourceApp(context, typed, out) : undefined
    const local = await startLocalCloud(settings(context, typed, { dataDir, out, template }))
    try {
      if (has(typed, 'reset')) await local.reset()
      announce(out, local)
      await untilStopped(context)
      return 0
    } finally {
      await local.close()
      out.close()
    }
  },
}

interface Parts {
  readonly dataDir: string
  readonly out: Reporter
  readonly template: (() => Promise<TemplateApp | undefined>) | undefined
}

function settings(context: Context, typed: Typed, { dataDir, out, template }: Parts) {
  const host = textOf(typed, 'host')
  return {
    clouds,
    dataDir,
    apiPort: portOf(typed, 'apiPort', defaultPorts.api),
    gatewayPort: portOf(typed, 'port', defaultPorts.gateway),
    unpack,
    bootstraps: join(context.root, 'dist', 'bootstraps'),
    log: (line: { readonly text: string }) => out.say(line.text),
    workDir: join(dataDir, 'work'),
    ...(host !== undefined && { host }),
    ...(template !== undefined && { template }),
  }
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

type Local = Awaited<ReturnType<typeof startLocalCloud>>

function announce(out: Reporter, local: Local): void {
  const routes = local.routes().map(({ method, url, functionId }) => ({ method, url, functionId }))
  out.say(`Cloud APIs     ${local.apiUrl}   (key id: local, secret: local)`)
  out.say(`HTTP triggers  ${local.gatewayUrl}`)
  for (const line of table(routes.map(({ method, url, functionId }) => [`  ${method}`, url, functionId])))
    out.say(line)
  if (routes.length === 0) out.say('  none yet: deploy with fnx deploy --local')
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
