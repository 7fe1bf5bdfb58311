import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { FnxError } from '../model/diagnostic.ts'
import type { Tree } from '../model/tree.ts'
import { type Carrying, carriedFor } from './carried.ts'
import { type CodeOptions, codeFolder, layersFolder } from './code.ts'
import { canEnclose } from './enclosure.ts'
import type { EmitLocal } from './event.ts'
import { logStream, mismatchOf, runtimeOf } from './invoke.ts'
import { createPool, type Pool, type PoolOptions } from './pool.ts'
import type { Host } from './runtimes/runtime.ts'
import type { Entry } from './served.ts'
import { type Watch, watchPath } from './watch.ts'
import type { Watchdog } from './watchdog.ts'

/** What every pool is made with. */
export interface PoolsOptions extends Host {
  readonly code: CodeOptions
  /** The folder with the bootstraps. */
  readonly bootstraps: string
  readonly scratch: string
  /** Where packages are kept that runtimes carry; none are fetched without it. */
  readonly packages?: string | undefined
  readonly watchdog: Watchdog
  /** Changes of code and templates are heeded unless this is false. */
  readonly watch?: boolean | undefined
  apiUrl(): string
  now(): Date
  readonly emit: EmitLocal
}

/** The pools of all functions, made when they are first needed. */
export interface Pools {
  /** Gives the pool of a function as it is now; environments of what it was before are not used again. */
  of(entry: Entry): Promise<Running>
  /** Ends what runs of all other functions. */
  keepOnly(entries: ReadonlyMap<string, Entry>): void
  close(): Promise<void>
}

/** A pool with what it was made of. */
export interface Running {
  readonly pool: Pool
  options: PoolOptions
  entry: Entry
  watch: Watch | undefined
  /** Set while what it runs is read anew, which later events wait for. */
  renewing?: Promise<void> | undefined
  /** The code has changed since it was read. */
  stale: boolean
}

interface State {
  readonly options: PoolsOptions
  readonly pools: Map<string, Promise<Running>>
  /** Runtimes that were spoken of. */
  readonly told: Set<string>
}

/** Most environments of one function at once. */
const width = Math.max(8, availableParallelism() * 4)

/** Makes an empty set of pools. */
export function createPools(options: PoolsOptions): Pools {
  const state: State = { options, pools: new Map(), told: new Set() }
  const { pools } = state
  return {
    of: entry => poolOf(state, entry),
    keepOnly(entries) {
      for (const [key, running] of pools) {
        if (entries.has(key)) continue
        pools.delete(key)
        running.then(end, () => {})
      }
    },
    async close() {
      const open = await Promise.allSettled(pools.values())
      pools.clear()
      await Promise.all(open.map(made => (made.status === 'fulfilled' ? end(made.value) : undefined)))
    },
  }
}

async function end({ watch, pool }: Running): Promise<void> {
  watch?.close()
  await pool.close()
}

async function poolOf(state: State, entry: Entry): Promise<Running> {
  const known = state.pools.get(entry.key)
  if (known === undefined) {
    const made = start(state, entry)
    state.pools.set(entry.key, made)
    made.catch(() => state.pools.delete(entry.key))
    return made
  }
  const running = await known
  while (running.renewing !== undefined) await running.renewing
  if (running.stale || running.entry !== entry) {
    running.renewing = refresh(state, running, entry).finally(() => {
      running.renewing = undefined
    })
    await running.renewing
  }
  return running
}

async function start(state: State, entry: Entry): Promise<Running> {
  const options = await poolOptions(state, entry)
  const running: Running = { pool: createPool(options), options, entry, watch: undefined, stale: false }
  watchCode(state, running)
  return running
}

/** What exists was read anew: only a function that differs gets fresh environments. */
async function refresh(state: State, running: Running, entry: Entry): Promise<void> {
  const same = fingerprint(entry) === fingerprint(running.entry)
  running.entry = entry
  if (same && !running.stale) return
  // Whoever changes the code from here on makes it stale again.
  running.stale = false
  const options = await poolOptions(state, entry).catch(error => keepOn(state, error))
  if (options === undefined) return
  running.options = options
  running.pool.renew(running.options)
  if (same) return
  running.watch?.close()
  watchCode(state, running)
}

/** Code that cannot be read any more is told, and what was served before stays. */
function keepOn({ options }: State, error: unknown): undefined {
  if (!(error instanceof FnxError)) throw error
  for (const diagnostic of error.diagnostics) options.emit({ type: 'diagnostic', diagnostic })
}

function fingerprint({ spec, folder }: Entry): string {
  return JSON.stringify([spec, folder])
}

function watchCode(state: State, running: Running): void {
  const { folder, spec } = running.entry
  if (folder === undefined || state.options.watch === false) return
  running.watch = watchPath(folder, () => {
    running.stale = true
    state.options.emit({ type: 'changed', what: spec.id })
  })
}

async function poolOptions(state: State, entry: Entry): Promise<PoolOptions> {
  const { options } = state
  const { key, spec, contract } = entry
  const { id, runtime } = spec
  const language = runtimeOf(contract, spec)
  const enclosed = await canEnclose(dirname(options.scratch))
  tellMismatch(state, { spec, contract }).catch(() => {})
  const tree = await treeOf(options.code, entry, enclosed)
  const command = await language.command({ id, runtime, tree }, options)
  const modules = await packagesOf(state, { contract, spec, tree, file: command.file })
  return {
    contract,
    spec,
    command,
    code: tree.folder,
    parts: tree.parts,
    layers: tree.layers,
    modules,
    bootstraps: options.bootstraps,
    enclosed,
    scratch: join(options.scratch, key.replace(/[^\w.-]/g, '_')),
    watchdog: options.watchdog,
    logStream: logStream(options.now()),
    apiUrl: options.apiUrl(),
    debugging: false,
    width: Math.min(width, Math.max(1, spec.concurrency ?? width)),
  }
}

async function packagesOf(
  { options: { packages, emit, ...host } }: State,
  carrying: Pick<Carrying, 'contract' | 'spec' | 'tree' | 'file'>,
): Promise<string | undefined> {
  if (packages === undefined) return undefined
  const tell = (what: string): void => emit({ type: 'fetching', what })
  const { modules, diagnostic } = await carriedFor({ ...carrying, host, cache: packages, tell })
  if (diagnostic !== undefined) emit({ type: 'diagnostic', diagnostic })
  return modules
}

async function treeOf(
  code: CodeOptions,
  { spec, contract, folder, stage }: Entry,
  enclosed: boolean,
): Promise<Tree> {
  if (stage !== undefined) return stage(enclosed)
  const language = contract.languageOf(spec.runtime) ?? 'node'
  const own = folder ?? (await codeFolder(code, spec, language))
  return { folder: own, parts: {}, layers: await layersFolder(code, spec) }
}

/** Says once per runtime that another version runs it. */
async function tellMismatch(
  { options, told }: State,
  { spec, contract }: Pick<Entry, 'spec' | 'contract'>,
): Promise<void> {
  if (told.has(spec.runtime)) return
  told.add(spec.runtime)
  const diagnostic = await mismatchOf(contract, spec, options)
  if (diagnostic !== undefined) options.emit({ type: 'diagnostic', diagnostic })
}
