import { describe, expect, it } from 'vitest'
import { clouds } from '../../../../src/providers/index.ts'
import { load } from '../../../../src/template/load.ts'
import { root } from '../../../support/fnx.ts'

async function found(text: string): Promise<readonly string[]> {
  const today = new Date('2026-11-25')
  const input = { file: 't.yaml', text, clouds, parameters: {}, root, look: () => 'file' as const, today }
  const { diagnostics } = await load({ ...input, cloud: 'aws' })
  return diagnostics.map(({ code, location }) => `${code} ${location?.start.line}`)
}

const sam = (properties: string, more = ''): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: ., Handler: a.b, Runtime: nodejs24.x, ${properties} }
${more}`
const event = (type: string, properties: string): string =>
  sam(`Events: { E: { Type: ${type}, Properties: { ${properties} } } }`)
const rule = (expression: string): string => `Resources:
  R:
    Type: AWS::Events::Rule
    Properties: { ScheduleExpression: ${expression} }
`
const policy = (statement: string): string => sam(`Policies: [{ Statement: [{ ${statement} }] }]`)
const trust = (statement: string): string => `Resources:
  R:
    Type: AWS::IAM::Role
    Properties: { AssumeRolePolicyDocument: { Statement: { ${statement} } } }
`
const plain = `Resources:
  F: { Type: AWS::Lambda::Function, Properties: { Code: { ZipFile: x }, Handler: a.b, Runtime: nodejs24.x, Role: 'arn:aws:iam::123456789012:role/x' } }
`
const url = '  U: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref F, AuthType: NONE } }\n'
const integration =
  '  I: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: x, IntegrationType: AWS_PROXY, PayloadFormatVersion: "2.0", IntegrationUri: !GetAtt F.Arn } }\n'
const permission =
  '  P: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref F, Action: lambda:InvokeFunction, Principal: "*" } }\n'
const implicit = `  ServerlessRestApi: { Type: AWS::Serverless::Api, Properties: { StageName: v1 } }
`

const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ['a rate', rule('rate(5 minutes)'), []],
  ['a cron', rule("'cron(0/15 8-17 ? * MON-FRI *)'"), []],
  ['a rate of one', rule('rate(1 minutes)'), ['E4220 4']],
  ['a rate of several', rule('rate(5 minute)'), ['E4220 4']],
  ['a rate of none', rule('rate(0 minutes)'), ['E4220 4']],
  ['a cron of five fields', rule("'cron(0 8 * * *)'"), ['E4220 4']],
  ['a cron without ?', rule("'cron(0 8 * * * *)'"), ['E4220 4']],
  ['a cron with a 25th hour', rule("'cron(0 25 * * ? *)'"), ['E4220 4']],
  [
    'a switch that SAM takes for on',
    event('Schedule', 'Schedule: rate(1 hour), Enabled: !Ref AWS::Region'),
    ['W4231 5'],
  ],
  ['a switch', event('Schedule', 'Schedule: rate(1 hour), Enabled: false'), []],
  ['a crontab', event('Schedule', "Schedule: '*/5 * * * *'"), ['E4220 5']],
  ['a schedule of the scheduler', event('ScheduleV2', "ScheduleExpression: 'at(2030-01-01T00:00:00)'"), []],
  ['a point in time that is none', event('ScheduleV2', "ScheduleExpression: 'at(tomorrow)'"), ['E4220 5']],
  ['a schedule that is known later', event('Schedule', "Schedule: !Sub 'rate(${AWS::Region})'"), []],
  ['a path', event('Api', 'Path: "/a/{id}/b", Method: get'), []],
  ['a part of both', event('Api', "Path: '/a_{x}/{id}.json', Method: get"), ['E4221 5']],
  ['a slash at the end', event('Api', 'Path: /foo/, Method: get'), ['E4221 5']],
  ['a path behind a greedy variable', event('Api', "Path: '/{p+}/x', Method: get"), ['E4221 5']],
  [
    'two names of one variable',
    sam(
      "Events: { D: { Type: Api, Properties: { Path: '/x/{a}', Method: get } }, E: { Type: Api, Properties: { Path: '/x/{b}/c', Method: get } } }",
    ),
    ['E4221 5'],
  ],
  [
    'a timeout that no API waits for',
    sam('Timeout: 60, Events: { E: { Type: Api, Properties: { Path: /, Method: get } } }'),
    ['W4223 5'],
  ],
  ['a long timeout without an API', sam('Timeout: 60'), []],
  ['a policy', policy("Effect: Allow, Action: 's3:Get*', Resource: '*'"), []],
  ['an effect in small letters', policy("Effect: allow, Action: 's3:Get*', Resource: '*'"), ['E2004 5']],
  ['an action without its service', policy("Effect: Allow, Action: s3GetObject, Resource: '*'"), ['E2005 5']],
  ['a resource that is no ARN', policy("Effect: Allow, Action: ['s3:Get*'], Resource: bucket"), ['E2005 5']],
  ['a statement without a resource', policy("Effect: Allow, Action: 's3:Get*'"), ['E2002 5']],
  [
    'a statement with Actions',
    policy("Effect: Allow, Actions: 's3:Get*', Resource: '*'"),
    ['E2002 5', 'E2003 5'],
  ],
  [
    'a trust',
    trust('Effect: Allow, Action: sts:AssumeRole, Principal: { Service: lambda.amazonaws.com }'),
    [],
  ],
  ['a trust without a principal', trust('Effect: Allow, Action: sts:AssumeRole'), ['E2002 4']],
  [
    'a trust with a resource',
    trust("Effect: Allow, Action: sts:AssumeRole, Principal: '*', Resource: '*'"),
    ['E2003 4'],
  ],
  [
    'an alias that moves step by step without steps',
    'Resources:\n  A:\n    Type: AWS::StepFunctions::StateMachineAlias\n    Properties: { DeploymentPreference: { Type: LINEAR, StateMachineVersionArn: v } }\n',
    ['E2002 4', 'E2002 4'],
  ],
  [
    'a trust in a text',
    trust("Effect: Allow, Action: sts:AssumeRole, Principal: 'arn:aws:iam::123456789012:root'"),
    ['E2004 4'],
  ],
  [
    'a trust in nobody',
    trust("Effect: Allow, Action: sts:AssumeRole, Principal: { AWS: ['arn:aws:iam::${account}:root'] }"),
    ['E2005 4'],
  ],
  [
    'a trust in an account, a user and a unique ID',
    trust(
      "Effect: Allow, Action: sts:AssumeRole, Principal: { AWS: ['123456789012', 'arn:aws:iam::123456789012:user/a', AIDAIDODR4TAW7CSEXAMP, !Sub 'arn:aws:iam::${AWS::AccountId}:root'] }",
    ),
    [],
  ],
  [
    'an action and what is no action',
    policy("Effect: Allow, Action: 's3:*', NotAction: 'ec2:*', Resource: '*'"),
    ['E2003 5', 'E2003 5'],
  ],
  ['a policy with another key', sam('Policies: [{ Statement: [], Owner: x }]'), ['E2003 5']],
  [
    'a policy that is a list',
    'Resources:\n  P: { Type: AWS::IAM::Policy, Properties: { PolicyName: p, Roles: [r], PolicyDocument: [] } }\n',
    ['E2001 2'],
  ],
  [
    'a policy of a bucket for nobody and for all buckets',
    "Resources:\n  P: { Type: AWS::S3::BucketPolicy, Properties: { Bucket: b, PolicyDocument: { Statement: { Effect: Allow, Action: 's3:*', Resource: '*' } } } }\n",
    ['E2002 2', 'E2005 2'],
  ],
  [
    'a policy of a repository for a text',
    "Resources:\n  R: { Type: AWS::ECR::Repository, Properties: { RepositoryPolicyText: { Statement: { Effect: Allow, Action: 'ecr:*', Principal: me } } } }\n",
    ['E2004 2'],
  ],
  [
    'a policy of a key',
    "Resources:\n  K: { Type: AWS::KMS::Key, Properties: { KeyPolicy: { Statement: { Effect: Allow, Action: 'kms:*', Resource: '*', Principal: { AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root' } } } } }\n",
    [],
  ],
  [
    'a disk that is two things',
    'Resources:\n  I: { Type: AWS::EC2::Instance, Properties: { BlockDeviceMappings: [{ DeviceName: /dev/sdm, Ebs: {}, VirtualName: ephemeral0 }] } }\n',
    ['E2003 2', 'E2003 2'],
  ],
  [
    'an alarm on nothing',
    'Resources:\n  A: { Type: AWS::CloudWatch::Alarm, Properties: { ComparisonOperator: GreaterThanThreshold, EvaluationPeriods: 1 } }\n',
    ['E2002 2'],
  ],
  [
    'a name beyond its length',
    `Resources:\n  R: { Type: AWS::CodeCommit::Repository, Properties: { RepositoryName: ${'a'.repeat(101)} } }\n`,
    ['E2005 2'],
  ],
  [
    'a condition that is no name',
    'Resources:\n  Q: { Type: AWS::SQS::Queue, Condition: false }\n',
    ['E3005 2'],
  ],
  [
    'a queue that needs itself',
    'Resources:\n  Q: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub "${Q.Arn}" } }\n',
    ['E3003 2'],
  ],
  [
    'two circles',
    'Resources:\n  A: { Type: AWS::SQS::Queue, DependsOn: B }\n  B: { Type: AWS::SQS::Queue, DependsOn: A }\n  C: { Type: AWS::SQS::Queue, DependsOn: D }\n  D: { Type: AWS::SQS::Queue, DependsOn: C }\n',
    ['E3003 2', 'E3003 3', 'E3003 4', 'E3003 5'],
  ],
  [
    'a call beside properties',
    'Resources:\n  Q: { Type: AWS::SQS::Queue, Properties: { QueueName: a, Fn::Select: [0, [a]] } }\n',
    ['E2003 2'],
  ],
  [
    'a macro without a name',
    'Transform: { Parameters: {} }\nResources:\n  Q: { Type: AWS::SQS::Queue }\n',
    ['E2002 1'],
  ],
  [
    'a version of nothing',
    'AWSTemplateFormatVersion: null\nResources:\n  Q: { Type: AWS::SQS::Queue }\n',
    ['E2004 1'],
  ],
  ['a managed policy', sam('Policies: [AmazonS3ReadOnlyAccess]'), []],
  ['a misspelt managed policy', sam('Policies: [AmazonS3ReadOnlyAcces]'), ['E4225 5']],
  ['a managed policy that nobody knows', sam('Policies: Xyzzy'), ['W4226 5']],
  ['a variable that Lambda refuses', sam("Environment: { Variables: { 'MY-VAR': x } }"), ['E2005 5']],
  ['five KB of variables', sam(`Environment: { Variables: { A: ${'x'.repeat(5000)} } }`), ['E4222 5']],
  ['a level of text logs', sam('LoggingConfig: { LogFormat: Text, ApplicationLogLevel: INFO }'), ['E2003 5']],
  ['a level of JSON logs', sam('LoggingConfig: { LogFormat: JSON, ApplicationLogLevel: INFO }'), []],
  ['a section that is misspelt', sam('Timeout: 3', 'Outptus: {}\n'), ['E4217 6']],
  ['an attribute that is misspelt', sam('Timeout: 3', '    DependOn: X\n'), ['E4216 6']],
  ['a type of SAM that is misspelt', sam('Timeout: 3').replace('::Function', '::Functoin'), ['E4224 4']],
  [
    'a snapshot of a queue',
    'Resources:\n  Q: { Type: AWS::SQS::Queue, DeletionPolicy: Snapshot }\n',
    ['E4218 2'],
  ],
  [
    'a snapshot of a volume',
    'Resources:\n  V: { Type: AWS::EC2::Volume, DeletionPolicy: Snapshot, Properties: { AvailabilityZone: a, Size: 1 } }\n',
    [],
  ],
  [
    'a parameter of the same name',
    `Parameters: { F: { Type: String, Default: a } }\n${plain}`,
    ['W4001 1', 'E4219 3'],
  ],
  [
    'a stream without a beginning',
    `${plain}  S: { Type: AWS::Kinesis::Stream, Properties: { ShardCount: 1 } }\n  M: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: f, EventSourceArn: !GetAtt S.Arn } }\n`,
    ['E4227 4'],
  ],
  [
    'a stream of another stack without a beginning',
    `${plain}  M: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: f, EventSourceArn: 'arn:aws:kinesis:us-east-1:123456789012:stream/s' } }\n`,
    ['E2002 3'],
  ],
  ['an API that SAM replaces', `${event('Api', 'Path: /, Method: get')}${implicit}`, ['W4228 6']],
  [
    'an API of that name that is named',
    `${event('Api', 'Path: /, Method: get, RestApiId: !Ref Mine')}${implicit}  Mine: { Type: AWS::Serverless::Api, Properties: { StageName: v1 } }\n`,
    [],
  ],
  ['an address that nothing allows', `${plain}${url}`, ['W4229 3']],
  ['an API that nothing allows', `${plain}${integration}`, ['W4229 3']],
  ['callers that a permission allows', `${plain}${url}${integration}${permission}`, []],
]

describe('validate, of what AWS refuses,', () => {
  it.each(cases)('looks at %s', async (_, text, expected) => {
    expect(await found(text)).toEqual(expected)
  })
})
