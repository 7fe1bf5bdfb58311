import { faultKinds } from '../../src/emulator/faults.ts'
import { begun, difference, type Phase, type Print, type Stand, stand, type Walked } from './crash-walk.ts'
import { type Done, inProcess } from './in-process.ts'

/** Hits every call of a phase with every fault, runs it again where it failed, and compares with an undisturbed run. */
export async function walkFaults(project: string, phase: Phase): Promise<Walked> {
  const base = await begun(project, phase)
  const { print, calls } = await undisturbed(base, phase)
  const leaks: string[] = []
  const todo = faultKinds.flatMap(fault =>
    Array.from({ length: calls }, (_, index) => ({ fault, nth: index + 1 })),
  )
  const points = todo.length
  const worker = async (): Promise<void> => {
    for (let hit = todo.shift(); hit !== undefined; hit = todo.shift()) {
      const found = await faultAt(base.folder, { phase, hit, print })
      if (found !== undefined)
        leaks.push(`${phase.name}, ${hit.fault} at call ${hit.nth} of ${calls}: ${found}`)
    }
  }
  await Promise.all([worker(), worker(), worker()])
  await base.remove()
  return { points, leaks }
}

async function undisturbed(
  base: Stand,
  { args }: Phase,
): Promise<{ readonly print: Print; readonly calls: number }> {
  const clean = await stand(base.folder)
  const { code, stderr } = await inProcess(args, clean.folder)
  if (code !== 0) throw new Error(`fnx ended with ${code}:\n${stderr}`)
  const requests = (await (await fetch(`${clean.apiUrl}/_fnx/requests`)).json()) as readonly unknown[] // the inspection endpoint
  const print = await clean.print()
  await clean.remove()
  return { print, calls: requests.length }
}

interface FaultPoint {
  readonly phase: Phase
  readonly hit: { readonly fault: string; readonly nth: number }
  readonly print: Print
}

async function faultAt(project: string, { phase, hit, print }: FaultPoint): Promise<string | undefined> {
  const place = await stand(project)
  try {
    await fetch(`${place.apiUrl}/_fnx/faults`, { method: 'POST', body: JSON.stringify({ ...hit, ms: 50 }) })
    const first = await inProcess(phase.args, place.folder)
    const again = first.code === 0 ? first : await inProcess(phase.args, place.folder)
    const wrong = wrongEnd(first, again)
    if (wrong !== undefined) return wrong
    const found = await place.print()
    if (found.cloud !== print.cloud) return `the cloud differs:\n${difference(found.cloud, print.cloud)}`
    return found.state === print.state
      ? undefined
      : `the state differs:\n${difference(found.state, print.state)}`
  } finally {
    await place.remove()
  }
}

/** A run may fail on a fault, but never by a bug of ours; the run after it must not fail at all. */
function wrongEnd(first: Done, again: Done): string | undefined {
  if (first.stderr.includes('E0099')) return `a bug:\n${first.stderr}`
  return again.code === 0
    ? undefined
    : `the second run ended with ${again.code}:\n${first.stderr}\n${again.stdout}${again.stderr}`
}
