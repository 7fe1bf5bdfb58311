import type { Service } from '../../../model/provider.ts'

/** What fnx does with Secrets Manager. */
export const service = {
  name: 'secretsmanager',
  title: 'Secrets Manager',
  types: {},
  client: async () => (await import('./client.ts')).secretsmanager,
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
