import type { Service } from '../../../model/provider.ts'

/** What fnx does with Kinesis. */
export const service = {
  name: 'kinesis',
  title: 'Kinesis',
  types: {
    'AWS::Kinesis::Stream': async () => (await import('./stream.ts')).stream,
  },
  client: async () => (await import('./client.ts')).kinesis,
  reference: 'https://docs.aws.amazon.com/kinesis/latest/APIReference/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
