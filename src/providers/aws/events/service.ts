import type { Service } from '../../../model/provider.ts'
import { source } from './source.ts'

/** What fnx does with EventBridge. */
export const service = {
  name: 'events',
  title: 'EventBridge',
  types: {
    'AWS::Events::ApiDestination': async () => (await import('./api-destination.ts')).apiDestination,
    'AWS::Events::Archive': async () => (await import('./archive.ts')).archive,
    'AWS::Events::Connection': async () => (await import('./connection.ts')).connection,
    'AWS::Events::EventBus': async () => (await import('./event-bus.ts')).eventBus,
    'AWS::Events::EventBusPolicy': async () => (await import('./event-bus-policy.ts')).eventBusPolicy,
    'AWS::Events::Rule': async () => (await import('./rule.ts')).rule,
  },
  source,
  client: async () => (await import('./client.ts')).events,
  reference: 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
