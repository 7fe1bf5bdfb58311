import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type Checked, type Diagnostic, FnxError, failed } from '../model/diagnostic.ts'
import type { Emit } from '../model/event.ts'
import { choose } from './choose.ts'
import { findBuild, keepBuild, sweep } from './kept-builds.ts'
import type { Builder, Job, Method, Place, Ran } from './method.ts'
import { methods } from './methods/index.ts'
import { unreached } from './network.ts'
import { installedIn, packagesIn } from './packages.ts'
import { namesIn, repositoryOf } from './repository.ts'
import { addSources, copyTo, hashOf, slashed, sourcesIn } from './sources.ts'
import { findTool, type Machine, missingTool, runTool } from './tool.ts'
import type { Unit } from './unit.ts'

/** What builds need beside what is built. */
export interface Building extends Machine {
  /** The template's folder. */
  readonly folder: string
  /** Where what is built is kept. */
  readonly store: string
  /** Makes the test of what is left out of the code in a folder. */
  ignored(folder: string): (path: string, folder: boolean) => boolean
  readonly emit?: Emit
  /** Build nothing: take what was built before of the same sources, else the code as it lies. */
  readonly off?: boolean
}

/** Code that was built. */
export interface Built {
  readonly id: string
  readonly method: string
  /** Where it lies. */
  readonly folder: string
  /** Packages that runs on this machine find beside it. */
  readonly aside?: string
  /** Nothing had changed since it was built. */
  readonly unchanged: boolean
}

/**
 * Builds what is to be built of some units, several at once, and gives what was built by unit; units whose code lies
 * ready are not among them. There is no value when any build failed, and the findings of all.
 */
export async function buildAll(
  units: readonly Unit[],
  building: Building,
): Promise<Checked<ReadonlyMap<string, Built>>> {
  const found = new Map<string, Built>()
  const diagnostics: Diagnostic[] = []
  const waiting = [...units]
  const shared = new Map<string, Promise<Made | undefined>>()
  const work = async (): Promise<void> => {
    for (let unit = waiting.shift(); unit !== undefined; unit = waiting.shift()) {
      const key = keyOf(unit)
      const known = shared.get(key)
      const making = known ?? buildOne(unit, building)
      shared.set(key, making)
      try {
        const made = await making
        if (made === undefined) continue
        found.set(unit.id, { ...made, id: unit.id })
        if (known === undefined) diagnostics.push(...made.findings)
      } catch (error) {
        if (!(error instanceof FnxError)) throw error
        if (known === undefined) diagnostics.push(...error.diagnostics)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work))
  return failed(diagnostics) ? { diagnostics } : { value: found, diagnostics }
}

/** Units with one key have one build; a makefile has a target for each. */
function keyOf({ id, metadata, kind, handler, ...rest }: Unit): string {
  const { NODE_OPTIONS = '' } = rest.environment
  const named =
    metadata.BuildMethod === 'makefile' ? id : handlerMatters(rest.runtime, metadata) ? handler : ''
  return JSON.stringify([kind, named, metadata, { ...rest, environment: NODE_OPTIONS }])
}

function handlerMatters(runtime: string, { BuildMethod }: Unit['metadata']): boolean {
  return BuildMethod !== undefined || /^(go1|provided|custom)/i.test(runtime)
}

interface Made extends Built {
  readonly findings: readonly Diagnostic[]
}

async function buildOne(unit: Unit, building: Building): Promise<Made | undefined> {
  const { method, finding } = choose(unit, namesIn(unit.folder), methods)
  if (finding !== undefined) throw new FnxError(finding)
  if (method === undefined) return undefined
  const builder = await method.load()
  const repository = repositoryOf(unit.folder, building.folder)
  const alone = { unit, repository, root: unit.folder }
  const place = { ...alone, root: builder.root?.(alone) ?? unit.folder }
  const missing = builder.missing?.(place)
  if (unit.kind === 'function' && missing?.length === 0 && builder.tidies?.(place) !== true) return undefined
  const store = join(building.store, nameOf(unit))
  const key = fingerprint(place, method, builder)
  const kept = findBuild(store, key)
  if (kept !== undefined) return { ...kept, id: unit.id, method: method.name, unchanged: true }
  if (building.off === true) throw new FnxError(notBuilt(unit, missing))
  return make({ place, method, builder, store, key, building })
}

function notBuilt({ id, folder }: Unit, missing: readonly string[] = []): Diagnostic {
  const [what, more] = [missing.slice(0, 3).join(', '), missing.length - 3]
  const named = more > 0 ? `${what} and ${more} more` : what
  return {
    code: 'W8007',
    message:
      missing.length === 0
        ? `${id} is taken as it lies in ${folder}, for its build is off.`
        : `${id} needs ${named}, which ${missing.length === 1 ? 'is' : 'are'} not installed beside its code in ${folder}.`,
    hint: 'Leave out --no-build, or install them before.',
  }
}

/** Names that systems without capital letters, or with reserved ones, would confuse get a mark of their own. */
function nameOf(unit: Unit): string {
  return `${unit.id.replaceAll(/[^\w-]/g, '_').slice(0, 40)}-${hashOf(keyOf(unit)).slice(0, 8)}`
}

/** Another version of this wing builds anew. */
const format = '1'

function fingerprint(place: Place, { name, derived = [] }: Method, { inputs }: Builder): string {
  const { unit, root, repository } = place
  const hash = createHash('sha256').update(`${format} ${name} ${keyOf(unit)} ${slashed(root, unit.folder)}\0`)
  addSources(hash, sourcesIn({ root, repository, derived }))
  for (const input of inputs?.(place) ?? []) hash.update(`${input}\0`)
  return hash.digest('hex').slice(0, 24)
}

type Three = [string, string, string]

interface Making {
  readonly place: Place
  readonly method: Method
  readonly builder: Builder
  readonly store: string
  readonly key: string
  readonly building: Building
}

async function make(making: Making): Promise<Made> {
  const { place, method, builder, store, key, building } = making
  const { unit } = place
  const { emit } = building
  const began = Date.now()
  const partial = join(store, `${key}.${process.pid}.partial`)
  const findings: Diagnostic[] = []
  const read: string[] = []
  const used: string[] = []
  emit?.({ type: 'build-started', unit: unit.id, method: method.name })
  sweep(packagesIn(building.store))
  try {
    const [out, scratch, aside] = ['out', 'scratch', 'aside'].map(name => join(partial, name)) as Three
    const top = unit.kind === 'layer' ? join(out, method.layerFolder ?? '') : out
    for (const folder of [top, scratch]) mkdirSync(folder, { recursive: true })
    await builder.build(jobOf(making, { out: top, scratch, aside, findings, read, used }))
    const { folder, ...besides } = keepBuild(store, key, { out, aside, findings, read })
    const told = used.length === 0 ? {} : { used: used.join(', ') }
    emit?.({ type: 'build-done', unit: unit.id, method: method.name, ...told, duration: Date.now() - began })
    return { id: unit.id, method: method.name, folder, ...besides, unchanged: false, findings }
  } catch (error) {
    emit?.({ type: 'build-failed', unit: unit.id, method: method.name, output: outputOf(error) })
    throw error
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}

interface Run {
  readonly out: string
  readonly scratch: string
  readonly aside: string
  readonly findings: Diagnostic[]
  readonly read: string[]
  readonly used: string[]
}

function jobOf({ place, method, store, building }: Making, run: Run): Job {
  const { unit, root, repository } = place
  const { derived = [] } = method
  const codeIn = (folder: string): string => join(folder, slashed(root, unit.folder))
  const tool = (name: string): string => {
    const file = name.includes('/') ? name : findTool(building, name)
    if (file === undefined) throw new FnxError(missingTool(unit.id, name, building))
    return file
  }
  const job: Job = {
    ...place,
    folder: building.folder,
    ...run,
    kept: join(store, 'kept'),
    report: finding => run.findings.push(finding),
    uses: what => run.used.push(what),
    reads: file => run.read.push(file),
    copy() {
      const to = join(run.scratch, 'project')
      copyTo(to, sourcesIn({ root, repository, derived }))
      mkdirSync(codeIn(to), { recursive: true })
      return codeIn(to)
    },
    place(folder) {
      const ignored = building.ignored(unit.folder)
      copyTo(folder, sourcesIn({ root: unit.folder, repository, derived, ignored }))
    },
    installed: (key, fill) => installedIn(building.store, [format, ...key], fill),
    async run(name, args, options) {
      const ran = await job.tried(name, args, options)
      if (ran.code !== 0) job.fail(`${name} ${args.slice(0, 2).join(' ')}`, ran)
    },
    tried: (name, args, options) => runTool(building, tool(name), args, options),
    has: name => findTool(building, name) !== undefined,
    fail: (what, ran) => {
      throw new BuildError(unit.id, what, ran)
    },
  }
  return job
}

/** A tool that failed, with what it wrote. */
class BuildError extends FnxError {
  readonly output: string

  constructor(id: string, what: string, { code, output }: Ran) {
    const server = unreached(output)
    super(
      server === undefined
        ? {
            code: 'E8012',
            message: `${id} is not built: ${what} ended with ${code}.`,
            hint: 'Fix what its output above says.',
          }
        : {
            code: 'E8017',
            message: `${id} is not built: ${what} did not reach ${server === '' ? 'its registry' : server}.`,
            hint: 'Once there is a network, run: fnx build',
          },
    )
    this.output = output
  }
}

function outputOf(error: unknown): string {
  return error instanceof BuildError ? error.output : ''
}
