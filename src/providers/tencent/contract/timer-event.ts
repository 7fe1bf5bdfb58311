import type { Value } from '../../../model/value.ts'

/** Gives the event of a timer as the function sees it. */
export function timerEvent(name: string, message: string, time: Date): Value {
  return { Type: 'Timer', TriggerName: name, Time: `${time.toISOString().slice(0, 19)}Z`, Message: message }
}
