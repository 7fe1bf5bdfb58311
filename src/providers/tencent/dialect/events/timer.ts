import type { Value } from '../../../../model/value.ts'
import { type EventType, enabled, given, triggerName } from './event-type.ts'

/** Timer: a cron of seven fields, and a message for the function. */
export const timer: EventType = {
  words: ['Timer', 'timer'],
  expand({ name, properties }) {
    const { CronExpression, Cron, Message } = properties
    return {
      properties: {
        TriggerName: triggerName(name),
        Type: 'timer',
        TriggerDesc: sevenFields(CronExpression ?? Cron ?? ''),
        ...enabled(properties),
        ...(Message === undefined || Message === null ? {} : { CustomArgument: Message }),
        ...given(properties, ['Qualifier']),
      },
    }
  },
}

/** Gives a cron of seven fields, second to year, from one of five, minute to weekday: `0` before it and `*` after. */
function sevenFields(cron: Value): Value {
  if (typeof cron !== 'string') return cron
  const fields = cron.trim().split(/\s+/)
  return fields.length === 5 ? ['0', ...fields, '*'].join(' ') : fields.join(' ')
}
