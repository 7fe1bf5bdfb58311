import type { Service } from '../../../model/provider.ts'

/** What fnx does with CAM. */
export const service: Service = {
  name: 'cam',
  title: 'CAM',
  types: {
    'TencentCloud::CAM::Role': async () => (await import('./role.ts')).role,
  },
  wire: async () => (await import('./wire.ts')).wire,
}
