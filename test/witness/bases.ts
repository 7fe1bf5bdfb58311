import type { Properties } from '../../src/model/value.ts'

/** What a resource of a type needs before anything else can be said of it. */
export interface Base {
  readonly name?: string
  /** With `{ use: [index, attribute] }` for what an earlier need gave. */
  readonly properties: Properties
  /** By property, what must stand beside it for it to mean anything. */
  readonly beside?: Readonly<Record<string, Properties>>
  /** By path, the value of a leaf that the SDK takes no other text for. */
  readonly values?: Readonly<Record<string, string>>
  /** What is written before a deletion, which it would keep from going. */
  readonly freed?: Properties
  /** Types with their names and bases, in order. */
  readonly needs?: readonly (readonly [type: string, name: string, properties: Properties])[]
}

const use = (index: number, attribute: string): Properties => ({ use: [index, attribute] })
const code = { 'Fnx::Artifact': 'a'.repeat(64) }
const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
}
const trust = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com'] }, Action: ['sts:AssumeRole'] },
  ],
}
const awsRole = ['AWS::IAM::Role', 'runs', { AssumeRolePolicyDocument: trust }] as const
const ramPolicy = { Version: '1', Statement: [{ Effect: 'Allow', Action: ['oss:GetObject'], Resource: '*' }] }
const ramTrust = {
  Version: '1',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: ['fc.aliyuncs.com'] } }],
}
const awsFn: Properties = { Code: code, Handler: 'index.handler', Runtime: 'nodejs22.x', Role: use(0, 'Arn') }
const awsFunction = ['AWS::Lambda::Function', 'hello', awsFn] as const
const body = {
  openapi: '3.0.1',
  info: { title: 'api', version: '1' },
  paths: { '/': { get: { 'x-amazon-apigateway-integration': { type: 'mock' } } } },
}
const restApi = ['AWS::ApiGateway::RestApi', 'api', { Name: 'api', Body: body }] as const
const restResource = [
  'AWS::ApiGateway::Resource',
  '',
  { ParentId: use(0, 'RootResourceId'), PathPart: 'items', RestApiId: use(0, 'Ref') },
] as const
const restDeployment = ['AWS::ApiGateway::Deployment', '', { RestApiId: use(0, 'Ref') }] as const
const httpApi = ['AWS::ApiGatewayV2::Api', 'api', { Name: 'api', ProtocolType: 'HTTP' }] as const
const machine = '{"StartAt":"a","States":{"a":{"Type":"Pass","Result":"pass","End":true}}}'
const awsMachine = [
  'AWS::StepFunctions::StateMachine',
  'orders',
  { RoleArn: use(0, 'Arn'), DefinitionString: machine },
] as const
const awsMachineVersion = [
  'AWS::StepFunctions::StateMachineVersion',
  '',
  { StateMachineArn: use(1, 'Ref') },
] as const
const userPool = ['AWS::Cognito::UserPool', 'users', {}] as const
const fcFn: Properties = { Code: code, Handler: 'index.handler', Runtime: 'nodejs20' }
const fcFunction = ['ALIYUN::FC3::Function', 'hello', fcFn] as const
const ramRole = ['ALIYUN::RAM::Role', 'runs', { AssumeRolePolicyDocument: ramTrust }] as const
const scfFn: Properties = { Code: code, Handler: 'index.main_handler', Runtime: 'Nodejs18.15' }
const scfFunction = ['TencentCloud::SCF::Function', 'hello', scfFn] as const

/** Every deployable type that has published properties. */
export const bases: Readonly<Record<string, Base>> = {
  'AWS::ApiGateway::Authorizer': {
    properties: { Name: 'thing', RestApiId: use(0, 'Ref'), Type: 'TOKEN' },
    needs: [restApi],
  },
  'AWS::ApiGateway::Deployment': {
    properties: { RestApiId: use(0, 'Ref') },
    beside: { StageDescription: { StageName: 'direct' } },
    needs: [restApi],
  },
  'AWS::ApiGateway::GatewayResponse': {
    properties: { ResponseType: 'DEFAULT_4XX', RestApiId: use(0, 'Ref') },
    needs: [restApi],
  },
  'AWS::ApiGateway::Method': {
    properties: { HttpMethod: 'GET', ResourceId: use(1, 'Ref'), RestApiId: use(0, 'Ref') },
    beside: { Integration: { MethodResponses: [{ StatusCode: '200' }] } },
    values: { 'Integration.IntegrationResponses.StatusCode': '200' },
    needs: [restApi, restResource],
  },
  'AWS::ApiGateway::Model': { properties: { Name: 'thing', RestApiId: use(0, 'Ref') }, needs: [restApi] },
  'AWS::ApiGateway::RequestValidator': {
    properties: { Name: 'thing', RestApiId: use(0, 'Ref') },
    needs: [restApi],
  },
  'AWS::ApiGateway::Resource': {
    properties: { ParentId: use(0, 'RootResourceId'), PathPart: 'items', RestApiId: use(0, 'Ref') },
    needs: [restApi],
  },
  'AWS::ApiGateway::RestApi': {
    properties: { Name: 'api' },
    beside: { FailOnWarnings: { Body: body }, Mode: { Body: body }, Parameters: { Body: body } },
  },
  'AWS::ApiGateway::Stage': {
    properties: { RestApiId: use(0, 'Ref'), DeploymentId: use(1, 'DeploymentId') },
    needs: [restApi, restDeployment],
  },
  'AWS::ApiGatewayV2::Api': {
    properties: { Name: 'api', ProtocolType: 'HTTP' },
    beside: { BasePath: { Body: body }, FailOnWarnings: { Body: body } },
  },
  'AWS::ApiGatewayV2::Authorizer': {
    properties: { ApiId: use(0, 'Ref'), AuthorizerType: 'JWT', Name: 'thing' },
    needs: [httpApi],
  },
  'AWS::ApiGatewayV2::Deployment': { properties: { ApiId: use(0, 'Ref') }, needs: [httpApi] },
  'AWS::ApiGatewayV2::Model': {
    properties: { ApiId: use(0, 'Ref'), Name: 'thing', Schema: '{}' },
    needs: [httpApi],
  },
  'AWS::ApiGatewayV2::Integration': {
    properties: { ApiId: use(0, 'Ref'), IntegrationType: 'AWS_PROXY' },
    needs: [httpApi],
  },
  'AWS::ApiGatewayV2::Route': { properties: { ApiId: use(0, 'Ref'), RouteKey: 'GET /' }, needs: [httpApi] },
  'AWS::ApiGatewayV2::Stage': { properties: { ApiId: use(0, 'Ref'), StageName: 'thing' }, needs: [httpApi] },
  'AWS::CodeDeploy::Application': { properties: {} },
  'AWS::CodeDeploy::DeploymentGroup': {
    properties: { ApplicationName: use(0, 'Ref'), ServiceRoleArn: 'arn:aws:iam::000000000000:role/releases' },
    needs: [['AWS::CodeDeploy::Application', 'releases', {}]],
  },
  'AWS::Cognito::UserPool': { properties: {} },
  'AWS::Cognito::UserPoolClient': { properties: { UserPoolId: use(0, 'Ref') }, needs: [userPool] },
  'AWS::Cognito::UserPoolDomain': {
    properties: { Domain: 'thing', UserPoolId: use(0, 'Ref') },
    needs: [userPool],
  },
  'AWS::CloudWatch::Alarm': { properties: {} },
  'AWS::DynamoDB::Table': {
    properties: {
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    },
    freed: { DeletionProtectionEnabled: false },
  },
  'AWS::Events::ApiDestination': {
    properties: {
      ConnectionArn: 'arn:aws:events:eu-west-1:000000000000:connection/a/b',
      HttpMethod: 'POST',
      InvocationEndpoint: 'https://example.com',
    },
  },
  'AWS::Events::Archive': { properties: { SourceArn: 'arn:aws:events:::event-bus/default' } },
  'AWS::Events::Connection': { properties: { AuthorizationType: 'BASIC', AuthParameters: {} } },
  'AWS::Events::EventBus': { properties: { Name: 'thing' } },
  'AWS::Events::EventBusPolicy': {
    properties: { StatementId: 'thing', Action: 'events:PutEvents', Principal: '*' },
  },
  'AWS::Events::Rule': { properties: { ScheduleExpression: 'rate(5 minutes)' } },
  'AWS::IAM::ManagedPolicy': { properties: { PolicyDocument: policy } },
  'AWS::IAM::Policy': {
    properties: { PolicyName: 'thing', PolicyDocument: policy, Roles: [use(0, 'Ref')] },
    needs: [awsRole],
  },
  'AWS::IAM::Role': { properties: { AssumeRolePolicyDocument: trust } },
  'AWS::Kinesis::Stream': { properties: { ShardCount: 1 } },
  'AWS::Lambda::Alias': {
    properties: { FunctionName: use(1, 'Ref'), FunctionVersion: '$LATEST', Name: 'thing' },
    needs: [awsRole, awsFunction],
  },
  'AWS::Lambda::EventSourceMapping': {
    properties: { FunctionName: use(1, 'Ref'), EventSourceArn: 'arn:aws:sqs:eu-west-1:000000000000:orders' },
    needs: [awsRole, awsFunction],
  },
  'AWS::Lambda::Function': { properties: awsFn, needs: [awsRole] },
  'AWS::Lambda::CodeSigningConfig': {
    properties: { AllowedPublishers: { SigningProfileVersionArns: ['arn:aws:signer:::profile'] } },
  },
  'AWS::Lambda::EventInvokeConfig': {
    properties: { FunctionName: use(1, 'Ref'), Qualifier: '$LATEST' },
    needs: [awsRole, awsFunction],
  },
  'AWS::Lambda::LayerVersionPermission': {
    properties: { LayerVersionArn: use(0, 'Ref'), Action: 'lambda:GetLayerVersion', Principal: '*' },
    needs: [['AWS::Lambda::LayerVersion', 'shared', { Content: code }]],
  },
  'AWS::Lambda::LayerVersion': { properties: { Content: code } },
  'AWS::Lambda::Permission': {
    properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: use(1, 'Ref'),
      Principal: 'events.amazonaws.com',
    },
    needs: [awsRole, awsFunction],
  },
  'AWS::Lambda::Url': {
    properties: { AuthType: 'NONE', TargetFunctionArn: use(1, 'Arn') },
    needs: [awsRole, awsFunction],
  },
  'AWS::Lambda::Version': { properties: { FunctionName: use(1, 'Ref') }, needs: [awsRole, awsFunction] },
  'AWS::Logs::LogGroup': { properties: {} },
  'AWS::Logs::MetricFilter': {
    properties: { LogGroupName: use(0, 'Ref'), FilterPattern: '', MetricTransformations: [] },
    needs: [['AWS::Logs::LogGroup', '/shop', {}]],
  },
  'AWS::Logs::SubscriptionFilter': {
    properties: { LogGroupName: use(0, 'Ref'), FilterPattern: '', DestinationArn: 'arn:aws:lambda:::f' },
    needs: [['AWS::Logs::LogGroup', '/shop', {}]],
  },
  'AWS::S3::Bucket': {
    properties: {},
    // The SDK takes days for these.
    values: {
      'LifecycleConfiguration.Rules.ExpirationDate': '2031-01-01',
      'LifecycleConfiguration.Rules.Transition.TransitionDate': '2032-02-02',
      'LifecycleConfiguration.Rules.Transitions.TransitionDate': '2033-03-03',
    },
  },
  'AWS::S3::BucketPolicy': {
    properties: { Bucket: use(0, 'Ref'), PolicyDocument: policy },
    needs: [['AWS::S3::Bucket', 'photos', {}]],
  },
  'AWS::Route53::RecordSet': {
    properties: {
      HostedZoneId: 'Z1',
      Name: 'thing.example.com',
      Type: 'A',
      TTL: '60',
      ResourceRecords: ['192.0.2.1'],
    },
    values: { TTL: '7777' },
  },
  'AWS::Route53::RecordSetGroup': {
    properties: { HostedZoneId: 'Z1' },
    values: { 'RecordSets.TTL': '7777' },
  },
  'AWS::Scheduler::Schedule': {
    properties: {
      FlexibleTimeWindow: { Mode: 'OFF' },
      ScheduleExpression: 'rate(5 minutes)',
      Target: {
        Arn: 'arn:aws:lambda:eu-west-1:000000000000:function:hello',
        RoleArn: 'arn:aws:iam::000000000000:role/r',
      },
    },
    values: {
      EndDate: '2031-01-01T00:00:00Z',
      // The local cloud takes no other text for it.
      ScheduleExpression: 'rate(7 minutes)',
      StartDate: '2030-01-01T00:00:00Z',
    },
  },
  'AWS::Scheduler::ScheduleGroup': { properties: {} },
  'AWS::SNS::Subscription': {
    properties: { TopicArn: use(0, 'Ref'), Protocol: 'sqs', Endpoint: 'arn:aws:sqs:us-east-1:1:q' },
    needs: [['AWS::SNS::Topic', 'news', {}]],
  },
  'AWS::SNS::Topic': { properties: {} },
  'AWS::SNS::TopicPolicy': {
    properties: { PolicyDocument: policy, Topics: [use(0, 'Ref')] },
    needs: [['AWS::SNS::Topic', 'news', {}]],
  },
  'AWS::SSM::Parameter': { properties: { Name: 'thing', Type: 'String', Value: 'a' } },
  'AWS::SecretsManager::Secret': {
    properties: {},
    values: { 'GenerateSecretString.PasswordLength': '741' },
  },
  'AWS::SQS::Queue': { properties: {} },
  'AWS::SQS::QueuePolicy': {
    properties: { PolicyDocument: policy, Queues: [use(0, 'Ref')] },
    needs: [['AWS::SQS::Queue', 'orders', {}]],
  },
  'AWS::StepFunctions::StateMachine': {
    properties: { RoleArn: use(0, 'Arn'), DefinitionString: machine },
    // Each of them gives the definition alone.
    beside: { DefinitionSubstitutions: { DefinitionString: machine.replace('pass', '${Key}') } },
    needs: [awsRole],
  },
  'AWS::StepFunctions::StateMachineAlias': {
    properties: {
      Name: 'thing',
      RoutingConfiguration: [{ StateMachineVersionArn: use(2, 'Ref'), Weight: 100 }],
    },
    needs: [awsRole, awsMachine, awsMachineVersion],
  },
  'AWS::StepFunctions::StateMachineVersion': {
    properties: { StateMachineArn: use(1, 'Ref') },
    needs: [awsRole, awsMachine],
  },
  'ALIYUN::FC3::Function': { properties: fcFn },
  'ALIYUN::FC3::Trigger': {
    properties: { FunctionName: 'hello', TriggerType: 'http', TriggerConfig: { authType: 'anonymous' } },
    needs: [fcFunction],
  },
  'ALIYUN::OSS::Bucket': { properties: {}, values: { 'VersioningConfiguration.Status': 'Suspended' } },
  'ALIYUN::RAM::AttachPolicyToRole': {
    properties: { PolicyName: 'AliyunOSSReadOnlyAccess', PolicyType: 'System', RoleName: 'runs' },
    needs: [ramRole],
  },
  'ALIYUN::RAM::ManagedPolicy': { properties: { PolicyDocument: ramPolicy } },
  'ALIYUN::RAM::Role': { properties: { AssumeRolePolicyDocument: ramTrust } },
  'TencentCloud::CAM::Role': { properties: {} },
  'TencentCloud::COS::Bucket': { properties: {} },
  'TencentCloud::SCF::Function': { properties: scfFn },
  'TencentCloud::SCF::Namespace': { properties: {} },
  'TencentCloud::SCF::Trigger': {
    properties: { FunctionName: 'hello', Type: 'timer', TriggerDesc: '0 */5 * * * * *' },
    needs: [scfFunction],
  },
}
