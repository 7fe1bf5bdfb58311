import type { Service } from '../../../model/provider.ts'

/** What fnx does with EC2. */
export const service = {
  name: 'ec2',
  title: 'EC2',
  types: {},
  client: async () => (await import('./client.ts')).ec2,
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
