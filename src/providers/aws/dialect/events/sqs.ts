import { streamTrigger } from './stream.ts'

/** Messages of a queue. */
export const sqs = streamTrigger({
  event: 'SQS',
  source: 'Queue',
  shape: { any: 'Queue*' },
  policy: 'AWSLambdaSQSQueueExecutionRole',
})
