import type { Service } from '../../../model/provider.ts'

/** What fnx does with COS. */
export const service: Service = {
  name: 'cos',
  title: 'COS',
  types: {
    'Fnx::CodeObject': async () => (await import('./code-object.ts')).codeObject,
    'TencentCloud::COS::Bucket': async () => (await import('./bucket.ts')).bucket,
  },
  wire: async () => (await import('./wire.ts')).wire,
}
