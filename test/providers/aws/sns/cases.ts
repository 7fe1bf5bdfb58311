import type { Properties } from '../../../../src/model/value.ts'
import type { Case, Need } from '../../../support/lifecycle-cases.ts'

const use = (index: number, attribute: string): Properties => ({ use: [index, attribute] })
const topic: Need = { type: 'AWS::SNS::Topic', name: 'news', properties: {} }
const queue = (name: string): Need => ({ type: 'AWS::SQS::Queue', name, properties: {} })

const publishing = (service: string): Properties => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sns:Publish', Resource: '*' }],
})

/** Topics, who gets their messages, and their policies. */
export const cases: readonly Case[] = [
  {
    type: 'AWS::SNS::Topic',
    name: 'news',
    needs: [queue('orders'), queue('returns')],
    first: {
      DisplayName: 'News',
      DeliveryStatusLogging: [
        {
          Protocol: 'http/s',
          SuccessFeedbackRoleArn: 'arn:aws:iam::1:role/r',
          SuccessFeedbackSampleRate: '5',
        },
        { Protocol: 'sqs', FailureFeedbackRoleArn: 'arn:aws:iam::1:role/r' },
      ],
      DataProtectionPolicy: { Name: 'data', Version: '2021-06-01', Statement: [] },
      Subscription: [
        { Protocol: 'sqs', Endpoint: use(0, 'Arn') },
        { Protocol: 'email', Endpoint: 'a@example.com' },
      ],
      Tags: [{ Key: 'team', Value: 'a/b: c@d' }],
      TracingConfig: 'Active',
    },
    second: { KmsMasterKeyId: 'alias/aws/sns', Subscription: [{ Protocol: 'sqs', Endpoint: use(1, 'Arn') }] },
  },
  {
    type: 'AWS::SNS::Topic',
    name: 'shop-dev-News-abcd1234',
    first: { FifoTopic: true, ContentBasedDeduplication: true },
    second: { FifoTopic: true, FifoThroughputScope: 'MessageGroup' },
  },
  {
    type: 'AWS::SNS::Subscription',
    name: '',
    needs: [topic, queue('orders')],
    first: {
      TopicArn: use(0, 'Ref'),
      Protocol: 'sqs',
      Endpoint: use(1, 'Arn'),
      FilterPolicy: { kind: ['order'] },
      FilterPolicyScope: 'MessageBody',
      RawMessageDelivery: true,
    },
    second: {
      TopicArn: use(0, 'Ref'),
      Protocol: 'sqs',
      Endpoint: use(1, 'Arn'),
      RedrivePolicy: { deadLetterTargetArn: use(1, 'Arn') },
    },
    ours: { FilterPolicy: { kind: ['return'] } },
  },
  {
    type: 'AWS::SNS::TopicPolicy',
    name: 'shop-dev-May-abcd1234',
    needs: [topic],
    first: { PolicyDocument: publishing('s3.amazonaws.com'), Topics: [use(0, 'Ref')] },
    second: { PolicyDocument: publishing('events.amazonaws.com'), Topics: [use(0, 'Ref')] },
    ours: { PolicyDocument: { Statement: [] } },
  },
]
