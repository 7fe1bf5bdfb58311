import type { Service } from '../../../model/provider.ts'

/** What fnx does with STS. */
export const service: Service = {
  name: 'sts',
  title: 'STS',
  types: {},
  reference:
    'https://console.cloud.tencent.com/api/explorer?Product=sts&Version=2018-08-13&Action={operation}',
  wire: async () => (await import('./wire.ts')).wire,
}
