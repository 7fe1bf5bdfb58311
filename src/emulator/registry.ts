import { randomUUID } from 'node:crypto'
import type { Contract, InvokeOutcome } from '../model/contract.ts'
import { FnxError } from '../model/diagnostic.ts'
import type { Wire } from '../model/operation.ts'
import type { FunctionSpec } from '../model/stack.ts'
import type { Job } from './environment.ts'
import type { FunctionLogs } from './function-logs.ts'
import { hintOf } from './hints.ts'
import { createPools, type Pools, type PoolsOptions } from './pools.ts'
import { type Scoped, type Served, servedOf, type TemplateApp } from './served.ts'
import { type Watch, watchPath } from './watch.ts'

/** What the registry is made of. */
export interface RegistryOptions extends PoolsOptions {
  readonly wires: readonly Wire[]
  contractOf(provider: string): Promise<Contract>
  readonly logs: FunctionLogs
  template?(): Promise<TemplateApp | undefined>
  /** The template is served only while nothing is deployed. */
  readonly givesWay?: boolean
}

/** Knows which functions exist here, and runs them: those of the template and those that are deployed. */
export interface Registry {
  /** Gives what is served, read anew when something has changed. */
  served(): Promise<Served>
  /** Runs the function of a key, `template/ID` or `cloud/ID`. */
  invoke(key: string, payload: Uint8Array, requestId?: string): Promise<InvokeOutcome>
  /** Says that what is deployed may have changed. */
  stale(): void
  /** Reads the template anew. */
  reload(): Promise<void>
  /** Ends every function process. */
  clear(): Promise<void>
  close(): Promise<void>
}

interface State {
  readonly options: RegistryOptions
  readonly pools: Pools
  served?: Promise<Served> | undefined
  template?: TemplateApp | undefined
  templateRead: boolean
  watches: readonly Watch[]
  /** What was spoken of: what cannot be run, and why something failed. */
  readonly told: Set<string>
}

/** Makes a registry, which reads what exists at the first question. */
export function createRegistry(options: RegistryOptions): Registry {
  const pools = createPools(options)
  const state: State = { options, pools, templateRead: false, watches: [], told: new Set() }
  return {
    served: () => served(state),
    invoke: (key, payload, requestId = randomUUID()) => invoke(state, key, { requestId, payload }),
    stale() {
      state.served = undefined
    },
    async reload() {
      state.templateRead = false
      state.served = undefined
      await served(state)
    },
    clear: () => pools.close(),
    async close() {
      for (const watch of state.watches) watch.close()
      await pools.close()
    },
  }
}

function served(state: State): Promise<Served> {
  if (state.served !== undefined) return state.served
  const reading = read(state)
  state.served = reading
  reading.then(
    ({ entries }) => state.served === reading && state.pools.keepOnly(entries),
    () => {
      if (state.served === reading) state.served = undefined
    },
  )
  return reading
}

async function read(state: State): Promise<Served> {
  const { wires, code } = state.options
  const contractOf = (provider: string): Promise<Contract> => state.options.contractOf(provider)
  const apps = wires.map(wire => ({ scope: wire.cloud, app: wire.app(code.store) }))
  const deployed = await Promise.all(
    apps
      .filter(({ app }) => app.functions.length > 0)
      .map(async each => ({ ...each, contract: await contractOf(each.scope) })),
  )
  const served = !(state.options.givesWay && deployed.length > 0)
  if (served && !state.templateRead) await readTemplate(state)
  const template = served ? state.template : undefined
  const written = template === undefined ? undefined : await scoped(template, contractOf)
  for (const { app } of written === undefined ? deployed : [written]) tellUnsupported(state, app.unsupported)
  return servedOf(deployed, written)
}

async function scoped(template: TemplateApp, contractOf: RegistryOptions['contractOf']): Promise<Scoped> {
  const { provider, ...rest } = template
  return { ...rest, scope: 'template', contract: await contractOf(provider) }
}

function tellUnsupported({ told, options }: State, unsupported: readonly string[]): void {
  for (const what of unsupported) {
    if (told.has(what)) continue
    told.add(what)
    options.emit({ type: 'unsupported', what })
  }
}

function tellHint({ told, options }: State, spec: FunctionSpec, outcome: InvokeOutcome): void {
  const diagnostic = hintOf(spec, outcome)
  if (diagnostic === undefined || told.has(diagnostic.message)) return
  told.add(diagnostic.message)
  options.emit({ type: 'diagnostic', diagnostic })
}

async function readTemplate(state: State): Promise<void> {
  state.templateRead = true
  state.template = (await state.options.template?.()) ?? state.template
  for (const watch of state.watches) watch.close()
  const watched = state.options.watch === false ? [] : (state.template?.watches ?? [])
  state.watches = watched.map(path =>
    watchPath(path, () => {
      if (!state.templateRead) return
      state.templateRead = false
      state.served = undefined
      state.options.emit({ type: 'changed', what: path })
    }),
  )
}

async function invoke(state: State, key: string, job: Job): Promise<InvokeOutcome> {
  const entry = (await served(state)).entries.get(key)
  const id = key.slice(key.indexOf('/') + 1)
  if (entry === undefined)
    throw new FnxError({
      code: 'E9007',
      message: `The local cloud has no function "${id}".`,
      hint: 'Deploy it with --local, or name a function of the template.',
    })
  const { pool, options } = await state.pools.of(entry)
  const outcome = await pool.invoke(job)
  const { emit, logs, now } = state.options
  logs.add(key, outcome.log, options.logStream, now().getTime())
  emit({ type: 'log', functionId: id, text: outcome.log })
  tellHint(state, entry.spec, outcome)
  return outcome
}
