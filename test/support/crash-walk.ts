import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unpack } from '../../src/artifact/unpack.ts'
import { startLocalCloud } from '../../src/emulator/emulator.ts'
import { isList, isRecord, type Properties, type Value } from '../../src/model/value.ts'
import { clouds } from '../../src/providers/index.ts'
import { readState } from '../../src/state/read-state.ts'
import { typeTables } from '../../src/template/schema/type-tables.ts'
import { type Ended, fnx, root } from './fnx.ts'

/** One thing that a run does, from one state of a project: what is walked through, crash by crash. */
export interface Phase {
  readonly name: string
  /** Runs that bring about the state that it begins with. */
  readonly before: readonly (readonly string[])[]
  readonly args: readonly string[]
}

const deploy = ['deploy', '--local', '--yes', '--stack-name', 'crash']

/** A first deploy, an update that replaces a resource, and a removal. */
export const phases: readonly Phase[] = [
  { name: 'deploy', before: [], args: deploy },
  { name: 'replace', before: [deploy], args: [...deploy, '--parameter-overrides', 'Generation=2'] },
  { name: 'remove', before: [deploy], args: ['remove', '--local', '--yes', '--stack-name', 'crash'] },
]

/** How a walk went. */
export interface Walked {
  readonly points: number
  /** Crash points after which the next run ended otherwise than an undisturbed one, in words. */
  readonly leaks: readonly string[]
}

/** A project in a folder of its own, with a local cloud that outlives the runs of fnx. */
export interface Stand {
  readonly folder: string
  readonly apiUrl: string
  readonly gatewayUrl: string
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended>
  /** What the cloud holds and the state says, with what is random or of the clock masked. */
  print(): Promise<Print>
  /** Ends the local cloud; the folder stays. */
  stop(): Promise<void>
  /** Ends it and removes the folder. */
  remove(): Promise<void>
}

export interface Print {
  readonly cloud: string
  readonly state: string
}

/** What counts the boundaries of a run. */
export const preload: readonly string[] = ['--import', join(import.meta.dirname, 'crash.mjs')]

/** A way to go wrong at a point of a run. */
interface Harm {
  /** What counts the points, and goes wrong at the one that the variable names. */
  readonly preload: readonly string[]
  readonly variable: string
  readonly words: string
  /** Tells whether a run may end so. */
  isExpected(run: Ended): boolean
}

const kill: Harm = {
  preload,
  variable: 'FNX_CRASH_AT',
  words: 'killed',
  isExpected: ({ signal, code }) => signal === 'SIGKILL' || code === 0,
}

/** What a run can do without, such as a cache, may be missing at its end. */
const fullDisk: Harm = {
  preload: ['--import', join(import.meta.dirname, 'full-disk.mjs')],
  variable: 'FNX_FULL_AT',
  words: 'the disk full',
  isExpected: ({ code, stdout, stderr }) =>
    code === 0 || (/disk\s+is\s+full/.test(stdout + stderr) && !/bug\s+in\s+fnx/.test(stderr)),
}

/** Opens a copy of a project. */
export async function stand(project: string, node: readonly string[] = preload): Promise<Stand> {
  const folder = join(mkdtempSync(join(tmpdir(), 'fnx-crash-')), 'app')
  cpSync(project, folder, { recursive: true })
  const local = await startLocalCloud({
    clouds,
    tables: cloud => typeTables(root, cloud),
    dataDir: join(folder, '.fnx', 'local'),
    workDir: join(folder, '.fnx', 'local', 'work'),
    apiPort: 0,
    gatewayPort: 0,
    unpack,
    bootstraps: join(root, 'dist', 'bootstraps'),
    searchPath: process.env.PATH ?? '',
    emit: () => undefined,
    timers: false,
    advertised: 'http://127.0.0.1:3000',
  })
  return {
    folder,
    apiUrl: local.apiUrl,
    gatewayUrl: local.gatewayUrl,
    run: (args, env = {}) => fnx(args, { cwd: folder, env, node, limit: 120_000 }),
    print: async () => printOf(await cloudOf(local.apiUrl), await stateOf(folder)),
    stop: () => local.close(),
    remove: async () => {
      await local.close().catch(() => undefined)
      rmSync(join(folder, '..'), { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/** What the local cloud holds, by table and key. */
export type Tables = Readonly<Record<string, Properties>>

/** What a stack can leave behind; logs and invocations are not of it. */
async function cloudOf(apiUrl: string): Promise<readonly Value[]> {
  const tables = (await (await fetch(`${apiUrl}/_fnx/state`)).json()) as Tables // the shape of the inspection endpoint
  return Object.entries(tables)
    .filter(([table]) => !/log|token|nonce|requests/i.test(table))
    .flatMap(([table, entries]) => Object.entries(entries).map(([key, entry]) => [table, key, entry]))
}

/** What the state says, its journal included. */
async function stateOf(folder: string): Promise<readonly Value[]> {
  const states = clouds.map(({ name }) =>
    readState(join(folder, '.fnx', 'state', `${name}.local`, 'dev', 'crash'), {
      stack: 'crash',
      stage: 'dev',
      target: 'local',
      provider: name,
    }),
  )
  const [state] = (await Promise.all(states)).filter(found => found !== undefined)
  return [...Object.values(state?.resources ?? {}), ...(state?.deposed ?? [])].map(resource =>
    JSON.parse(JSON.stringify(resource)),
  )
}

/** Random and dated parts differ from run to run: instances, times, checksums, ids, and words with digits in them. */
function printOf(cloud: readonly Value[], state: readonly Value[]): Print {
  const all = JSON.stringify([cloud, state])
  const found = all.matchAll(/(?:fnx(?::instance)?\W{1,5}(?:Value\W{1,5})?|"instance":")([a-z0-9]{8})\b/g)
  const drawn = new RegExp(
    `\\b(?:${[...new Set(['never', ...[...found].map(([, word]) => word)])].join('|')})\\b`,
    'g',
  )
  const print = (values: readonly Value[]): string =>
    values
      .map(value => masked(value, drawn))
      .sort()
      .join('\n')
  return { cloud: print(cloud), state: print(state) }
}

/** Lists are sorted, for their order is that of calls that ran at once. */
function masked(value: Value, drawn: RegExp): string {
  if (isList(value))
    return `[${value
      .map(item => masked(item, drawn))
      .sort()
      .join(',')}]`
  if (isRecord(value)) {
    const entries = Object.entries(value).filter(([key]) => !dated.test(key))
    return `{${entries
      .map(([key, inner]) => `${mask(key, drawn)}:${masked(inner, drawn)}`)
      .sort()
      .join(',')}}`
  }
  return mask(JSON.stringify(value), drawn)
}

const dated =
  /^(?:since|instance|pending|created|revision|revisionId|readyAt|updatedAt|updatedUntil|\w*(?:Date|Time|Modified|time|[cC]hecksum|RevisionId))$/

function mask(text: string, drawn: RegExp): string {
  return text
    .replace(drawn, '#')
    .replace(/\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z|\+\d\d:?\d\d)?/g, 'T')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'U')
    .replace(/\b(?:(?=[A-Za-z]*\d)[A-Za-z0-9]{8,}|[a-z0-9]{10})\b/g, '#')
}

/** Makes a project in the state that a phase begins with, at rest. */
export async function begun(project: string, { before }: Phase): Promise<Stand> {
  const base = await stand(project)
  for (const args of before) succeeded(await base.run(args))
  await base.stop()
  return base
}

/** Runs a phase to its end and gives what comes of it, and how many boundaries it has. */
async function undisturbed(
  base: Stand,
  { args }: Phase,
  node: readonly string[],
): Promise<{ readonly print: Print; readonly points: number }> {
  const clean = await stand(base.folder, node)
  const log = join(clean.folder, '..', 'boundaries')
  succeeded(await clean.run(args, { FNX_CRASH_LOG: log }))
  const points = readFileSync(log, 'utf8').trim().split('\n').length
  const print = await clean.print()
  await clean.remove()
  return { print, points }
}

function succeeded({ code, stdout, stderr }: Ended): void {
  if (code !== 0) throw new Error(`fnx ended with ${code}:\n${stdout}\n${stderr}`)
}

/** Kills a phase at every boundary, runs it again, and compares with an undisturbed run. */
export function walkCrashes(project: string, phase: Phase): Promise<Walked> {
  return walkHarm(project, phase, kill)
}

/** Lets the disk get full at every write of a phase, runs it again with room, and compares in the same way. */
export function walkFullDisks(project: string, phase: Phase): Promise<Walked> {
  return walkHarm(project, phase, fullDisk)
}

async function walkHarm(project: string, phase: Phase, harm: Harm): Promise<Walked> {
  const base = await begun(project, phase)
  const { print, points } = await undisturbed(base, phase, harm.preload)
  const leaks: string[] = []
  const todo = Array.from({ length: points }, (_, index) => index + 1)
  const worker = async (): Promise<void> => {
    for (let at = todo.shift(); at !== undefined; at = todo.shift()) {
      const found = await crashAt(base.folder, { phase, at, print, harm })
      if (found !== undefined) leaks.push(`${phase.name}, ${harm.words} at ${at} of ${points}: ${found}`)
    }
  }
  await Promise.all([worker(), worker()])
  await base.remove()
  return { points, leaks }
}

interface CrashPoint {
  readonly phase: Phase
  readonly at: number
  readonly print: Print
  readonly harm: Harm
}

/** Gives what is wrong after a crash and a second run, or nothing. */
async function crashAt(project: string, { phase, at, print, harm }: CrashPoint): Promise<string | undefined> {
  const place = await stand(project, harm.preload)
  try {
    const harmed = await place.run(phase.args, { [harm.variable]: String(at) })
    if (!harm.isExpected(harmed))
      return `ended with ${harmed.code} by itself:\n${harmed.stdout}${harmed.stderr}`
    const again = await place.run(phase.args)
    if (again.code !== 0) return `the second run ended with ${again.code}:\n${again.stdout}${again.stderr}`
    const found = await place.print()
    if (found.cloud !== print.cloud) return `the cloud differs:\n${difference(found.cloud, print.cloud)}`
    if (found.state !== print.state) return `the state differs:\n${difference(found.state, print.state)}`
    return phase.name === 'remove' ? undefined : await leftBy(place)
  } finally {
    await place.remove()
  }
}

/** The lines that only one of two prints has. */
export function difference(found: string, wanted: string): string {
  const [left, right] = [found.split('\n'), wanted.split('\n')]
  const more = left.filter(line => !right.includes(line)).map(line => `+ ${line}`)
  const less = right.filter(line => !left.includes(line)).map(line => `- ${line}`)
  return [...more, ...less].join('\n')
}

/** Removes the stack and gives what is left of it. */
export async function leftBy(place: Stand): Promise<string | undefined> {
  const removed = await place.run(['remove', '--local', '--yes', '--stack-name', 'crash'])
  if (removed.code !== 0) return `the removal ended with ${removed.code}:\n${removed.stdout}${removed.stderr}`
  const { cloud, state } = await place.print()
  return cloud === '' && state === '' ? undefined : `left over: ${cloud}${state}`
}
