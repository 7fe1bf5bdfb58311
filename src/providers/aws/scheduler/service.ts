import type { Service } from '../../../model/provider.ts'
import { source } from './source.ts'

/** What fnx does with EventBridge Scheduler. */
export const service = {
  name: 'scheduler',
  title: 'EventBridge Scheduler',
  types: {
    'AWS::Scheduler::Schedule': async () => (await import('./schedule.ts')).schedule,
    'AWS::Scheduler::ScheduleGroup': async () => (await import('./schedule-group.ts')).scheduleGroup,
  },
  source,
  client: async () => (await import('./client.ts')).scheduler,
  reference: 'https://docs.aws.amazon.com/scheduler/latest/APIReference/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
