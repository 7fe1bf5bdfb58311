import type { TriggerType } from './trigger.ts'

/** RDS events, which FC 2.0 took and FC 3.0 does not. */
export const rds: TriggerType = {
  events: ['RDS'],
  required: [],
  optional: [
    'InstanceId',
    'SubscriptionObjects',
    'Retry',
    'Concurrency',
    'EventFormat',
    'Qualifier',
    'InvocationRole',
  ],
  config: () => ({}),
}

/** Datahub events, which FC 2.0 took and FC 3.0 does not. */
export const datahub: TriggerType = {
  events: ['Datahub'],
  required: [],
  optional: ['Topic', 'StartingPosition', 'BatchSize', 'Qualifier', 'InvocationRole'],
  config: () => ({}),
}
