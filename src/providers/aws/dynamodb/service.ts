import type { Service } from '../../../model/provider.ts'

/** What fnx does with DynamoDB. */
export const service = {
  name: 'dynamodb',
  title: 'DynamoDB',
  types: {
    'AWS::DynamoDB::Table': async () => (await import('./table.ts')).table,
  },
  client: async () => (await import('./client.ts')).dynamodb,
  reference: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
