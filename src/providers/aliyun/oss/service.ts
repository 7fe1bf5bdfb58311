import type { Service } from '../../../model/provider.ts'

/** What fnx does with OSS. */
export const service: Service = {
  name: 'oss',
  title: 'OSS',
  types: {
    'ALIYUN::OSS::Bucket': async () => (await import('./bucket.ts')).bucket,
    'Fnx::CodeObject': async () => (await import('./code-object.ts')).codeObject,
  },
  reference: 'https://api.aliyun.com/document/Oss/2019-05-17/{operation}',
  wire: async () => (await import('./wire.ts')).wire,
}
