import type { Rule } from '../../../../model/dialect.ts'
import { callOf, record, type Value } from '../../../../model/value.ts'

const timers = ['Schedule', 'EventBridgeRule', 'CloudWatchEvent']

/** Warns of switches of schedules and rules that SAM takes for on, whatever they say. */
export const timerSwitch: Rule = {
  code: 'W4231',
  title: 'Switch that SAM takes for on',
  why: 'SAM decides by Enabled itself, before any function is carried out: what is not false is on, a call too.',
  *check({ resources }) {
    for (const { logicalId, body, path } of resources)
      for (const [name, event] of Object.entries(record(record(body.Properties).Events))) {
        const { Type, Properties } = record(event)
        const what = timers.includes(String(Type)) ? oddSwitch(record(Properties).Enabled) : undefined
        if (what !== undefined)
          yield {
            path: [...path, 'Properties', 'Events', name, 'Properties', 'Enabled'],
            part: 'key',
            message: `Enabled of event ${name} of ${logicalId} is ${what}, which SAM takes for true.`,
            hint: 'Write State in its place, which takes ENABLED, DISABLED and calls: State: !If [IsOn, ENABLED, DISABLED].',
          }
      }
  },
}

/** A text is refused by the transform itself. */
function oddSwitch(value: Value | undefined): string | undefined {
  const call = callOf(value)
  return call === undefined ? undefined : `a call of ${call.name}`
}
