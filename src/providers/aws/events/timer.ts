import type { Timer } from '../../../model/stack.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { isRecord } from '../../../model/value.ts'

/** What a rule with a schedule and one of its targets make together. */
export interface TimerFacts {
  readonly name: string
  readonly rule: Properties
  readonly target: Properties
  readonly functionId: string
  readonly world: { readonly account: string; readonly region: string }
}

/** Makes the timer that a scheduled rule is for one target. */
export function timerOf({ name, rule, target, functionId, world }: TimerFacts): Timer {
  const arn = `arn:aws:events:${world.region}:${world.account}:rule/${name}`
  return {
    id: `${name}/${String(target.Id ?? 'target')}`,
    functionId,
    schedule: String(rule.ScheduleExpression),
    enabled: rule.State !== 'DISABLED',
    event: time => inputOf(target.Input) ?? scheduled(time, { source: 'aws.events', arn, ...world }),
  }
}

/** Gives what a target is sent where it says so itself. */
export function inputOf(input: Value | undefined): Value | undefined {
  if (isRecord(input)) return input
  if (typeof input !== 'string') return undefined
  try {
    return JSON.parse(input) as Value // JSON gives values
  } catch {
    return input
  }
}

/** What fired, and where. */
export interface Fired {
  readonly source: string
  readonly arn: string
  readonly account: string
  readonly region: string
}

/** Gives the event of something that fires by the clock. */
export function scheduled(time: Date, { source, arn, account, region }: Fired): Value {
  const hex = time.getTime().toString(16).padStart(12, '0')
  return {
    version: '0',
    id: `00000000-0000-4000-8000-${hex}`,
    'detail-type': 'Scheduled Event',
    source,
    account,
    time: time.toISOString().replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [arn],
    detail: {},
  }
}
