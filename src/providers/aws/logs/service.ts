import type { Service } from '../../../model/provider.ts'

/** What fnx does with CloudWatch Logs. */
export const service = {
  name: 'logs',
  title: 'CloudWatch Logs',
  types: {
    'AWS::Logs::LogGroup': async () => (await import('./log-group.ts')).logGroup,
  },
  client: async () => (await import('./client.ts')).logs,
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
