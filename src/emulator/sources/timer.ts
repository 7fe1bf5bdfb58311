import { FnxError } from '../../model/diagnostic.ts'
import { readSchedule, type Schedule } from '../../model/schedule.ts'
import type { ServedTimer } from '../served.ts'
import type { Source, SourceContext } from './source.ts'

/** How often timers are looked at, in ms; the clouds' schedules know seconds at best. */
const tick = 1_000
/** Seconds that are made up for when the machine slept. */
const catchUp = 60

interface Clock {
  readonly schedules: Map<
    string,
    { readonly text: string; readonly schedule: Schedule | undefined; since: number }
  >
  /** The last second that was looked at, in ms. */
  seen: number
}

/** Fires the timers of what is served. */
export const timer: Source = {
  start(context) {
    const clock: Clock = { schedules: new Map(), seen: Math.floor(context.now().getTime() / 1_000) * 1_000 }
    const interval = setInterval(() => {
      look(context, clock).catch(error => tell(context, error))
    }, tick).unref()
    return () => clearInterval(interval)
  },
}

async function look(context: SourceContext, clock: Clock): Promise<void> {
  const now = Math.floor(context.now().getTime() / 1_000) * 1_000
  const from = Math.max(clock.seen, now - catchUp * 1_000)
  clock.seen = now
  const { timers } = await context.registry.served()
  for (const each of timers) {
    if (!each.enabled) continue
    for (const time of dueTimes(clock, each, { from, now })) fire(context, each, new Date(time))
  }
}

function dueTimes(
  clock: Clock,
  each: ServedTimer,
  { from, now }: { readonly from: number; readonly now: number },
): number[] {
  const id = `${each.key} ${each.id}`
  let known = clock.schedules.get(id)
  if (known === undefined || known.text !== each.schedule) {
    known = { text: each.schedule, schedule: readSchedule(each.schedule), since: from }
    clock.schedules.set(id, known)
  }
  const { schedule } = known
  if (schedule === undefined) return []
  if ('every' in schedule) {
    if (now - known.since < schedule.every) return []
    known.since = now - ((now - known.since) % schedule.every)
    return [now]
  }
  const due: number[] = []
  for (let second = from + 1_000; second <= now; second += 1_000)
    if (schedule.matches(new Date(second))) due.push(second)
  return due
}

function fire(context: SourceContext, each: ServedTimer, time: Date): void {
  const { registry, emit } = context
  if (each.refused) {
    emit({ type: 'refused', what: `timer ${each.id}`, functionId: each.functionId })
    return
  }
  emit({ type: 'timer', timer: each.id, functionId: each.functionId })
  registry
    .invoke(each.key, Buffer.from(JSON.stringify(each.event(time))))
    .catch(error => tell(context, error))
}

function tell({ emit }: SourceContext, error: unknown): void {
  const known = error instanceof FnxError ? error.diagnostics : []
  const message = `A timer could not fire: ${error instanceof Error ? error.message : String(error)}.`
  for (const diagnostic of known.length > 0 ? known : [{ code: 'E9099', message }])
    emit({ type: 'diagnostic', diagnostic })
}
