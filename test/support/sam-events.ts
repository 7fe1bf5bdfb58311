import type { Properties, Value } from '../../src/model/value.ts'
import type { Draw } from './draw.ts'

/** Makes one event of every type that functions have; paths hold the function's name, so that no two functions share one. */
export function functionEvents(id: string, draw: Draw): Properties {
  const all: Properties = {
    Get: { Type: 'Api', Properties: { Path: `/${id}/{id}`, Method: 'get' } },
    Any: { Type: 'Api', Properties: { Path: `/${id}`, Method: 'ANY', RestApiId: { Ref: 'RestApi' } } },
    Post: { Type: 'Api', Properties: { Path: `/${id}`, Method: 'post', ...apiSettings(draw) } },
    Http: { Type: 'HttpApi', Properties: { Path: `/${id}/{proxy+}`, Method: 'get' } },
    Route: { Type: 'HttpApi', Properties: { Path: `/${id}`, Method: 'put', ApiId: { Ref: 'HttpApi' } } },
    Files: {
      Type: 'S3',
      Properties: {
        Bucket: { Ref: draw.one(['Bucket', 'OtherBucket']) },
        Events: draw.one<Value>(['s3:ObjectCreated:*', ['s3:ObjectCreated:Put', 's3:ObjectRemoved:*']]),
        ...(draw.chance(40) ? { Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: id }] } } } : {}),
      },
    },
    News: {
      Type: 'SNS',
      Properties: {
        Topic: { Ref: 'Topic' },
        ...(draw.chance(50) ? { SqsSubscription: true } : {}),
        ...(draw.chance(40) ? { FilterPolicy: { b: ['1'], a: [{ numeric: ['>', 1] }] } } : {}),
      },
    },
    Jobs: { Type: 'SQS', Properties: { Queue: { 'Fn::GetAtt': ['Queue', 'Arn'] }, BatchSize: 5 } },
    Records: {
      Type: 'Kinesis',
      Properties: {
        Stream: { 'Fn::GetAtt': ['Stream', 'Arn'] },
        StartingPosition: 'LATEST',
        ...failure(draw),
      },
    },
    Changes: {
      Type: 'DynamoDB',
      Properties: {
        Stream: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
        StartingPosition: 'TRIM_HORIZON',
        ...failure(draw),
      },
    },
    Tick: { Type: 'Schedule', Properties: { Schedule: 'rate(5 minutes)', ...dead(draw) } },
    Tock: { Type: 'ScheduleV2', Properties: { ScheduleExpression: 'rate(1 day)', ...dead(draw) } },
    Watch: { Type: 'CloudWatchEvent', Properties: { Pattern: { source: ['aws.s3'] } } },
    Bus: {
      Type: 'EventBridgeRule',
      Properties: { Pattern: { detail: { b: [1], a: [2] } }, EventBusName: 'own', ...dead(draw) },
    },
    Lines: { Type: 'CloudWatchLogs', Properties: { LogGroupName: { Ref: 'Stage' }, FilterPattern: '' } },
    Things: { Type: 'IoTRule', Properties: { Sql: "SELECT * FROM 'x'" } },
    Skill: { Type: 'AlexaSkill', Properties: draw.chance(50) ? { SkillId: 'amzn1.ask' } : {} },
    SignUp: { Type: 'Cognito', Properties: { UserPool: { Ref: 'Users' }, Trigger: triggers[id] ?? [] } },
    Broker: {
      Type: 'MQ',
      Properties: {
        Broker: 'arn:aws:mq:us-east-1:123456789012:broker:b',
        Queues: ['q'],
        SourceAccessConfigurations: secret,
      },
    },
    Cluster: {
      Type: 'MSK',
      Properties: { Stream: 'arn:aws:kafka:us-east-1:1:c', Topics: ['t'], StartingPosition: 'LATEST' },
    },
    Kafka: {
      Type: 'SelfManagedKafka',
      Properties: {
        KafkaBootstrapServers: ['a:9092', 'b:9092'],
        Topics: ['t'],
        SourceAccessConfigurations: secret,
      },
    },
    Documents: {
      Type: 'DocumentDB',
      Properties: {
        Cluster: 'arn:aws:rds:us-east-1:1:cluster:c',
        DatabaseName: 'd',
        SourceAccessConfigurations: secret,
      },
    },
  }
  return all
}

/** Makes one event of every type that state machines have. */
export function machineEvents(draw: Draw): Properties {
  return {
    Start: { Type: 'Api', Properties: { Path: '/flow', Method: 'post' } },
    Tick: { Type: 'Schedule', Properties: { Schedule: 'rate(1 day)', ...dead(draw) } },
    Tock: { Type: 'ScheduleV2', Properties: { ScheduleExpression: 'rate(1 day)' } },
    Watch: { Type: 'CloudWatchEvent', Properties: { Pattern: { source: ['a'] } } },
    Bus: { Type: 'EventBridgeRule', Properties: { Pattern: { source: ['a'] }, ...dead(draw) } },
  }
}

const secret = [{ Type: 'BASIC_AUTH', URI: 'arn:aws:secretsmanager:us-east-1:1:secret:s' }]

/** A pool of users takes each of them once. */
const triggers: Properties = {
  Hello: 'PreSignUp',
  A1: ['PostConfirmation', 'PreAuthentication'],
  Payments: 'PostAuthentication',
}

function apiSettings(draw: Draw): Properties {
  return draw.chance(40)
    ? { RequestParameters: ['method.request.header.Authorization', 'method.request.querystring.q'] }
    : {}
}

function failure(draw: Draw): Properties {
  if (!draw.chance(50)) return {}
  return {
    DestinationConfig: { OnFailure: { Type: 'SQS', Destination: { 'Fn::GetAtt': ['Queue', 'Arn'] } } },
  }
}

function dead(draw: Draw): Properties {
  if (!draw.chance(50)) return {}
  return { DeadLetterConfig: draw.chance(50) ? { Type: 'SQS' } : { Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] } } }
}
