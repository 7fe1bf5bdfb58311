import type { Properties } from '../../../../src/model/value.ts'
import type { Case } from '../../../support/lifecycle-cases.ts'

const key = (name: string) => [{ AttributeName: name, KeyType: 'HASH' }]
const defined = (...names: readonly string[]) =>
  names.map(name => ({ AttributeName: name, AttributeType: 'S' }))
const index = (name: string, more: Properties = {}): Properties => ({
  IndexName: `by-${name}`,
  KeySchema: key(name),
  Projection: { ProjectionType: 'ALL' },
  ...more,
})

/** Tables, on demand and provisioned. */
export const cases: readonly Case[] = [
  {
    type: 'AWS::DynamoDB::Table',
    name: 'orders',
    first: {
      AttributeDefinitions: defined('id', 'day', 'shop'),
      BillingMode: 'PAY_PER_REQUEST',
      ContributorInsightsSpecification: { Enabled: true },
      GlobalSecondaryIndexes: [
        index('day', { ContributorInsightsSpecification: { Enabled: true } }),
        index('shop', { OnDemandThroughput: { MaxReadRequestUnits: 5 } }),
      ],
      KeySchema: key('id'),
      KinesisStreamSpecification: { StreamArn: 'arn:aws:kinesis:eu-west-1:000000000000:stream/changes' },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      ResourcePolicy: { PolicyDocument: { Version: '2012-10-17', Statement: [] } },
      SSESpecification: { SSEEnabled: true },
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      Tags: [{ Key: 'team', Value: 'a/b: c@d' }],
      TimeToLiveSpecification: { AttributeName: 'ends', Enabled: true },
    },
    second: {
      AttributeDefinitions: defined('id', 'day', 'customer', 'state'),
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: [
        index('day', { Projection: { ProjectionType: 'KEYS_ONLY' } }),
        index('customer'),
        index('state'),
      ],
      KeySchema: key('id'),
      OnDemandThroughput: { MaxReadRequestUnits: 10, MaxWriteRequestUnits: 20 },
      StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
      TimeToLiveSpecification: { AttributeName: 'gone', Enabled: true },
    },
  },
  {
    type: 'AWS::DynamoDB::Table',
    name: 'returns',
    first: {
      AttributeDefinitions: defined('id', 'day'),
      GlobalSecondaryIndexes: [
        index('day', { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } }),
      ],
      KeySchema: key('id'),
      ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
    },
    second: {
      AttributeDefinitions: defined('id', 'day'),
      GlobalSecondaryIndexes: [
        index('day', { ProvisionedThroughput: { ReadCapacityUnits: 4, WriteCapacityUnits: 1 } }),
      ],
      KeySchema: key('id'),
      ProvisionedThroughput: { ReadCapacityUnits: 2, WriteCapacityUnits: 3 },
      TableClass: 'STANDARD_INFREQUENT_ACCESS',
    },
  },
]
