import type { Service } from '../../../model/provider.ts'
import { source } from './source.ts'

/** What fnx does with Function Compute. */
export const service: Service = {
  name: 'fc',
  title: 'Function Compute',
  types: {
    'ALIYUN::FC3::Function': async () => (await import('./function.ts')).fn,
    'ALIYUN::FC3::Trigger': async () => (await import('./trigger.ts')).trigger,
  },
  source,
  reference: 'https://api.aliyun.com/document/FC/2023-03-30/{operation}',
  wire: async () => (await import('./wire.ts')).wire,
}
