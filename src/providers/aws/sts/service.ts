import type { Service } from '../../../model/provider.ts'

/** What fnx does with STS. */
export const service = {
  name: 'sts',
  title: 'STS',
  types: {},
  client: async () => (await import('./client.ts')).sts,
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
