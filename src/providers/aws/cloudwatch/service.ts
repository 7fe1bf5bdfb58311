import type { Service } from '../../../model/provider.ts'

/** What fnx does with CloudWatch, whose calls are signed for by this name. */
export const service = {
  name: 'monitoring',
  title: 'CloudWatch',
  types: {
    'AWS::CloudWatch::Alarm': async () => (await import('./alarm.ts')).alarm,
  },
  client: async () => (await import('./client.ts')).cloudWatch,
  reference: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
