import type { Service } from '../../../model/provider.ts'

/** What fnx does with CloudWatch Logs. */
export const service = {
  name: 'logs',
  title: 'CloudWatch Logs',
  types: {
    'AWS::Logs::LogGroup': async () => (await import('./log-group.ts')).logGroup,
  },
  client: async () => (await import('./client.ts')).logs,
  reference: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
