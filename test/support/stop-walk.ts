import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  begun,
  difference,
  leftBy,
  type Phase,
  type Print,
  preload,
  type Stand,
  stand,
  type Walked,
} from './crash-walk.ts'
import { begin, fnx } from './fnx.ts'

const limit = 300_000

/**
 * Stops a phase right before calls that change something, after it has asked whether it may send them; lets another run
 * take its lock and come to its end; lets it go on; and runs once more. At most so many points, spread over the phase.
 */
export async function walkStops(project: string, phase: Phase, most: number): Promise<Walked> {
  const base = await begun(project, phase)
  const { print, calls } = await undisturbed(base, phase)
  const step = Math.max(1, Math.ceil(calls.length / most))
  const todo = calls.filter((_, index) => index % step === 0)
  const points = todo.length
  const leaks: string[] = []
  for (const at of todo) {
    const found = await stopAt(base.folder, { phase, at, print })
    if (found !== undefined) leaks.push(`${phase.name}, stopped at ${at}: ${found}`)
  }
  await base.remove()
  return { points, leaks }
}

/** Runs a phase to its end and gives what comes of it, and the boundaries right before calls. */
async function undisturbed(base: Stand, { args }: Phase) {
  const clean = await stand(base.folder)
  const log = join(clean.folder, '..', 'boundaries')
  const { code, stderr } = await clean.run(args, { FNX_CRASH_LOG: log })
  if (code !== 0) throw new Error(`fnx ended with ${code}:\n${stderr}`)
  const lines = readFileSync(log, 'utf8').trim().split('\n')
  const calls = lines.flatMap((line, index) => (/^\d+ before [A-Z]+ /.test(line) ? [index + 1] : []))
  const print = await clean.print()
  await clean.remove()
  return { print, calls }
}

interface StopPoint {
  readonly phase: Phase
  readonly at: number
  readonly print: Print
}

/** Gives what is wrong after all have ended, or nothing. */
async function stopAt(project: string, { phase, at, print }: StopPoint): Promise<string | undefined> {
  const place = await stand(project)
  const mark = join(place.folder, '..', 'stopped')
  const env = { FNX_STOP_AT: String(at), FNX_STOP_MARK: mark }
  const first = begin(phase.args, { cwd: place.folder, env, node: preload, limit })
  try {
    const alone = await Promise.race([first.ended, appears(mark)])
    if (alone !== undefined) return `ended with ${alone.code} by itself:\n${alone.stderr}`
    await fnx(['unlock', '--local', '--yes', '--stack-name', 'crash'], { cwd: place.folder, limit })
    const second = await place.run(phase.args)
    first.send('SIGCONT')
    const woken = await first.ended
    if (woken.stderr.includes('E0099')) return `a bug:\n${woken.stderr}`
    const third = await place.run(phase.args)
    for (const [name, { code, stdout, stderr }] of Object.entries({ second, third }))
      if (code !== 0)
        return `the ${name} run ended with ${code}:\n${stdout}${stderr}\nwoken:\n${woken.stderr}`
    const found = await place.print()
    if (found.cloud !== print.cloud) return `the cloud differs:\n${difference(found.cloud, print.cloud)}`
    if (found.state !== print.state) return `the state differs:\n${difference(found.state, print.state)}`
    return phase.name === 'remove' ? undefined : await leftBy(place)
  } finally {
    first.send('SIGKILL')
    await place.remove()
  }
}

async function appears(file: string): Promise<undefined> {
  while (!existsSync(file)) await sleep(20)
  return undefined
}
