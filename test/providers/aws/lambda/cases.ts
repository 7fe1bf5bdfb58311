import type { Case } from '../../../support/lifecycle-cases.ts'
import { code, fn, role, tags, use } from '../needs.ts'

const queue = 'arn:aws:sqs:eu-west-1:000000000000:orders'
const stream = 'arn:aws:kinesis:eu-west-1:000000000000:stream/orders'

/** The kinds of Lambda that hang on functions. */
export const lambdaCases: readonly Case[] = [
  {
    type: 'AWS::Lambda::EventSourceMapping',
    name: 'queue',
    needs: [role, fn],
    first: {
      FunctionName: use(1, 'Ref'),
      EventSourceArn: queue,
      BatchSize: 5,
      Enabled: false,
      FilterCriteria: { Filters: [{ Pattern: '{"body":{"kind":["order"]}}' }] },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
      Tags: tags,
    },
    second: { FunctionName: use(1, 'Ref'), EventSourceArn: queue, MaximumBatchingWindowInSeconds: 3 },
  },
  {
    type: 'AWS::Lambda::EventSourceMapping',
    name: 'stream',
    needs: [role, fn],
    first: {
      FunctionName: use(1, 'Arn'),
      EventSourceArn: stream,
      StartingPosition: 'AT_TIMESTAMP',
      StartingPositionTimestamp: 1_700_000_000,
      BisectBatchOnFunctionError: true,
      DestinationConfig: { OnFailure: { Destination: queue } },
      MaximumRetryAttempts: 2,
      ParallelizationFactor: 3,
    },
    second: {
      FunctionName: use(1, 'Arn'),
      EventSourceArn: stream,
      StartingPosition: 'AT_TIMESTAMP',
      StartingPositionTimestamp: 1_700_000_000,
      TumblingWindowInSeconds: 30,
      MetricsConfig: { Metrics: ['EventCount'] },
    },
  },
  {
    type: 'AWS::Lambda::EventSourceMapping',
    name: 'broker',
    needs: [role, fn],
    first: {
      FunctionName: use(1, 'Ref'),
      SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: ['one.example.com:9092'] } },
      Topics: ['orders'],
      StartingPosition: 'LATEST',
      SelfManagedKafkaEventSourceConfig: { ConsumerGroupId: 'shop' },
      SourceAccessConfigurations: [{ Type: 'VPC_SUBNET', URI: 'subnet:subnet-1' }],
    },
    second: {
      FunctionName: use(1, 'Ref'),
      SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: ['one.example.com:9092'] } },
      Topics: ['orders'],
      StartingPosition: 'LATEST',
      SelfManagedKafkaEventSourceConfig: { ConsumerGroupId: 'shop' },
      BatchSize: 50,
    },
  },
  {
    type: 'AWS::Lambda::LayerVersion',
    name: 'shared',
    first: {
      LayerName: 'shared',
      Content: code('one'),
      Description: 'What all use',
      CompatibleRuntimes: ['nodejs22.x'],
      CompatibleArchitectures: ['arm64'],
      LicenseInfo: 'MIT',
    },
    second: {
      LayerName: 'shared',
      Content: code('one'),
      Description: 'What all use',
      CompatibleRuntimes: ['nodejs22.x'],
      CompatibleArchitectures: ['arm64'],
      LicenseInfo: 'MIT',
    },
  },
]
