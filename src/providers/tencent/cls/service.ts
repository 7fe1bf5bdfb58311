import type { Service } from '../../../model/provider.ts'

/** What fnx does with CLS: it reads the logs of functions there. */
export const service: Service = {
  name: 'cls',
  title: 'CLS',
  types: {},
  reference:
    'https://console.cloud.tencent.com/api/explorer?Product=cls&Version=2020-10-16&Action={operation}',
  wire: async () => (await import('./wire.ts')).wire,
}
