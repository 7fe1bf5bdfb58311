import type { Service } from '../../../model/provider.ts'

/** What fnx does with CloudFormation. */
export const service = {
  name: 'cloudformation',
  title: 'CloudFormation',
  types: {},
  client: async () => (await import('./client.ts')).cloudformation,
  reference: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
