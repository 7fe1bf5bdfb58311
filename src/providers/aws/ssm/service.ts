import type { Service } from '../../../model/provider.ts'

/** What fnx does with Systems Manager. */
export const service = {
  name: 'ssm',
  title: 'Systems Manager',
  types: {
    'AWS::SSM::Parameter': async () => (await import('./parameter.ts')).parameter,
  },
  client: async () => (await import('./client.ts')).ssm,
  reference: 'https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
