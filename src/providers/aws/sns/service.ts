import type { Service } from '../../../model/provider.ts'

/** What fnx does with SNS. */
export const service = {
  name: 'sns',
  title: 'SNS',
  types: {
    'AWS::SNS::Subscription': async () => (await import('./subscription.ts')).subscription,
    'AWS::SNS::Topic': async () => (await import('./topic.ts')).topic,
    'AWS::SNS::TopicPolicy': async () => (await import('./topic-policy.ts')).topicPolicy,
  },
  client: async () => (await import('./client.ts')).sns,
  reference: 'https://docs.aws.amazon.com/sns/latest/api/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
