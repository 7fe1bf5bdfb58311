import type { Service } from '../../../model/provider.ts'

/** What fnx does with STS. */
export const service = {
  name: 'sts',
  title: 'STS',
  types: {},
  client: async () => (await import('./client.ts')).sts,
  reference: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
