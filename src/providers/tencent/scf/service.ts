import type { Service } from '../../../model/provider.ts'
import { source } from './source.ts'

/** What fnx does with SCF. */
export const service: Service = {
  name: 'scf',
  title: 'SCF',
  types: {
    'TencentCloud::SCF::Function': async () => (await import('./function.ts')).scfFunction,
    'TencentCloud::SCF::Namespace': async () => (await import('./namespace.ts')).namespace,
    'TencentCloud::SCF::Trigger': async () => (await import('./trigger.ts')).trigger,
  },
  source,
  reference:
    'https://console.cloud.tencent.com/api/explorer?Product=scf&Version=2018-04-16&Action={operation}',
  wire: async () => (await import('./wire.ts')).wire,
}
