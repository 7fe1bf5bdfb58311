import type { Service } from '../../../model/provider.ts'

/** What fnx does with RAM. */
export const service: Service = {
  name: 'ram',
  title: 'RAM',
  types: {
    'ALIYUN::RAM::AttachPolicyToRole': async () => (await import('./policy-attachment.ts')).policyAttachment,
    'ALIYUN::RAM::ManagedPolicy': async () => (await import('./managed-policy.ts')).managedPolicy,
    'ALIYUN::RAM::Role': async () => (await import('./role.ts')).role,
  },
  reference: 'https://api.aliyun.com/document/Ram/2015-05-01/{operation}',
  wire: async () => (await import('./wire.ts')).wire,
}
