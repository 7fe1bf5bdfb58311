import type { Service } from '../../../model/provider.ts'

/** What fnx does with CloudWatch Logs. */
export const service = {
  name: 'logs',
  title: 'CloudWatch Logs',
  types: {
    'AWS::Logs::LogGroup': async () => (await import('./log-group.ts')).logGroup,
    'AWS::Logs::MetricFilter': async () => (await import('./metric-filter.ts')).metricFilter,
    'AWS::Logs::SubscriptionFilter': async () =>
      (await import('./subscription-filter.ts')).subscriptionFilter,
  },
  client: async () => (await import('./client.ts')).logs,
  reference: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
