import type { Service } from '../../../model/provider.ts'

/** What fnx does with CAM. */
export const service: Service = {
  name: 'cam',
  title: 'CAM',
  types: {
    'TencentCloud::CAM::Role': async () => (await import('./role.ts')).role,
  },
  reference:
    'https://console.cloud.tencent.com/api/explorer?Product=cam&Version=2019-01-16&Action={operation}',
  wire: async () => (await import('./wire.ts')).wire,
}
