import { describe, expect, it } from 'vitest'
import { isRecord, type Properties } from '../../../../../src/model/value.ts'
import { functionTriggers, machineTriggers } from '../../../../../src/providers/aws/dialect/events/index.ts'
import { expandSam, samFunction } from '../../../../support/expand-sam.ts'

const secret = [{ Type: 'BASIC_AUTH', URI: 'arn:secret' }]
const from = { Stream: 'arn:stream', StartingPosition: 'LATEST' }

/** What each event makes beside the function and its role. */
const made: Readonly<Record<string, readonly [Properties, readonly string[]]>> = {
  AlexaSkill: [{}, ['Lambda::Permission']],
  Api: [
    { Path: '/', Method: 'get' },
    ['ApiGateway::Deployment', 'ApiGateway::RestApi', 'ApiGateway::Stage', 'Lambda::Permission'],
  ],
  CloudWatchEvent: [{ Pattern: { source: ['x'] } }, ['Events::Rule', 'Lambda::Permission']],
  CloudWatchLogs: [
    { LogGroupName: 'x', FilterPattern: '' },
    ['Lambda::Permission', 'Logs::SubscriptionFilter'],
  ],
  Cognito: [{ UserPool: { Ref: 'Users' }, Trigger: 'PreSignUp' }, ['Lambda::Permission']],
  DocumentDB: [
    { Cluster: 'arn:c', DatabaseName: 'd', SourceAccessConfigurations: secret },
    ['Lambda::EventSourceMapping'],
  ],
  DynamoDB: [from, ['Lambda::EventSourceMapping']],
  EventBridgeRule: [
    { Pattern: { source: ['x'] }, DeadLetterConfig: { Type: 'SQS' } },
    ['Events::Rule', 'Lambda::Permission', 'SQS::Queue', 'SQS::QueuePolicy'],
  ],
  HttpApi: [{}, ['ApiGatewayV2::Api', 'ApiGatewayV2::Stage', 'Lambda::Permission']],
  IoTRule: [{ Sql: 'SELECT *' }, ['IoT::TopicRule', 'Lambda::Permission']],
  Kinesis: [from, ['Lambda::EventSourceMapping']],
  MQ: [{ Broker: 'arn:b', SourceAccessConfigurations: secret }, ['Lambda::EventSourceMapping']],
  MSK: [from, ['Lambda::EventSourceMapping']],
  S3: [{ Bucket: { Ref: 'Files' }, Events: 's3:ObjectCreated:*' }, ['Lambda::Permission']],
  SNS: [
    { Topic: 'arn:t', SqsSubscription: true },
    ['Lambda::EventSourceMapping', 'SNS::Subscription', 'SQS::Queue', 'SQS::QueuePolicy'],
  ],
  SQS: [{ Queue: 'arn:q' }, ['Lambda::EventSourceMapping']],
  Schedule: [{ Schedule: 'rate(1 day)' }, ['Events::Rule', 'Lambda::Permission']],
  ScheduleV2: [{ ScheduleExpression: 'rate(1 day)' }, ['IAM::Role', 'Scheduler::Schedule']],
  SelfManagedKafka: [
    { KafkaBootstrapServers: ['a:9092'], Topics: ['t'], SourceAccessConfigurations: secret },
    ['Lambda::EventSourceMapping'],
  ],
}

const others = { Users: { Type: 'AWS::Cognito::UserPool' }, Files: { Type: 'AWS::S3::Bucket' } }

function typesBeside(resources: Properties, known: readonly string[]): readonly string[] {
  return Object.entries(resources)
    .filter(([id]) => !known.includes(id))
    .map(([, body]) => (isRecord(body) ? String(body.Type).replace('AWS::', '') : ''))
    .sort()
}

describe('functionTriggers', () => {
  it('has a row in this table for every event', () => {
    expect(Object.keys(made).sort()).toEqual(Object.keys(functionTriggers).sort())
  })

  it.each(Object.entries(made))('%s makes what it needs', (Type, [Properties, expected]) => {
    const Hello = samFunction({ Events: { On: { Type, Properties } } })
    const { resources, findings } = expandSam({ Resources: { Hello, ...others } })
    expect(findings).toEqual([])
    expect(typesBeside(resources, ['Hello', 'HelloRole', 'Users', 'Files'])).toEqual(expected)
  })

  it.each(Object.keys(functionTriggers))('%s refuses a property that it does not have', Type => {
    const Hello = samFunction({ Events: { On: { Type, Properties: { Path: '/', Method: 'get', Odd: 1 } } } })
    const { findings } = expandSam({ Resources: { Hello } })
    expect(findings.map(({ code }) => code)).toEqual(['E1503'])
  })
})

const machine: Readonly<Record<string, readonly [Properties, readonly string[]]>> = {
  Api: [
    { Path: '/', Method: 'post' },
    ['ApiGateway::Deployment', 'ApiGateway::RestApi', 'ApiGateway::Stage', 'IAM::Role'],
  ],
  CloudWatchEvent: [{ Pattern: { source: ['x'] } }, ['Events::Rule', 'IAM::Role']],
  EventBridgeRule: [{ Pattern: { source: ['x'] } }, ['Events::Rule', 'IAM::Role']],
  Schedule: [{ Schedule: 'rate(1 day)' }, ['Events::Rule', 'IAM::Role']],
  ScheduleV2: [{ ScheduleExpression: 'rate(1 day)' }, ['IAM::Role', 'Scheduler::Schedule']],
}

describe('machineTriggers', () => {
  it('has a row in this table for every event', () => {
    expect(Object.keys(machine).sort()).toEqual(Object.keys(machineTriggers).sort())
  })

  it.each(Object.entries(machine))('%s makes what it needs', (Type, [Properties, expected]) => {
    const Flow = {
      Type: 'AWS::Serverless::StateMachine',
      Properties: { Definition: { StartAt: 'A' }, Events: { On: { Type, Properties } } },
    }
    const { resources, findings } = expandSam({ Resources: { Flow } })
    expect(findings).toEqual([])
    expect(typesBeside(resources, ['Flow', 'FlowRole'])).toEqual(expected)
  })
})
