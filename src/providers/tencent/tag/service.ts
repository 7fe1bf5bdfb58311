import type { Service } from '../../../model/provider.ts'

/** What fnx does with Tag. */
export const service: Service = {
  name: 'tag',
  title: 'Tag',
  types: {},
  wire: async () => (await import('./wire.ts')).wire,
}
