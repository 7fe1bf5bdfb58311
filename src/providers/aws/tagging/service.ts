import type { Service } from '../../../model/provider.ts'

/** What fnx does with the Resource Groups Tagging API. */
export const service = {
  name: 'tagging',
  title: 'Resource Groups Tagging API',
  types: {},
  client: async () => (await import('./client.ts')).tagging,
  reference: 'https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
