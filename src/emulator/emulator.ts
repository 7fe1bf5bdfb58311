import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Contract } from '../model/contract.ts'
import { FnxError } from '../model/diagnostic.ts'
import type { Cloud } from '../model/provider.ts'
import { createAdmin } from './admin.ts'
import { controlPlane } from './control-plane.ts'
import type { EmitLocal } from './event.ts'
import { createFaults } from './faults.ts'
import { createFunctionLogs } from './function-logs.ts'
import { gateway } from './gateway.ts'
import { type Listening, listen } from './listen.ts'
import { type Addresses, type Presence, takePlace } from './presence.ts'
import { createRegistry, type Served, type TemplateApp } from './registry.ts'
import { createRequestLog } from './request-log.ts'
import type { Host } from './runtimes/runtime.ts'
import { createWatchdog } from './runtimes/watchdog.ts'
import { sources } from './sources/index.ts'
import { openStore } from './store.ts'

/** What a local cloud is started with. */
export interface LocalCloudOptions extends Omit<Host, 'debugPort'> {
  readonly clouds: readonly Cloud[]
  /** What outlives a restart lies here. */
  readonly dataDir: string
  /** What does not; emptied at the end. */
  readonly workDir: string
  /** 127.0.0.1 unless told otherwise. */
  readonly host?: string
  /** 0 takes a free port. */
  readonly apiPort: number
  readonly gatewayPort: number
  /** With a template its routes and timers are served from its source folders, else those of what is deployed. */
  template?(): Promise<TemplateApp | undefined>
  unpack(zip: Uint8Array, folder: string): Promise<void>
  readonly emit: EmitLocal
  now?(): Date
  /** Timers fire unless this is false. */
  readonly timers?: boolean
}

/** A way into the local cloud by HTTP. */
export interface LocalRoute {
  readonly method: string
  readonly path: string
  readonly url: string
  readonly functionId: string
}

/** A local cloud that runs. */
export interface LocalCloud extends Addresses {
  routes(): readonly LocalRoute[]
  /** Reads the template and what is deployed anew. */
  reload(): Promise<void>
  /** Ends every function process and leaves the data in order. */
  close(): Promise<void>
}

/** Starts a local cloud: the clouds' own APIs on one port, the functions' HTTP triggers on another. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const presence = await takePlace(options.dataDir)
  try {
    return await start(options, presence)
  } catch (error) {
    presence.leave()
    throw error
  }
}

async function start(options: LocalCloudOptions, presence: Presence): Promise<LocalCloud> {
  const { dataDir, workDir, emit } = options
  mkdirSync(workDir, { recursive: true })
  const now = (): Date => options.now?.() ?? new Date()
  const wires = await Promise.all(options.clouds.map(cloud => cloud.wire()))
  const store = openStore(join(dataDir, 'store'))
  const addresses = { apiUrl: '', gatewayUrl: '' }
  const urls = { apiUrl: () => addresses.apiUrl, gatewayUrl: () => addresses.gatewayUrl }
  const [logs, faults, requests] = [createFunctionLogs(), createFaults(), createRequestLog()]
  const watchdog = createWatchdog()
  const scratch = join(workDir, `environments-${process.pid}`)
  const code = { store, folder: join(dataDir, 'code'), unpack: options.unpack }
  const registry = createRegistry({
    ...{ wires, code, scratch, watchdog, logs, now, emit },
    bootstraps: options.bootstraps,
    searchPath: options.searchPath,
    contractOf: contracts(options.clouds),
    apiUrl: urls.apiUrl,
    ...(options.template === undefined ? {} : { template: () => templateOf(options) }),
  })
  const health = () => ({ pid: process.pid, ...addresses })
  const admin = createAdmin({ store, registry, faults, requests, logs, health })
  const plane = controlPlane({ wires, store, registry, faults, requests, logs, admin, ...urls, now, emit })
  const faces = await openFaces(options, plane, gateway({ registry, now, emit }))
  Object.assign(addresses, { apiUrl: faces.api.url, gatewayUrl: faces.gateway.url })
  const state: { served: Served } = { served: await registry.served() }
  const stops = options.timers === false ? [] : sources.map(source => source.start({ registry, emit, now }))
  presence.announce(addresses)
  emit({ type: 'listening', ...addresses })
  return {
    ...addresses,
    routes: () => routesOf(state.served, addresses.gatewayUrl),
    async reload() {
      await registry.reload()
      state.served = await registry.served()
    },
    close: once(async () => {
      for (const stop of stops) stop()
      await Promise.all([faces.api.close(), faces.gateway.close()])
      await registry.close()
      watchdog.close()
      await store.close()
      rmSync(scratch, { recursive: true, force: true })
      presence.leave()
    }),
  }
}

function once(act: () => Promise<void>): () => Promise<void> {
  let acting: Promise<void> | undefined
  return () => {
    acting ??= act()
    return acting
  }
}

/** A template that does not read leaves what was served before. */
async function templateOf({ template, emit }: LocalCloudOptions): Promise<TemplateApp | undefined> {
  try {
    return await template?.()
  } catch (error) {
    if (!(error instanceof FnxError)) throw error
    for (const diagnostic of error.diagnostics) emit({ type: 'diagnostic', diagnostic })
    return undefined
  }
}

function contracts(clouds: readonly Cloud[]): (provider: string) => Promise<Contract> {
  const known = new Map<string, Promise<Contract>>()
  return provider => {
    const found = known.get(provider)
    if (found !== undefined) return found
    const cloud = clouds.find(({ name }) => name === provider)
    if (cloud === undefined) throw new Error(`There is no cloud "${provider}". This is a bug in fnx.`)
    const loading = cloud.contract()
    known.set(provider, loading)
    return loading
  }
}

type Answer = ReturnType<typeof gateway>

async function openFaces(
  { host = '127.0.0.1', apiPort, gatewayPort }: LocalCloudOptions,
  plane: Answer,
  triggers: Answer,
): Promise<{ readonly api: Listening; readonly gateway: Listening }> {
  const api = await listen({ host, port: apiPort, purpose: "the clouds' APIs", flag: '--api-port' }, plane)
  try {
    const purpose = 'HTTP triggers'
    return { api, gateway: await listen({ host, port: gatewayPort, purpose, flag: '--port' }, triggers) }
  } catch (error) {
    await api.close()
    throw error
  }
}

function routesOf({ routes, table }: Served, gatewayUrl: string): readonly LocalRoute[] {
  return routes.map(route => {
    const { method, path, functionId, api } = route
    // where two APIs have one path, the host says which is meant
    const shared = table.at(path).some(other => other.api !== api)
    const base = shared
      ? gatewayUrl.replace(/\/\/[^:]*|\/\/\[.*\]/, `//${api.toLowerCase()}.localhost`)
      : gatewayUrl
    return { method, path, url: `${base}${path === '$default' ? '/' : path}`, functionId }
  })
}
