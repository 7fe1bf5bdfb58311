import type { Service } from '../../../model/provider.ts'

/** What fnx does with STS. */
export const service: Service = {
  name: 'sts',
  title: 'STS',
  types: {},
  reference: 'https://api.aliyun.com/document/Sts/2015-04-01/{operation}',
  wire: async () => (await import('./wire.ts')).wire,
}
