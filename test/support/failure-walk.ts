import { isRecord, type Properties, record, type Value } from '../../src/model/value.ts'
import { begun, difference, type Phase, type Print, type Stand, stand, type Tables } from './crash-walk.ts'
import { inProcess } from './in-process.ts'

/** How a walk through the failures of an update went; each outage and leak in words. */
export interface Failed {
  /** Runs in which a create or an update failed. */
  readonly points: number
  /** Ways in that were asked after each of them. */
  readonly ways: number
  readonly outages: readonly string[]
  readonly leaks: readonly string[]
}

const deploy = (template: string) => ['deploy', template, '--local', '--yes', '--stack-name', 'crash']

const update: Phase = { name: 'update', before: [deploy('before.yaml')], args: deploy('after.yaml') }

/**
 * Denies every call of an update that changes something, each in a run of its own. Where a create or an update failed by
 * it, all that was there must be there still, and answer; the run after it must leave what an undisturbed one leaves.
 */
export async function walkFailures(project: string): Promise<Failed> {
  const base = await begun(project, update)
  const { print, calls } = await undisturbed(base)
  const found: Point[] = []
  const todo = Array.from({ length: calls }, (_, index) => index + 1)
  const worker = async (): Promise<void> => {
    for (let nth = todo.shift(); nth !== undefined; nth = todo.shift())
      found.push(await failedAt(base.folder, nth, print))
  }
  await Promise.all([worker(), worker()])
  await base.remove()
  return {
    points: found.filter(({ hit }) => hit).length,
    ways: Math.max(0, ...found.map(({ ways }) => ways)),
    outages: found.flatMap(({ outages }) => outages),
    leaks: found.flatMap(({ leak }) => leak ?? []),
  }
}

interface Point {
  /** It failed a create or an update. */
  readonly hit: boolean
  readonly ways: number
  readonly outages: readonly string[]
  readonly leak?: string
}

async function undisturbed(base: Stand): Promise<{ readonly print: Print; readonly calls: number }> {
  const clean = await stand(base.folder)
  const { code, stderr } = await inProcess(update.args, clean.folder)
  if (code !== 0) throw new Error(`fnx ended with ${code}:\n${stderr}`)
  const requests = await asked<readonly { readonly mutates?: boolean }[]>(clean, 'requests')
  const print = await clean.print()
  await clean.remove()
  // Where the log does not say which calls change something, one that is never reached is a run without a fault.
  return { print, calls: requests.filter(({ mutates }) => mutates !== false).length }
}

async function failedAt(project: string, nth: number, print: Print): Promise<Point> {
  const place = await stand(project)
  try {
    const [before, ways] = [await asked<Tables>(place, 'state'), await waysInto(place)]
    await fault(place, { fault: 'denied', mutates: true, nth })
    const first = await inProcess([...update.args, '--output', 'json'], place.folder)
    const failed = failedStep(first.stdout)
    if (first.code === 0) return { hit: false, ways: ways.length, outages: [] }
    await fetch(`${place.apiUrl}/_fnx/faults`, { method: 'DELETE' })
    const hit = failed !== undefined && failed.call !== 'delete'
    const lost = hit
      ? [...missing(before, await asked<Tables>(place, 'state')), ...(await dead(place, ways))]
      : []
    const outages = lost.map(what => `call ${nth} denied (${failed?.call} ${failed?.logicalId}): ${what}`)
    const leak = await leakAfter(place, print)
    return {
      hit,
      ways: ways.length,
      outages,
      ...(leak === undefined ? {} : { leak: `call ${nth}: ${leak}` }),
    }
  } finally {
    await place.remove()
  }
}

async function leakAfter(place: Stand, print: Print): Promise<string | undefined> {
  const again = await inProcess(update.args, place.folder)
  if (again.code !== 0) return `the second run ended with ${again.code}:\n${again.stdout}${again.stderr}`
  const found = await place.print()
  if (found.cloud !== print.cloud) return `the cloud differs:\n${difference(found.cloud, print.cloud)}`
  return found.state === print.state
    ? undefined
    : `the state differs:\n${difference(found.state, print.state)}`
}

interface FailedStep {
  readonly call: string
  readonly logicalId: string
}

function failedStep(output: string): FailedStep | undefined {
  const events = output.split('\n').flatMap(line => (line === '' ? [] : [JSON.parse(line)]))
  return events.find(({ type }) => type === 'step-failed')
}

/** Lists what was in the cloud and is no more; what a member of an entry holds by key counts as well. */
function missing(before: Tables, after: Tables): readonly string[] {
  return Object.entries(before)
    .filter(([table]) => !/log|token|nonce/i.test(table))
    .flatMap(([table, entries]) =>
      Object.entries(entries).flatMap(([key, entry]) => gone(`${table} ${key}`, entry, after[table]?.[key])),
    )
}

function gone(name: string, before: Value, after: Value | undefined): readonly string[] {
  if (after === undefined) return [`${name} is gone`]
  const [statements, left] = [granted(before), new Set(granted(after))]
  return statements.filter(sid => !left.has(sid)).map(sid => `${name}: ${sid} is granted no more`)
}

/** The statements of a policy, wherever an entry keeps them. */
function granted(entry: Value): readonly string[] {
  if (!isRecord(entry)) return Array.isArray(entry) ? entry.flatMap(granted) : []
  const own = typeof entry.Sid === 'string' ? [entry.Sid] : []
  return [...own, ...Object.values(record(entry) as Properties).flatMap(granted)]
}

interface Way {
  readonly method: string
  readonly path: string
}

/** Lists the addresses that lead to functions. */
async function waysInto(place: Stand): Promise<readonly Way[]> {
  const routes = await asked<readonly { readonly method: string; readonly path: string }[]>(place, 'routes')
  return routes.map(({ method, path }) => ({ method: method === 'ANY' ? 'GET' : method, path }))
}

async function dead(place: Stand, ways: readonly Way[]): Promise<readonly string[]> {
  const answers = ways.map(async ({ method, path }) => {
    const { status } = await fetch(new URL(path, place.gatewayUrl), { method })
    return status < 400 ? [] : [`${method} ${path} answers ${status}`]
  })
  return (await Promise.all(answers)).flat()
}

async function fault(place: Stand, rule: Properties): Promise<void> {
  const { status } = await fetch(`${place.apiUrl}/_fnx/faults`, {
    method: 'POST',
    body: JSON.stringify(rule),
  })
  if (status !== 200) throw new Error('the fault is not known')
}

async function asked<T>(place: Stand, what: string): Promise<T> {
  return (await (await fetch(`${place.apiUrl}/_fnx/${what}`)).json()) as T // the shape of the inspection endpoint
}
