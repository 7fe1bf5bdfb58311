import type { TriggerType } from './trigger.ts'
import { given } from './trigger.ts'

/** The timer trigger: `@every 4m`, or a cron expression of six fields in UTC. */
export const timer: TriggerType = {
  events: ['Timer'],
  triggerType: 'timer',
  required: ['CronExpression'],
  optional: ['Enable', 'Payload', 'Qualifier', 'InvocationRole'],
  config(event) {
    return given({
      cronExpression: event.CronExpression,
      enable: event.Enable ?? true,
      payload: event.Payload,
    })
  },
}
