import type { Properties } from '../../../../src/model/value.ts'
import type { Case, Need } from '../../../support/lifecycle-cases.ts'

const use = (index: number, attribute: string): Properties => ({ use: [index, attribute] })
const queue = (name: string): Need => ({ type: 'AWS::SQS::Queue', name, properties: {} })

const sending = (principal: string): Properties => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: principal }, Action: 'sqs:SendMessage', Resource: '*' },
  ],
})

/** Queues and their policies. */
export const cases: readonly Case[] = [
  {
    type: 'AWS::SQS::Queue',
    name: 'orders',
    needs: [queue('dead-letters')],
    first: {
      DelaySeconds: 5,
      KmsMasterKeyId: 'alias/aws/sqs',
      MessageRetentionPeriod: 86_400,
      RedrivePolicy: { deadLetterTargetArn: use(0, 'Arn'), maxReceiveCount: 3 },
      Tags: [{ Key: 'team', Value: 'a/b: c@d' }],
      VisibilityTimeout: 60,
    },
    second: { SqsManagedSseEnabled: false, VisibilityTimeout: 90 },
  },
  {
    type: 'AWS::SQS::Queue',
    name: 'orders.fifo',
    first: { FifoQueue: true, QueueName: 'orders.fifo', ContentBasedDeduplication: true },
    second: { FifoQueue: true, QueueName: 'orders.fifo', DeduplicationScope: 'messageGroup' },
  },
  {
    type: 'AWS::SQS::Queue',
    name: 'shop-dev-Orders-abcd1234',
    first: { FifoQueue: true, Tags: [{ Key: 'team', Value: 'a' }] },
    second: { FifoQueue: true, ReceiveMessageWaitTimeSeconds: 20 },
  },
  {
    type: 'AWS::SQS::QueuePolicy',
    name: 'shop-dev-May-abcd1234',
    needs: [queue('orders'), queue('returns')],
    first: { PolicyDocument: sending('sns.amazonaws.com'), Queues: [use(0, 'Ref'), use(1, 'Ref')] },
    second: { PolicyDocument: sending('s3.amazonaws.com'), Queues: [use(1, 'Ref')] },
    ours: { PolicyDocument: { Statement: [] } },
  },
]
