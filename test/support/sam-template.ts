import type { Properties, Value } from '../../src/model/value.ts'
import type { Draw } from './draw.ts'
import { functionEvents, machineEvents } from './sam-events.ts'

/** Makes a SAM template of several resources of all kinds; the same draw, the same template. */
export function samTemplate(draw: Draw): Properties {
  const functions = Array.from({ length: 1 + draw.below(5) }, (_, index) => names.functions[index] ?? '')
  const made: [string, Properties][] = [
    ...Object.entries(plain),
    ...functions.map((id): [string, Properties] => [id, functionOf(id, draw)]),
    ...optional(draw).map(([id, make]): [string, Properties] => [id, attributed(make(draw), draw)]),
  ]
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Transform: 'AWS::Serverless-2016-10-31',
    ...sections,
    ...(draw.chance(60) ? { Globals: globals(draw) } : {}),
    Resources: Object.fromEntries(made),
    Outputs: outputs(functions),
  }
}

const names = { functions: ['Hello', 'A1', 'Payments', '9Lives', 'F'.repeat(40)] }

const sections: Properties = {
  Parameters: {
    Stage: { Type: 'String', Default: 'dev' },
    Size: { Type: 'Number', Default: 256 },
    Alias: { Type: 'String', Default: 'live' },
    Secret: { Type: 'String', NoEcho: true, Default: 's' },
    Subnets: { Type: 'CommaDelimitedList', Default: 'subnet-1,subnet-2' },
  },
  Mappings: { Sizes: { dev: { memory: 128 }, prod: { memory: 1024 } } },
  Conditions: {
    IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    IsDev: { 'Fn::Not': [{ Condition: 'IsProd' }] },
    Always: { 'Fn::Or': [{ Condition: 'IsProd' }, { Condition: 'IsDev' }] },
  },
}

/** What events and policies refer to. */
const plain: Properties & Record<string, Properties> = {
  Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::Sub': '${AWS::StackName}-files' } } },
  OtherBucket: { Type: 'AWS::S3::Bucket', Condition: 'IsProd' },
  Topic: { Type: 'AWS::SNS::Topic' },
  Queue: { Type: 'AWS::SQS::Queue', DependsOn: 'Topic' },
  Users: { Type: 'AWS::Cognito::UserPool' },
  Stream: { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 1 } },
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    },
  },
  Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [] } } },
}

function outputs(functions: readonly string[]): Properties {
  return Object.fromEntries(
    functions.map((id, index) => [
      `Output${index}`,
      {
        Value: {
          'Fn::Join': [':', [{ Ref: id }, { 'Fn::GetAtt': [id, 'Arn'] }, { 'Fn::Sub': `\${${id}}` }]],
        },
      },
    ]),
  )
}

function globals(draw: Draw): Properties {
  const all: Properties = {
    Function: {
      Timeout: 7,
      Environment: { Variables: { STAGE: { Ref: 'Stage' }, FROM: 'globals' } },
      Tags: { team: 'a' },
      ...(draw.chance(30) ? { Tracing: 'Active' } : {}),
      ...(draw.chance(30) ? { AutoPublishAlias: 'global' } : {}),
      ...(draw.chance(20)
        ? { VpcConfig: { SubnetIds: { Ref: 'Subnets' }, SecurityGroupIds: ['sg-1'] } }
        : {}),
    },
    Api: {
      TracingEnabled: true,
      ...(draw.chance(40) ? { Cors: "'*'" } : {}),
      ...(draw.chance(30) ? { OpenApiVersion: '3.0.1' } : {}),
    },
    HttpApi: { FailOnWarnings: true, ...(draw.chance(40) ? { CorsConfiguration: true } : {}) },
    SimpleTable: { SSESpecification: { SSEEnabled: true } },
    StateMachine: { PropagateTags: true },
    LayerVersion: { PublishLambdaVersion: true },
  }
  return Object.fromEntries(draw.some(Object.entries(all)))
}

function attributed(body: Properties, draw: Draw): Properties {
  return {
    ...body,
    ...(draw.chance(25) ? { Condition: draw.one(['IsProd', 'IsDev', 'Always']) } : {}),
    ...(draw.chance(10) ? { DeletionPolicy: draw.one(['Retain', 'Delete']) } : {}),
    ...(draw.chance(10) ? { UpdateReplacePolicy: 'Retain' } : {}),
    ...(draw.chance(10) ? { Metadata: { owner: { Ref: 'Stage' } } } : {}),
    ...(draw.chance(10) ? { DependsOn: draw.one<Value>(['Topic', ['Queue', 'Bucket']]) } : {}),
  }
}

function functionOf(id: string, draw: Draw): Properties {
  const code = draw.one(codes)
  const settings = draw.some(Object.entries(functionSettings(draw)), 6)
  // An image takes no layers, and a connector asks for a role that fnx knows.
  const image = Object.hasOwn(code, 'ImageUri')
  const linked = draw.chance(15)
  const properties: Properties = {
    ...code,
    ...Object.fromEntries(
      settings.filter(([name]) => !(image && name === 'Layers') && !(linked && name === 'Role')),
    ),
    Events: Object.fromEntries(draw.some(Object.entries(functionEvents(id, draw)), 7)),
  }
  const body = attributed({ Type: 'AWS::Serverless::Function', Properties: properties }, draw)
  return linked ? { ...body, Connectors: { ToTable: connector('Table') } } : body
}

const codes: readonly Properties[] = [
  { CodeUri: 'src/', Handler: 'app.handler', Runtime: 'nodejs22.x' },
  { CodeUri: 's3://bucket/key.zip', Handler: 'app.handler', Runtime: 'python3.13' },
  { InlineCode: 'exports.handler = 1', Handler: 'index.handler', Runtime: 'nodejs22.x' },
  { CodeUri: { Bucket: 'b', Key: 'k', Version: 'v' }, Handler: 'a.b', Runtime: 'java21' },
  { PackageType: 'Image', ImageUri: '123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1' },
]

function functionSettings(draw: Draw): Properties {
  return {
    MemorySize: draw.one<Value>([
      512,
      { Ref: 'Size' },
      { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'memory'] },
      { 'Fn::If': ['IsProd', 1024, { Ref: 'AWS::NoValue' }] },
    ]),
    Environment: { Variables: { TABLE: { Ref: 'Table' }, ARN: { 'Fn::GetAtt': ['Table', 'Arn'] } } },
    Policies: draw.some(policies),
    Role: draw.one<Value>([
      { 'Fn::GetAtt': ['Role', 'Arn'] },
      { 'Fn::If': ['IsProd', { 'Fn::GetAtt': ['Role', 'Arn'] }, { Ref: 'AWS::NoValue' }] },
      'arn:aws:iam::123456789012:role/own',
    ]),
    AutoPublishAlias: draw.one<Value>(['live', 'my-alias_2', { Ref: 'Alias' }]),
    EventInvokeConfig: {
      MaximumRetryAttempts: 1,
      DestinationConfig: {
        OnSuccess: draw.one<Value>([
          { Type: 'SQS' },
          { Type: 'SNS', Destination: { Ref: 'Topic' } },
          { Type: 'SQS', Destination: { 'Fn::If': ['IsProd', 'arn:aws:sqs:::q', { Ref: 'AWS::NoValue' }] } },
        ]),
        OnFailure: { Type: 'SNS' },
      },
    },
    FunctionUrlConfig: { AuthType: draw.one(['NONE', 'AWS_IAM']), Cors: { AllowOrigins: ['*'] } },
    DeadLetterQueue: { Type: 'SQS', TargetArn: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
    Tags: { '': 'empty', 'a:b': { Ref: 'Stage' } },
    Layers: [{ Ref: 'Stage' }, 'arn:aws:lambda:us-east-1:123456789012:layer:more:3'],
    Tracing: draw.one(['Active', 'PassThrough']),
    VpcConfig: { SubnetIds: { Ref: 'Subnets' }, SecurityGroupIds: [{ Ref: 'Stage' }] },
    VersionDescription: { 'Fn::Sub': 'of ${Stage}' },
    SnapStart: { ApplyOn: 'PublishedVersions' },
    ReservedConcurrentExecutions: 3,
    AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow' }] },
    PermissionsBoundary: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/edge' },
  }
}

const policies: readonly Value[] = [
  'AmazonS3ReadOnlyAccess',
  'arn:aws:iam::aws:policy/AdministratorAccess',
  { 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/ReadOnlyAccess' },
  { SQSPollerPolicy: { QueueName: { 'Fn::GetAtt': ['Queue', 'QueueName'] } } },
  { DynamoDBCrudPolicy: { TableName: { Ref: 'Table' } } },
  { S3ReadPolicy: { BucketName: { 'Fn::Select': [0, ['a', 'b']] } } },
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] },
  { 'Fn::If': ['IsProd', 'AmazonS3FullAccess', { Ref: 'AWS::NoValue' }] },
  { 'Fn::If': ['IsDev', { DynamoDBReadPolicy: { TableName: 'x' } }, { Ref: 'AWS::NoValue' }] },
]

type Making = (draw: Draw) => Properties

/** Some of the other resources; events refer to RestApi and HttpApi, so these two are always there. */
function optional(draw: Draw): readonly (readonly [string, Making])[] {
  const [rest, http, ...others] = Object.entries(makings)
  return [...[rest, http].filter(entry => entry !== undefined), ...draw.some(others, 6)]
}

const makings: Readonly<Record<string, Making>> = {
  RestApi: draw => ({
    Type: 'AWS::Serverless::Api',
    Properties: {
      StageName: draw.one<Value>(['Prod', 'my-stage', { Ref: 'Stage' }, 'v1']),
      ...Object.fromEntries(draw.some(Object.entries(restSettings(draw)), 5)),
    },
  }),
  HttpApi: draw => ({
    Type: 'AWS::Serverless::HttpApi',
    Properties: Object.fromEntries(draw.some(Object.entries(httpSettings(draw)), 4)),
  }),
  SecondApi: draw => ({
    Type: 'AWS::Serverless::Api',
    Properties: {
      StageName: 'Prod',
      ...Object.fromEntries(draw.some(Object.entries(restSettings(draw)), 4)),
    },
  }),
  Machine: draw => ({
    Type: 'AWS::Serverless::StateMachine',
    Properties: {
      ...draw.one<Properties>([
        { Definition: { StartAt: 'A', States: { A: { Type: 'Task', Resource: '${Fn}' } } } },
        { DefinitionUri: 's3://bucket/flow.json' },
      ]),
      DefinitionSubstitutions: { Fn: { 'Fn::GetAtt': ['Hello', 'Arn'] } },
      Policies: draw.some(policies, 4),
      Events: Object.fromEntries(draw.some(Object.entries(machineEvents(draw)))),
      ...(draw.chance(40) ? { Tags: { flow: 'yes' }, Tracing: { Enabled: true } } : {}),
      ...(draw.chance(30) ? { AutoPublishAlias: 'live' } : {}),
    },
  }),
  Simple: draw => ({
    Type: 'AWS::Serverless::SimpleTable',
    ...(draw.chance(50) ? { Properties: { PrimaryKey: { Name: 'id', Type: 'String' } } } : {}),
  }),
  Layer: draw => ({
    Type: 'AWS::Serverless::LayerVersion',
    Properties: {
      ContentUri: 's3://bucket/layer.zip',
      LayerName: draw.one<Value>(['base', { 'Fn::Sub': '${Stage}-base' }]),
      RetentionPolicy: draw.one(['Retain', 'Delete']),
    },
  }),
  Nested: () => ({
    Type: 'AWS::Serverless::Application',
    Properties: {
      Location: 'https://s3.amazonaws.com/bucket/nested.yaml',
      Parameters: { P: { Ref: 'Stage' } },
    },
  }),
  Link: draw => ({ Type: 'AWS::Serverless::Connector', ...connector(draw.one(['Table', 'Queue']), 'Hello') }),
  Socket: draw => ({
    Type: 'AWS::Serverless::WebSocketApi',
    Properties: {
      RouteSelectionExpression: '$request.body.action',
      Routes: {
        $connect: { FunctionArn: { 'Fn::GetAtt': ['Hello', 'Arn'] } },
        ...(draw.chance(50) ? { send: { FunctionArn: { 'Fn::GetAtt': ['Hello', 'Arn'] } } } : {}),
      },
    },
  }),
  Graph: () => ({
    Type: 'AWS::Serverless::GraphQLApi',
    Properties: {
      SchemaInline: 'type Query { hello: String }',
      Auth: { Type: 'API_KEY' },
      ApiKeys: { First: { Description: 'a key' } },
      DataSources: { DynamoDb: { Main: { TableName: { Ref: 'Table' }, TableArn: 'arn:aws:dynamodb:::t' } } },
    },
  }),
}

function connector(Destination: string, Source?: string): Properties {
  const ends = {
    Destination: { Id: Destination },
    ...(Source === undefined ? {} : { Source: { Id: Source } }),
  }
  return { Properties: { ...ends, Permissions: ['Write'] } }
}

function restSettings(draw: Draw): Properties {
  return {
    Auth: {
      ...(draw.chance(50) ? { DefaultAuthorizer: draw.one(['Pool', 'Token']) } : {}),
      Authorizers: {
        Pool: { UserPoolArn: { 'Fn::GetAtt': ['Users', 'Arn'] } },
        Token: { FunctionArn: { 'Fn::GetAtt': ['Hello', 'Arn'] } },
      },
      ...(draw.chance(40) ? { UsagePlan: { CreateUsagePlan: draw.one(['PER_API', 'SHARED']) } } : {}),
    },
    Cors: draw.one<Value>(["'*'", { AllowOrigin: "'*'", AllowMethods: "'GET'" }]),
    Domain: {
      DomainName: draw.one<Value>(['api.example.com', { 'Fn::Sub': '${Stage}.example.com' }]),
      CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/x',
      BasePath: ['/a', 'b-c'],
      ...(draw.chance(50) ? { Route53: { HostedZoneId: 'Z1' } } : {}),
    },
    Models: { User: { type: 'object' }, Order: { type: 'object' } },
    GatewayResponses: { DEFAULT_4XX: { ResponseParameters: { Headers: { 'X-A': "'a'" } } } },
    AccessLogSetting: { DestinationArn: { 'Fn::GetAtt': ['Stream', 'Arn'] } },
    MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 5 }],
    Variables: { b: '2', a: { Ref: 'Stage' } },
    Tags: { z: '1', a: '2' },
    EndpointConfiguration: { Type: 'REGIONAL' },
    BinaryMediaTypes: ['image~1png', '*/*'],
    AlwaysDeploy: false,
  }
}

function httpSettings(draw: Draw): Properties {
  return {
    StageName: draw.one<Value>(['live', '$default', 'my-stage', { Ref: 'Stage' }]),
    Auth: {
      DefaultAuthorizer: 'Jwt',
      Authorizers: {
        Jwt: {
          IdentitySource: '$request.header.Authorization',
          JwtConfiguration: { issuer: 'https://example.com', audience: ['a'] },
        },
        Fn: {
          FunctionArn: { 'Fn::GetAtt': ['Hello', 'Arn'] },
          AuthorizerPayloadFormatVersion: '2.0',
          Identity: { Headers: ['Authorization'] },
        },
      },
    },
    CorsConfiguration: draw.one<Value>([true, { AllowOrigins: ['https://example.com'], MaxAge: 5 }]),
    Tags: { z: '1', a: '2' },
    RouteSettings: { 'GET /x': { ThrottlingRateLimit: 1 } },
    DefaultRouteSettings: { ThrottlingBurstLimit: 2 },
    Domain: {
      DomainName: 'http.example.com',
      CertificateArn: { Ref: 'Stage' },
      Route53: { HostedZoneName: 'example.com.' },
    },
  }
}
