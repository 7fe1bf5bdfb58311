import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Contract, InvokeOutcome } from '../model/contract.ts'
import { FnxError } from '../model/diagnostic.ts'
import type { Wire } from '../model/operation.ts'
import type { FunctionSpec, LocalApp, Route, Timer } from '../model/stack.ts'
import { type CodeOptions, codeFolder } from './code.ts'
import type { EmitLocal } from './event.ts'
import type { FunctionLogs } from './function-logs.ts'
import { logStream, runtimeOf } from './invoke.ts'
import { createPool, type Pool, type PoolOptions } from './pool.ts'
import { type RouteTable, routeTable } from './routes.ts'
import type { Host } from './runtimes/runtime.ts'
import { type Watch, watchPath } from './watch.ts'
import type { Watchdog } from './watchdog.ts'

/** A template, ready to run from its source folders. */
export interface TemplateApp {
  readonly provider: string
  readonly app: LocalApp
  /** The folder with the code of a function. */
  folderOf(functionId: string): string
  /** Files and folders whose change asks for the template anew: the template itself, sources that are built. */
  readonly watches?: readonly string[]
}

/** What the registry is made of. */
export interface RegistryOptions extends Host {
  readonly wires: readonly Wire[]
  contractOf(provider: string): Promise<Contract>
  readonly code: CodeOptions
  readonly scratch: string
  readonly watchdog: Watchdog
  readonly logs: FunctionLogs
  apiUrl(): string
  now(): Date
  readonly emit: EmitLocal
  template?(): Promise<TemplateApp | undefined>
}

/** A route with the key of its function. */
export type ServedRoute = Route & {
  readonly key: string
  readonly spec: FunctionSpec
  readonly cloudContract: Contract
}

/** A timer with the key of its function. */
export type ServedTimer = Timer & { readonly key: string }

/** What the gateway and the timers serve now. */
export interface Served {
  readonly routes: readonly ServedRoute[]
  readonly table: RouteTable<ServedRoute>
  readonly timers: readonly ServedTimer[]
}

/**
 * Knows which functions exist here: those of the template and those that are deployed. A key is `template/ID` or `cloud/ID`.
 */
export interface Registry {
  /** Gives what is served, read anew when something has changed. */
  served(): Promise<Served>
  invoke(key: string, payload: Uint8Array, requestId?: string): Promise<InvokeOutcome>
  /** Says that what is deployed may have changed. */
  stale(): void
  /** Reads the template anew. */
  reload(): Promise<void>
  /** Ends every function process. */
  clear(): Promise<void>
  close(): Promise<void>
}

interface Entry {
  readonly key: string
  readonly spec: FunctionSpec
  readonly contract: Contract
  /** Absent for deployed functions, whose code is unpacked when it is needed. */
  readonly folder?: string
}

interface Running {
  readonly pool: Pool
  options: PoolOptions
  fingerprint: string
  entry: Entry
  watch?: Watch | undefined
}

interface State {
  readonly options: RegistryOptions
  readonly pools: Map<string, Promise<Running>>
  readonly entries: Map<string, Entry>
  served?: Promise<Served> | undefined
  template?: TemplateApp | undefined
  templateRead: boolean
  watches: readonly Watch[]
  readonly told: Set<string>
}

/** Most environments of one function at once. */
const width = Math.max(8, availableParallelism() * 4)

/** Makes a registry, which reads what exists at the first question. */
export function createRegistry(options: RegistryOptions): Registry {
  const state: State = {
    options,
    pools: new Map(),
    entries: new Map(),
    templateRead: false,
    watches: [],
    told: new Set(),
  }
  const stale = (): void => {
    state.served = undefined
  }
  return {
    served: () => served(state),
    invoke: (key, payload, requestId = randomUUID()) => invoke(state, key, { requestId, payload }),
    stale,
    async reload() {
      state.templateRead = false
      stale()
      await served(state)
    },
    clear: () => closePools(state),
    async close() {
      for (const watch of state.watches) watch.close()
      await closePools(state)
    },
  }
}

function served(state: State): Promise<Served> {
  state.served ??= read(state).catch(error => {
    state.served = undefined
    throw error
  })
  return state.served
}

async function read(state: State): Promise<Served> {
  const { options, entries } = state
  if (!state.templateRead) await readTemplate(state)
  const { template } = state
  entries.clear()
  const deployed = await Promise.all(
    options.wires.map(wire =>
      enter(state, wire.cloud, { provider: wire.cloud, app: wire.app(options.code.store) }),
    ),
  )
  const parts = template === undefined ? deployed : [await enter(state, 'template', template)]
  closeGone(state)
  const routes = parts.flatMap(part => part.routes)
  const timers = parts.flatMap(part => part.timers)
  return { routes, timers, table: routeTable(routes) }
}

/** What was removed needs no processes any more. */
function closeGone({ pools, entries }: State): void {
  for (const [key, running] of pools) {
    if (entries.has(key)) continue
    pools.delete(key)
    running.then(end, () => {})
  }
}

async function end({ watch, pool }: Running): Promise<void> {
  watch?.close()
  await pool.close()
}

type Part = Pick<Served, 'routes' | 'timers'>

async function enter(
  state: State,
  scope: string,
  { provider, app, folderOf }: Pick<TemplateApp, 'provider' | 'app'> & Partial<TemplateApp>,
): Promise<Part> {
  if (app.functions.length === 0) return { routes: [], timers: [] }
  const contract = await state.options.contractOf(provider)
  const keyOf = (id: string): string => `${scope}/${id}`
  for (const spec of app.functions) {
    const key = keyOf(spec.id)
    const folder = folderOf?.(spec.id)
    state.entries.set(key, { key, spec, contract, ...(folder === undefined ? {} : { folder }) })
  }
  for (const what of app.unsupported)
    tellOnce(state, `${scope} ${what}`, () => state.options.emit({ type: 'unsupported', what }))
  const routes = app.routes.flatMap(route => {
    const key = keyOf(route.functionId)
    const spec = state.entries.get(key)?.spec
    return spec === undefined ? [] : [{ ...route, key, spec, cloudContract: contract }]
  })
  return { routes, timers: app.timers.map(timer => ({ ...timer, key: keyOf(timer.functionId) })) }
}

async function readTemplate(state: State): Promise<void> {
  state.templateRead = true
  state.template = (await state.options.template?.()) ?? state.template
  for (const watch of state.watches) watch.close()
  state.watches = (state.template?.watches ?? []).map(path =>
    watchPath(path, () => {
      if (!state.templateRead) return
      state.templateRead = false
      state.served = undefined
      state.options.emit({ type: 'changed', what: path })
    }),
  )
}

async function invoke(
  state: State,
  key: string,
  job: { requestId: string; payload: Uint8Array },
): Promise<InvokeOutcome> {
  if (state.served === undefined) await served(state)
  const running = await poolOf(state, key)
  const outcome = await running.pool.invoke(job)
  const { emit, logs, now } = state.options
  logs.add(key, outcome.log, running.options.logStream, now().getTime())
  emit({ type: 'log', functionId: key.slice(key.indexOf('/') + 1), text: outcome.log })
  return outcome
}

async function poolOf(state: State, key: string): Promise<Running> {
  const entry = state.entries.get(key)
  if (entry === undefined)
    throw new FnxError({
      code: 'E9007',
      message: `The local cloud has no function "${key.slice(key.indexOf('/') + 1)}".`,
      hint: 'Deploy it with --local, or name a function of the template.',
    })
  const known = state.pools.get(key)
  if (known === undefined) {
    const made = start(state, entry)
    state.pools.set(key, made)
    made.catch(() => state.pools.delete(key))
    return made
  }
  const running = await known
  if (running.entry !== entry) await refresh(state, running, entry)
  return running
}

async function start(state: State, entry: Entry): Promise<Running> {
  const options = await poolOptions(state, entry)
  const running: Running = { pool: createPool(options), options, entry, fingerprint: fingerprint(entry) }
  watchCode(state, running)
  return running
}

/** What is deployed was read anew: only a function that differs gets fresh environments. */
async function refresh(state: State, running: Running, entry: Entry): Promise<void> {
  const print = fingerprint(entry)
  if (print !== running.fingerprint) {
    running.options = await poolOptions(state, entry)
    running.fingerprint = print
    running.pool.renew(running.options)
    running.watch?.close()
    running.entry = entry
    watchCode(state, running)
  }
  running.entry = entry
}

function watchCode(state: State, running: Running): void {
  const { folder, key } = running.entry
  if (folder === undefined) return
  running.watch = watchPath(folder, () => {
    running.pool.renew(running.options)
    state.options.emit({ type: 'changed', what: key.slice(key.indexOf('/') + 1) })
  })
}

function fingerprint({ spec, folder }: Entry): string {
  return JSON.stringify([spec, folder])
}

async function poolOptions(state: State, { key, spec, contract, folder }: Entry): Promise<PoolOptions> {
  const { options } = state
  const runtime = runtimeOf(contract, spec)
  const command = await runtime.command(options)
  const language = contract.languageOf(spec.runtime) ?? 'node'
  tellOnce(state, spec.runtime, () => tellMismatch(state, spec))
  return {
    contract,
    spec,
    command,
    code: folder ?? (await codeFolder(options.code, spec, language)),
    scratch: join(options.scratch, key.replace(/[^\w.-]/g, '_')),
    watchdog: options.watchdog,
    logStream: logStream(options.now()),
    apiUrl: options.apiUrl(),
    debugging: false,
    width: Math.min(width, Math.max(1, spec.concurrency ?? width)),
  }
}

function tellMismatch(state: State, spec: FunctionSpec): void {
  const { options } = state
  const tell = async (): Promise<void> => {
    const contract = await options.contractOf(spec.provider)
    const found = await runtimeOf(contract, spec).mismatch(spec.runtime, options)
    if (found === undefined) return
    const message = `Functions of the runtime "${spec.runtime}" run on version ${found.has} here.`
    const hint = 'Use language features of both versions only, or install the version of the cloud.'
    options.emit({ type: 'diagnostic', diagnostic: { code: 'W9001', message, hint } })
  }
  tell().catch(() => {})
}

function tellOnce({ told }: State, what: string, tell: () => void): void {
  if (told.has(what)) return
  told.add(what)
  tell()
}

async function closePools(state: State): Promise<void> {
  const open = await Promise.allSettled(state.pools.values())
  state.pools.clear()
  await Promise.all(open.map(result => (result.status === 'fulfilled' ? end(result.value) : undefined)))
}
