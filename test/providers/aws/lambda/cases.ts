import type { Case, Need } from '../../../support/lifecycle-cases.ts'
import { code, fn, role, settings, tags, use } from '../needs.ts'

const queue = 'arn:aws:sqs:eu-west-1:000000000000:orders'
const stream = 'arn:aws:kinesis:eu-west-1:000000000000:stream/orders'

const profile = 'arn:aws:signer:eu-west-1:000000000000:/signing-profiles/ours/1234567890'
const layer: Need = {
  type: 'AWS::Lambda::LayerVersion',
  name: 'shared',
  properties: { LayerName: 'shared', Content: code('one') },
}
const version: Need = {
  type: 'AWS::Lambda::Version',
  name: '',
  properties: { FunctionName: use(1, 'Ref') },
}

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
  {
    type: 'AWS::Lambda::LayerVersionPermission',
    name: 'shop-layer-permission-abcd1234',
    needs: [layer],
    first: {
      LayerVersionArn: use(0, 'Ref'),
      Action: 'lambda:GetLayerVersion',
      Principal: '*',
      OrganizationId: 'o-1234567890',
    },
    second: {
      LayerVersionArn: use(0, 'Ref'),
      Action: 'lambda:GetLayerVersion',
      Principal: '*',
      OrganizationId: 'o-1234567890',
    },
  },
  {
    type: 'AWS::Lambda::EventInvokeConfig',
    name: '',
    needs: [role, fn],
    first: {
      FunctionName: use(1, 'Ref'),
      Qualifier: '$LATEST',
      DestinationConfig: { OnFailure: { Destination: queue } },
      MaximumEventAgeInSeconds: 60,
      MaximumRetryAttempts: 1,
    },
    second: { FunctionName: use(1, 'Ref'), Qualifier: '$LATEST', MaximumRetryAttempts: 0 },
  },
  {
    type: 'AWS::Lambda::CodeSigningConfig',
    name: '',
    first: {
      AllowedPublishers: { SigningProfileVersionArns: [profile] },
      CodeSigningPolicies: { UntrustedArtifactOnDeployment: 'Enforce' },
      Description: 'Ours alone',
      Tags: tags,
    },
    second: { AllowedPublishers: { SigningProfileVersionArns: [profile] } },
  },
  {
    type: 'AWS::Lambda::Function',
    name: 'managed',
    needs: [role],
    first: {
      ...settings,
      Code: code('one'),
      DurableConfig: { ExecutionTimeout: 60, RetentionPeriodInDays: 3 },
      FunctionScalingConfig: { MinExecutionEnvironments: 1, MaxExecutionEnvironments: 3 },
      PublishToLatestPublished: true,
      RecursiveLoop: 'Allow',
      RuntimeManagementConfig: { UpdateRuntimeOn: 'FunctionUpdate' },
    },
    second: {
      ...settings,
      Code: code('two'),
      DurableConfig: { ExecutionTimeout: 90, RetentionPeriodInDays: 3 },
      FunctionScalingConfig: { MinExecutionEnvironments: 1, MaxExecutionEnvironments: 5 },
      PublishToLatestPublished: true,
    },
  },
  {
    type: 'AWS::Lambda::Version',
    name: 'warm',
    needs: [role, fn],
    first: {
      FunctionName: use(1, 'Ref'),
      FunctionScalingConfig: { MinExecutionEnvironments: 1, MaxExecutionEnvironments: 3 },
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
      RuntimePolicy: { UpdateRuntimeOn: 'Auto' },
    },
    second: {
      FunctionName: use(1, 'Ref'),
      FunctionScalingConfig: { MinExecutionEnvironments: 2, MaxExecutionEnvironments: 3 },
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
      RuntimePolicy: { UpdateRuntimeOn: 'Auto' },
    },
  },
  {
    type: 'AWS::Lambda::Alias',
    name: 'weighed',
    needs: [role, fn, version],
    first: {
      FunctionName: use(1, 'Ref'),
      FunctionVersion: use(2, 'Version'),
      Name: 'weighed',
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
    },
    second: {
      FunctionName: use(1, 'Ref'),
      FunctionVersion: use(2, 'Version'),
      Name: 'weighed',
      RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: '2', FunctionWeight: 0.1 }] },
    },
  },
]
