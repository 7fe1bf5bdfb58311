import type { Service } from '../../../model/provider.ts'
import { source } from './source.ts'

/** What fnx does with Cloud Control, which stands in for the APIs of all services. */
export const service = {
  name: 'cloudcontrolapi',
  title: 'Cloud Control',
  types: {},
  source,
  client: async () => (await import('./client.ts')).cloudControl,
  reference: 'https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/API_{operation}.html',
  wire: async tables => (await import('./wire.ts')).wireOf(tables),
} satisfies Service
