import type { Service } from '../../../model/provider.ts'

/** What fnx does with Route 53. */
export const service = {
  name: 'route53',
  title: 'Route 53',
  types: {
    'AWS::Route53::RecordSet': async () => (await import('./record-set.ts')).recordSet,
    'AWS::Route53::RecordSetGroup': async () => (await import('./record-set-group.ts')).recordSetGroup,
  },
  client: async () => (await import('./client.ts')).route53,
  reference: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
