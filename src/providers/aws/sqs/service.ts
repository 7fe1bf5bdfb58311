import type { Service } from '../../../model/provider.ts'

/** What fnx does with SQS. */
export const service = {
  name: 'sqs',
  title: 'SQS',
  types: {
    'AWS::SQS::Queue': async () => (await import('./queue.ts')).queue,
    'AWS::SQS::QueuePolicy': async () => (await import('./queue-policy.ts')).queuePolicy,
  },
  client: async () => (await import('./client.ts')).sqs,
  reference: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
