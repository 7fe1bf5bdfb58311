import type { Service } from '../../../model/provider.ts'

/** What fnx does with EC2. */
export const service = {
  name: 'ec2',
  title: 'EC2',
  types: {},
  client: async () => (await import('./client.ts')).ec2,
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
