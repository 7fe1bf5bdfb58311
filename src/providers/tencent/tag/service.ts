import type { Service } from '../../../model/provider.ts'

/** What fnx does with Tag. */
export const service: Service = {
  name: 'tag',
  title: 'Tag',
  types: {},
  reference:
    'https://console.cloud.tencent.com/api/explorer?Product=tag&Version=2018-08-13&Action={operation}',
  wire: async () => (await import('./wire.ts')).wire,
}
