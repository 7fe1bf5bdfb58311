import type { Service } from '../../../model/provider.ts'

/** What fnx does with the log service: it reads what functions wrote. */
export const service: Service = {
  name: 'sls',
  title: 'Log Service',
  types: {},
  wire: async () => (await import('./wire.ts')).wire,
}
