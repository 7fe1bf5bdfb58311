import type { Service } from '../../../model/provider.ts'

/** What fnx does with IAM. */
export const service = {
  name: 'iam',
  title: 'IAM',
  types: {
    'AWS::IAM::ManagedPolicy': async () => (await import('./managed-policy.ts')).managedPolicy,
    'AWS::IAM::Policy': async () => (await import('./policy.ts')).policy,
    'AWS::IAM::Role': async () => (await import('./role.ts')).role,
  },
  client: async () => (await import('./client.ts')).iam,
  reference: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
