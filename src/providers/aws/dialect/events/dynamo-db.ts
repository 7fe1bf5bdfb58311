import { streamTrigger } from './stream.ts'

/** Changes of a DynamoDB table, from its stream. */
export const dynamoDb = streamTrigger({
  event: 'DynamoDB',
  source: 'Stream',
  shape: { any: 'Stream* StartingPosition*' },
  policy: 'AWSLambdaDynamoDBExecutionRole',
})
