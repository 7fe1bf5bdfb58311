import type { Service } from '../../../model/provider.ts'

/** What fnx does with OSS. */
export const service: Service = {
  name: 'oss',
  title: 'OSS',
  types: {
    'ALIYUN::OSS::Bucket': async () => (await import('./bucket.ts')).bucket,
    'Fnx::CodeObject': async () => (await import('./code-object.ts')).codeObject,
  },
  wire: async () => (await import('./wire.ts')).wire,
}
