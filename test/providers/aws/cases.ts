import type { Properties } from '../../../src/model/value.ts'
import type { Case, Need } from '../../support/lifecycle-cases.ts'
import { restPartCases } from './api-gateway/cases.ts'
import { httpPartCases } from './api-gateway-v2/cases.ts'
import { genericCases } from './cloud-control/cases.ts'
import { cases as cloudwatch } from './cloudwatch/cases.ts'
import { codeDeployCases } from './codedeploy/cases.ts'
import { cognitoCases } from './cognito/cases.ts'
import { cases as dynamodb } from './dynamodb/cases.ts'
import { cases as events } from './events/cases.ts'
import { cases as kinesis } from './kinesis/cases.ts'
import { lambdaCases } from './lambda/cases.ts'
import { cases as logs } from './logs/cases.ts'
import { access, code, fn, role, settings, tags, trust, use } from './needs.ts'
import { route53Cases } from './route53/cases.ts'
import { schedulerCases } from './scheduler/cases.ts'
import { cases as secretsManager } from './secrets-manager/cases.ts'
import { cases as sns } from './sns/cases.ts'
import { cases as sqs } from './sqs/cases.ts'
import { cases as ssm } from './ssm/cases.ts'
import { stepFunctionsCases } from './stepfunctions/cases.ts'

const uri = use(1, 'Arn')
const body = (path: string): Properties => ({
  openapi: '3.0.1',
  info: { title: 'shop', version: '1' },
  paths: {
    [path]: { get: { 'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', uri } } },
  },
})

const restApi: Need = { type: 'AWS::ApiGateway::RestApi', name: '', properties: { Body: body('/hello') } }
const deployment: Need = {
  type: 'AWS::ApiGateway::Deployment',
  name: '',
  properties: { RestApiId: use(2, 'Ref'), StageName: 'Stage' },
}
const httpApi: Need = {
  type: 'AWS::ApiGatewayV2::Api',
  name: '',
  properties: { Name: 'shop', ProtocolType: 'HTTP' },
}
const integration: Need = {
  type: 'AWS::ApiGatewayV2::Integration',
  name: '',
  properties: { ApiId: use(0, 'Ref'), IntegrationType: 'HTTP_PROXY', IntegrationUri: 'http://localhost' },
}
const bucket: Need = { type: 'AWS::S3::Bucket', name: 'shop-photos', properties: {} }

/** A case for each kind of resource, and more where one does not show all of it. */
export const cases: readonly Case[] = [
  {
    type: 'AWS::IAM::Role',
    name: 'shop-role',
    first: {
      AssumeRolePolicyDocument: trust,
      Description: 'Runs it',
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
      Policies: [
        { PolicyName: 'read', PolicyDocument: access('s3:GetObject') },
        { PolicyName: 'list', PolicyDocument: access('s3:ListBucket') },
      ],
      Tags: tags,
    },
    second: {
      AssumeRolePolicyDocument: { ...trust, Version: '2008-10-17' },
      MaxSessionDuration: 7200,
      PermissionsBoundary: 'arn:aws:iam::aws:policy/PowerUserAccess',
      Policies: [
        { PolicyName: 'read', PolicyDocument: access('s3:HeadObject') },
        { PolicyName: 'write', PolicyDocument: access('s3:PutObject') },
      ],
    },
  },
  {
    type: 'AWS::IAM::ManagedPolicy',
    name: 'shop-policy',
    needs: [role],
    first: { PolicyDocument: access('s3:GetObject'), Path: '/shop/', Roles: [use(0, 'Ref')], Tags: tags },
    second: { PolicyDocument: access('s3:PutObject'), Path: '/shop/' },
  },
  {
    type: 'AWS::IAM::Policy',
    name: 'shop-inline',
    needs: [role],
    first: { PolicyName: 'shop-inline', PolicyDocument: access('s3:GetObject'), Roles: [use(0, 'Ref')] },
    second: { PolicyName: 'shop-inline', PolicyDocument: access('s3:PutObject'), Roles: [use(0, 'Ref')] },
    ours: { PolicyDocument: { Statement: [] } },
  },
  {
    type: 'AWS::Lambda::Function',
    name: 'hello',
    needs: [role],
    first: {
      ...settings,
      Code: code('one'),
      Description: 'Says hello',
      MemorySize: 256,
      Timeout: 10,
      Environment: { Variables: { PORT: '80', NAME: 'x', ON: 'true' } },
      ReservedConcurrentExecutions: 2,
      Architectures: ['arm64'],
      Tags: tags,
    },
    second: {
      ...settings,
      Code: code('two'),
      Handler: 'main.handler',
      Environment: { Variables: { NAME: 'y' } },
    },
  },
  {
    type: 'AWS::Lambda::Permission',
    name: 'shop-permission-abcd1234',
    needs: [role, fn],
    first: {
      FunctionName: use(1, 'Ref'),
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: 'arn:aws:execute-api:eu-west-1:000000000000:api/*/GET/hello',
    },
    second: {
      FunctionName: use(1, 'Ref'),
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: 'arn:aws:execute-api:eu-west-1:000000000000:api/*/GET/hello',
    },
  },
  {
    type: 'AWS::Lambda::Url',
    name: '',
    needs: [role, fn],
    first: {
      TargetFunctionArn: use(1, 'Arn'),
      AuthType: 'NONE',
      Cors: { AllowOrigins: ['*'], MaxAge: 60 },
    },
    second: { TargetFunctionArn: use(1, 'Arn'), AuthType: 'AWS_IAM' },
  },
  {
    type: 'AWS::Lambda::Version',
    name: '',
    needs: [role, fn],
    first: { FunctionName: use(1, 'Ref'), Description: 'One' },
    second: { FunctionName: use(1, 'Ref'), Description: 'One' },
  },
  {
    type: 'AWS::Lambda::Alias',
    name: 'live',
    needs: [role, fn],
    first: { FunctionName: use(1, 'Ref'), FunctionVersion: '$LATEST', Name: 'live', Description: 'Now' },
    second: { FunctionName: use(1, 'Ref'), FunctionVersion: '$LATEST', Name: 'live' },
  },
  {
    type: 'AWS::ApiGateway::RestApi',
    name: '',
    needs: [role, fn],
    first: {
      Body: body('/hello'),
      Description: 'Shop',
      BinaryMediaTypes: ['image/png'],
      EndpointConfiguration: { Types: ['REGIONAL'] },
      Tags: tags,
    },
    second: {
      Body: body('/bye'),
      Name: 'shop',
      BinaryMediaTypes: ['*/*'],
      EndpointConfiguration: { Types: ['EDGE'] },
    },
  },
  {
    type: 'AWS::ApiGateway::Deployment',
    name: '',
    needs: [role, fn, restApi],
    first: { RestApiId: use(2, 'Ref'), StageName: 'Stage', Description: 'RestApi deployment id: 1' },
    second: { RestApiId: use(2, 'Ref'), StageName: 'Stage', Description: 'RestApi deployment id: 2' },
  },
  {
    type: 'AWS::ApiGateway::Stage',
    name: 'Prod',
    needs: [role, fn, restApi, deployment],
    first: {
      RestApiId: use(2, 'Ref'),
      DeploymentId: use(3, 'Ref'),
      StageName: 'Prod',
      Variables: { A: '1', B: '2' },
      MethodSettings: [{ ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 5 }],
      Tags: tags,
    },
    second: {
      RestApiId: use(2, 'Ref'),
      DeploymentId: use(3, 'Ref'),
      StageName: 'Prod',
      Variables: { B: '3' },
      TracingEnabled: true,
    },
  },
  {
    type: 'AWS::ApiGatewayV2::Api',
    name: '',
    needs: [role, fn],
    first: { Body: body('/hello'), Description: 'Shop', CorsConfiguration: { AllowOrigins: ['*'] } },
    second: { Body: body('/bye'), Tags: { team: 'b' } },
  },
  {
    type: 'AWS::ApiGatewayV2::Api',
    name: '',
    first: { Name: 'shop', ProtocolType: 'HTTP', Description: 'Shop', Tags: { team: 'a' } },
    second: { Name: 'store', ProtocolType: 'HTTP' },
  },
  {
    type: 'AWS::ApiGatewayV2::Stage',
    name: '$default',
    needs: [httpApi],
    first: {
      ApiId: use(0, 'Ref'),
      StageName: '$default',
      AutoDeploy: true,
      StageVariables: { A: '1' },
      Tags: { team: 'a' },
    },
    second: { ApiId: use(0, 'Ref'), StageName: '$default', AutoDeploy: true, Description: 'All' },
  },
  {
    type: 'AWS::ApiGatewayV2::Integration',
    name: '',
    needs: [httpApi],
    first: {
      ApiId: use(0, 'Ref'),
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: 'arn:aws:lambda:eu-west-1:000000000000:function:hello',
      PayloadFormatVersion: '2.0',
      Description: 'Calls hello',
    },
    second: {
      ApiId: use(0, 'Ref'),
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: 'arn:aws:lambda:eu-west-1:000000000000:function:bye',
      PayloadFormatVersion: '1.0',
    },
  },
  {
    type: 'AWS::ApiGatewayV2::Route',
    name: '',
    needs: [httpApi, integration],
    first: { ApiId: use(0, 'Ref'), RouteKey: 'GET /hello' },
    second: { ApiId: use(0, 'Ref'), RouteKey: 'GET /hello', AuthorizationType: 'NONE' },
    ours: { Target: 'integrations/other' },
  },
  {
    type: 'AWS::Events::Rule',
    name: 'every-day',
    needs: [role, fn],
    first: {
      ScheduleExpression: 'rate(1 day)',
      State: 'DISABLED',
      Targets: [
        { Id: 'one', Arn: use(1, 'Arn'), Input: '{"a":1}' },
        { Id: 'two', Arn: use(1, 'Arn') },
      ],
      Tags: tags,
    },
    second: { ScheduleExpression: 'cron(0 8 * * ? *)', Targets: [{ Id: 'two', Arn: use(1, 'Arn') }] },
  },
  {
    type: 'AWS::S3::Bucket',
    name: 'shop-photos',
    first: {
      Tags: tags,
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      LifecycleConfiguration: { Rules: [{ Id: 'old', Status: 'Enabled', ExpirationInDays: 30 }] },
      CorsConfiguration: { CorsRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'], MaxAge: 60 }] },
    },
    second: {
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      WebsiteConfiguration: { IndexDocument: 'index.html' },
    },
  },
  {
    type: 'AWS::S3::Bucket',
    name: 'shop-watched',
    first: {
      AccessControl: 'LogDeliveryWrite',
      OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
      LoggingConfiguration: { DestinationBucketName: 'shop-logs', LogFilePrefix: 'requests/' },
      MetricsConfigurations: [
        { Id: 'all' },
        { Id: 'some', Prefix: 'a/', TagFilters: [{ Key: 'kind', Value: 'b' }] },
      ],
      AnalyticsConfigurations: [
        {
          Id: 'days',
          StorageClassAnalysis: {
            DataExport: {
              OutputSchemaVersion: 'V_1',
              Destination: { BucketArn: 'arn:aws:s3:::shop-reports', Format: 'CSV' },
            },
          },
        },
      ],
      IntelligentTieringConfigurations: [
        { Id: 'cold', Status: 'Enabled', Tierings: [{ AccessTier: 'ARCHIVE_ACCESS', Days: 90 }] },
      ],
      InventoryConfigurations: [
        {
          Id: 'list',
          Destination: {
            BucketArn: 'arn:aws:s3:::shop-reports',
            Format: 'CSV',
            BucketAccountId: '000000000000',
          },
          Enabled: true,
          IncludedObjectVersions: 'Current',
          OptionalFields: ['Size'],
          Prefix: 'a/',
          ScheduleFrequency: 'Weekly',
        },
      ],
    },
    second: {
      OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
      LoggingConfiguration: { LogFilePrefix: 'own/' },
      MetricsConfigurations: [{ Id: 'some', Prefix: 'b/' }],
    },
  },
  {
    type: 'AWS::S3::BucketPolicy',
    name: '',
    needs: [bucket],
    first: { Bucket: use(0, 'Ref'), PolicyDocument: access('s3:GetObject') },
    second: { Bucket: use(0, 'Ref'), PolicyDocument: access('s3:PutObject') },
    ours: { PolicyDocument: { Statement: [] } },
  },
  {
    type: 'AWS::Logs::LogGroup',
    name: '/aws/lambda/shop',
    first: {
      LogGroupName: '/aws/lambda/shop',
      KmsKeyId: 'arn:aws:kms:us-east-1:000000000000:key/one',
      RetentionInDays: 7,
      Tags: tags,
    },
    second: { LogGroupName: '/aws/lambda/shop' },
  },
  ...lambdaCases,
  {
    type: 'Fnx::CodeObject',
    name: '',
    needs: [bucket],
    first: { Bucket: use(0, 'Ref'), Key: 'abc.zip', Artifact: code('one') },
    second: { Bucket: use(0, 'Ref'), Key: 'abc.zip', Artifact: code('one') },
  },
  ...codeDeployCases,
  ...cognitoCases,
  ...genericCases,
  ...httpPartCases,
  ...restPartCases,
  ...route53Cases,
  ...schedulerCases,
  ...cloudwatch,
  ...dynamodb,
  ...events,
  ...kinesis,
  ...logs,
  ...secretsManager,
  ...sns,
  ...sqs,
  ...ssm,
  ...stepFunctionsCases,
]
