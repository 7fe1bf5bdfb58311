import type { Service } from '../../../model/provider.ts'

/** What fnx does with the log service: it reads what functions wrote. */
export const service: Service = {
  name: 'sls',
  title: 'Log Service',
  types: {},
  reference: 'https://api.aliyun.com/document/Sls/2020-12-30/{operation}',
  wire: async () => (await import('./wire.ts')).wire,
}
