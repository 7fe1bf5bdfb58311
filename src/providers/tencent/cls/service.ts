import type { Service } from '../../../model/provider.ts'

/** What fnx does with CLS: it reads the logs of functions there. */
export const service: Service = {
  name: 'cls',
  title: 'CLS',
  types: {},
  wire: async () => (await import('./wire.ts')).wire,
}
