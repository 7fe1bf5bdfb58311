import type { Service } from '../../../model/provider.ts'

/** What fnx does with the Resource Groups Tagging API. */
export const service = {
  name: 'tagging',
  title: 'Resource Groups Tagging API',
  types: {},
  client: async () => (await import('./client.ts')).tagging,
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
