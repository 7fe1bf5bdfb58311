import type { Properties, Value } from '../../../src/model/value.ts'

const arn = 'arn:aws:lambda:us-east-1:123456789012:function:other'
const code = { InlineCode: 'exports.handler = 1', Handler: 'index.handler', Runtime: 'nodejs22.x' }
const queue = { 'Fn::GetAtt': ['Jobs', 'Arn'] }

function of(type: string, properties: Properties): Properties {
  return { Type: `AWS::Serverless::${type}`, Properties: properties }
}

function event(type: string, properties: Properties): Properties {
  return { Type: type, Properties: properties }
}

const others: Properties = {
  Jobs: { Type: 'AWS::SQS::Queue' },
  News: { Type: 'AWS::SNS::Topic' },
  Files: { Type: 'AWS::S3::Bucket' },
  Users: { Type: 'AWS::Cognito::UserPool' },
}

const resources: readonly Properties[] = [
  {
    Hello: of('Function', {
      ...code,
      AutoPublishAlias: 'live',
      DeploymentPreference: { Type: 'AllAtOnce', Alarms: ['a'] },
      Policies: ['AmazonS3ReadOnlyAccess', { SQSPollerPolicy: { QueueName: 'q' } }],
      Tags: { team: 'x' },
      PropagateTags: true,
      EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: 'SQS', Destination: queue } } },
      FunctionUrlConfig: { AuthType: 'NONE', Cors: { AllowOrigins: ['*'], MaxAge: 5 } },
      Events: {
        Upload: event('S3', { Bucket: { Ref: 'Files' }, Events: 's3:ObjectCreated:*' }),
        Told: event('SNS', { Topic: { Ref: 'News' }, SqsSubscription: true }),
        Asked: event('SQS', { Queue: queue, BatchSize: 5 }),
        Joined: event('Cognito', { UserPool: { Ref: 'Users' }, Trigger: 'PreSignUp' }),
        Read: event('Kinesis', { Stream: 'arn:stream', StartingPosition: 'LATEST' }),
        Tick: event('ScheduleV2', { ScheduleExpression: 'rate(1 day)', DeadLetterConfig: { Type: 'SQS' } }),
        Seen: event('EventBridgeRule', {
          Pattern: { source: ['x'] },
          RetryPolicy: { MaximumRetryAttempts: 3 },
        }),
      },
    }),
  },
  {
    Shop: of('Api', {
      StageName: 'Prod',
      Cors: "'*'",
      Auth: {
        DefaultAuthorizer: 'Own',
        Authorizers: {
          Own: { FunctionArn: arn, Identity: { Headers: ['Key'], ReauthorizeEvery: 30 } },
          Pool: { UserPoolArn: 'arn:pool', AuthorizationScopes: ['read'] },
        },
        ResourcePolicy: { IpRangeWhitelist: ['10.0.0.0/8'] },
        UsagePlan: { CreateUsagePlan: 'PER_API' },
      },
      Models: { Item: { type: 'object' } },
      GatewayResponses: { UNAUTHORIZED: { StatusCode: 401, ResponseParameters: { Headers: { A: "'b'" } } } },
      Domain: { DomainName: 'a.example', CertificateArn: 'arn:c', Route53: { HostedZoneId: 'Z' } },
    }),
    Hello: of('Function', {
      ...code,
      Events: {
        Get: event('Api', {
          Path: '/{id}',
          Method: 'get',
          RestApiId: { Ref: 'Shop' },
          Auth: { Authorizer: 'Pool' },
        }),
        Put: event('Api', {
          Path: '/',
          Method: 'put',
          RestApiId: { Ref: 'Shop' },
          RequestModel: { Model: 'Item' },
        }),
        Own: event('Api', { Path: '/own', Method: 'any', Auth: { ApiKeyRequired: true } }),
      },
    }),
  },
  {
    Web: of('HttpApi', {
      StageName: 'v1',
      CorsConfiguration: { AllowOrigins: ['*'], AllowCredentials: false },
      Auth: {
        DefaultAuthorizer: 'Jwt',
        Authorizers: {
          Jwt: { JwtConfiguration: { issuer: 'i', audience: ['a'] }, IdentitySource: '$request.header.A' },
          Own: { FunctionArn: arn, AuthorizerPayloadFormatVersion: '2.0', Identity: { Headers: ['A'] } },
        },
      },
      RouteSettings: { 'GET /a': { ThrottlingBurstLimit: 5 } },
    }),
    Hello: of('Function', {
      ...code,
      Events: {
        Get: event('HttpApi', {
          ApiId: { Ref: 'Web' },
          Path: '/a',
          Method: 'get',
          Auth: { Authorizer: 'Own' },
        }),
        All: event('HttpApi', { PayloadFormatVersion: '1.0', TimeoutInMillis: 3000 }),
      },
    }),
  },
  {
    Flow: of('StateMachine', {
      Definition: { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } },
      DefinitionSubstitutions: { a: 'b' },
      Policies: [{ LambdaInvokePolicy: { FunctionName: 'f' } }],
      AutoPublishAlias: 'live',
      Tracing: { Enabled: true },
      Events: {
        Tick: event('Schedule', { Schedule: 'rate(1 day)', Enabled: false }),
        Seen: event('CloudWatchEvent', { Pattern: { source: ['x'] }, InputPath: '$.a' }),
        Post: event('Api', { Path: '/start', Method: 'post' }),
      },
    }),
    Chat: of('WebSocketApi', {
      RouteSelectionExpression: '$request.body.action',
      Routes: { $connect: { FunctionArn: arn, OperationName: 'o' }, send: { FunctionArn: arn } },
      Auth: { AuthType: 'CUSTOM', AuthArn: arn },
    }),
  },
  {
    Graph: of('GraphQLApi', {
      SchemaInline: 'type Query',
      Auth: { Type: 'AWS_IAM', Additional: [{ Type: 'API_KEY' }] },
      ApiKeys: { Key: { Description: 'd' } },
      DataSources: { DynamoDb: { Data: { TableName: 't', TableArn: 'arn:t' } } },
      Functions: {
        Load: { DataSource: 'Data', InlineCode: 'c', Runtime: { Name: 'APPSYNC_JS', Version: '1.0.0' } },
      },
      Resolvers: {
        Query: { get: { Runtime: { Name: 'APPSYNC_JS', Version: '1.0.0' }, Pipeline: ['Load'] } },
      },
    }),
    Pool: of('CapacityProvider', {
      VpcConfig: { SubnetIds: ['subnet-1'] },
      ScalingConfig: { MaxVCpuCount: 8, AverageCPUUtilization: 70 },
      InstanceRequirements: { Architectures: ['arm64'] },
    }),
    Tools: of('LayerVersion', {
      ContentUri: 's3://bucket/key',
      RetentionPolicy: 'Delete',
      CompatibleArchitectures: ['arm64'],
    }),
    Data: of('SimpleTable', {
      PrimaryKey: { Name: 'id', Type: 'String' },
      SSESpecification: { SSEEnabled: true },
    }),
    Hello: {
      ...of('Function', code),
      Connectors: { Use: { Properties: { Destination: { Id: 'Data' }, Permissions: ['Read'] } } },
    },
  },
]

/** Templates of every kind of resource, which the service accepts as they are. */
export const bases: readonly Properties[] = resources.map((own): { readonly [key: string]: Value } => ({
  Parameters: { Text: { Type: 'String', Default: 'text' }, Open: { Type: 'String' } },
  Conditions: { Sometimes: { 'Fn::Equals': [{ Ref: 'Text' }, 'x'] } },
  Resources: { ...own, ...others },
}))
