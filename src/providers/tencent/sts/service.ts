import type { Service } from '../../../model/provider.ts'

/** What fnx does with STS. */
export const service: Service = {
  name: 'sts',
  title: 'STS',
  types: {},
  wire: async () => (await import('./wire.ts')).wire,
}
