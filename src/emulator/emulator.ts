import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { FnxError } from '../model/diagnostic.ts'
import type { Cloud } from '../model/provider.ts'
import type { Tables } from '../model/service.ts'
import { createAdmin } from './admin.ts'
import { contractLoader } from './contracts.ts'
import { controlPlane } from './control-plane.ts'
import type { EmitLocal } from './event.ts'
import { createFaults } from './faults.ts'
import { createFunctionLogs } from './function-logs.ts'
import { gateway } from './gateway.ts'
import { listen } from './listen.ts'
import { type LocalRoute, localRoutes } from './local-routes.ts'
import { type Addresses, takePlace } from './presence.ts'
import { createRegistry, type Registry, type RegistryOptions } from './registry.ts'
import { createRequestLog } from './request-log.ts'
import type { Host } from './runtimes/runtime.ts'
import type { TemplateApp } from './served.ts'
import { sources } from './sources/index.ts'
import { type DiskStore, openStore } from './store.ts'
import { createUsers } from './users.ts'
import { createWatchdog } from './watchdog.ts'

/** What a local cloud is started with. */
export interface LocalCloudOptions extends Omit<Host, 'debugPort'> {
  readonly clouds: readonly Cloud[]
  /** Gives what a cloud publishes of its resource types, by its name. */
  readonly tables?: (cloud: string) => Tables
  /** The folder with the bootstraps. */
  readonly bootstraps: string
  /** What outlives a restart lies here. */
  readonly dataDir: string
  /** Where deployed code is unpacked, by what it holds; beside the data unless told otherwise. */
  readonly codeDir?: string
  /** What does not outlive it; emptied at the end. */
  readonly workDir: string
  /** Where packages are kept that runtimes carry; none are fetched without it. */
  readonly packages?: string
  /** 127.0.0.1 unless told otherwise. */
  readonly host?: string
  /** 0 takes a free port. */
  readonly apiPort: number
  readonly gatewayPort: number
  /** With a template its routes and timers are served from its source folders, else those of what is deployed. */
  template?(): Promise<TemplateApp | undefined>
  /** The template is served only while nothing is deployed; one that cannot be read is told, and no failure. */
  readonly givesWay?: boolean
  unpack(zip: Uint8Array, folder: string): Promise<void>
  readonly emit: EmitLocal
  now?(): Date
  /** The address of HTTP triggers that the clouds' APIs name, where it is not the one that is listened on now. */
  readonly advertised?: string
  /** Timers fire unless this is false. */
  readonly timers?: boolean
  /** Changes of code and templates are heeded unless this is false. */
  readonly watch?: boolean
  /** A folder whose files are served where no route answers. */
  readonly staticFolder?: string
  /** It works for one command and for those that come meanwhile, who are told when it ends. */
  readonly passing?: boolean
}

/** A local cloud that runs. */
export interface LocalCloud extends Addresses {
  /** As of the start or the last reload. */
  routes(): readonly LocalRoute[]
  /** Reads the template and what is deployed anew. */
  reload(): Promise<void>
  /** Ends every function process and leaves the data in order. */
  close(): Promise<void>
}

/** Undoes one part of the start. */
type Closer = () => unknown

/** Starts a local cloud: the clouds' own APIs on one port, the functions' HTTP triggers on another. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const closers: Closer[] = []
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => {
    closing ??= undo(closers)
    return closing
  }
  try {
    return { ...(await start(options, closers)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function undo(closers: readonly Closer[]): Promise<void> {
  for (const closer of closers.toReversed()) await closer()
}

async function start(options: LocalCloudOptions, closers: Closer[]): Promise<Omit<LocalCloud, 'close'>> {
  const { dataDir, clouds, emit, passing = false } = options
  const presence = await takePlace(dataDir, passing)
  closers.push(() => presence.leave())
  const now = (): Date => options.now?.() ?? new Date()
  const wires = await Promise.all(clouds.map(cloud => cloud.wire(options.tables?.(cloud.name))))
  const store = openStore(join(dataDir, 'store'))
  closers.push(() => store.close())
  const addresses = { apiUrl: '', gatewayUrl: '' }
  const shared = {
    ...{ wires, store, now, emit, logs: createFunctionLogs() },
    apiUrl: () => addresses.apiUrl,
    gatewayUrl: () => options.advertised ?? addresses.gatewayUrl,
  }
  const registry = startRegistry(options, shared, closers)
  const inspected = { ...shared, registry, faults: createFaults(), requests: createRequestLog() }
  const admin = createAdmin({ ...inspected, health: () => ({ pid: process.pid, ...addresses }) })
  const face = facesOf(options, closers)
  const users = createUsers()
  addresses.apiUrl = await face('api', users.around(controlPlane({ ...inspected, admin })))
  addresses.gatewayUrl = await face(
    'gateway',
    gateway({ registry, now, emit, staticFolder: options.staticFolder }),
  )
  let served = await registry.served()
  if (options.timers !== false)
    for (const source of sources) closers.push(source.start({ registry, emit, now }))
  if (passing) closers.push(() => users.dismiss())
  presence.announce(addresses)
  emit({ type: 'listening', ...addresses })
  return {
    ...addresses,
    routes: () => localRoutes(served, addresses.gatewayUrl),
    async reload() {
      await registry.reload()
      served = await registry.served()
    },
  }
}

type Shared = Pick<RegistryOptions, 'wires' | 'logs' | 'apiUrl' | 'now' | 'emit'> & {
  readonly store: DiskStore
}

function startRegistry(options: LocalCloudOptions, shared: Shared, closers: Closer[]): Registry {
  const { dataDir, workDir, template, givesWay = false } = options
  const watchdog = createWatchdog()
  closers.push(() => watchdog.close())
  const registry = createRegistry({
    ...{ ...shared, watchdog, scratch: scratchIn(workDir, closers) },
    bootstraps: options.bootstraps,
    searchPath: options.searchPath,
    packages: options.packages,
    watch: options.watch,
    ...(options.home === undefined ? {} : { home: options.home }),
    ...(options.variables === undefined ? {} : { variables: options.variables }),
    contractOf: contractLoader(options.clouds),
    code: { store: shared.store, folder: options.codeDir ?? join(dataDir, 'code'), unpack: options.unpack },
    ...(template === undefined ? {} : { template: forgiving(template, options) }),
    givesWay,
  })
  closers.push(() => registry.close())
  return registry
}

/** Gives a folder for temporary files; what killed predecessors left beside it goes. */
function scratchIn(workDir: string, closers: Closer[]): string {
  mkdirSync(workDir, { recursive: true, mode: 0o700 })
  const name = 'environments-'
  for (const entry of readdirSync(workDir))
    if (entry.startsWith(name)) rmSync(join(workDir, entry), { recursive: true, force: true })
  const scratch = join(workDir, `${name}${process.pid}`)
  closers.push(() => rmSync(scratch, { recursive: true, force: true }))
  return scratch
}

/** The first reading of a template that was named must succeed; one that fails later is told, and what was served before stays. */
function forgiving(
  read: NonNullable<LocalCloudOptions['template']>,
  { emit, givesWay = false }: Pick<LocalCloudOptions, 'emit' | 'givesWay'>,
): typeof read {
  let known: TemplateApp | undefined
  return async () => {
    try {
      known = (await read()) ?? known
    } catch (error) {
      if ((known === undefined && !givesWay) || !(error instanceof FnxError)) throw error
      for (const diagnostic of error.diagnostics) emit({ type: 'diagnostic', diagnostic })
    }
    return known
  }
}

const faces = {
  api: { purpose: "the clouds' APIs", flag: '--api-port' },
  gateway: { purpose: 'HTTP triggers', flag: '--port' },
}

function facesOf({ host = '127.0.0.1', apiPort, gatewayPort }: LocalCloudOptions, closers: Closer[]) {
  const ports = { api: apiPort, gateway: gatewayPort }
  return async (face: keyof typeof faces, answer: RequestListener): Promise<string> => {
    const listening = await listen({ host, port: ports[face], ...faces[face] }, answer)
    closers.push(() => listening.close())
    return listening.url
  }
}
