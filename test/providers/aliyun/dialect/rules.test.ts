import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { dialect } from '../../../../src/providers/aliyun/dialect/index.ts'
import { ruleFindings } from '../../../support/rule-findings.ts'

function findings(resources: Properties, more: Properties = {}): readonly string[] {
  const document = { Resources: resources, ...more }
  return ruleFindings(dialect, document)
}

function fn(properties: Properties, events: Properties = {}): Properties {
  return {
    Type: 'Aliyun::Serverless::Function',
    Properties: { Handler: 'index.handler', Runtime: 'nodejs20', ...properties },
    Events: events,
  }
}

const in_ = 'Resources.hello.Properties'
const timer = { Type: 'Timer', Properties: { CronExpression: '@every 4m' } }

const http = { Type: 'HTTP', Properties: { AuthType: 'ANONYMOUS', Methods: ['GET'] } }
const every = (CronExpression: string) => fn({}, { x: { Type: 'Timer', Properties: { CronExpression } } })
const cron = 'E4322 Resources.hello.Events.x.Properties.CronExpression'

const cases: readonly (readonly [string, Properties, readonly string[]])[] = [
  ['nothing in a sound function', fn({}, { every: timer }), []],
  ['a retired runtime', fn({ Runtime: 'nodejs10' }), [`W4301 ${in_}.Runtime`]],
  ['a runtime of another cloud', fn({ Runtime: 'nodejs20.x' }), [`E4302 ${in_}.Runtime`]],
  ['a runtime that is known later', fn({ Runtime: { Ref: 'Runtime' } }), []],
  [
    'settings without effect',
    fn({ InstanceType: 'c1', LogConfig: 'Auto' }),
    [`W4303 ${in_}.InstanceType`, `W4303 ${in_}.LogConfig`],
  ],
  [
    'nothing in what FC 3.0 does by itself',
    fn({
      InstanceType: 'e1',
      Runtime: 'custom-container',
      CustomContainerConfig: { Image: 'i', WebServerMode: true },
    }),
    [],
  ],
  [
    'a network without vSwitch',
    fn({ VpcConfig: { VpcId: 'v', SecurityGroupId: 's' } }),
    [`W4304 ${in_}.VpcConfig`],
  ],
  ['an unknown event', fn({}, { x: { Type: 'Kafka' } }), ['E4305 Resources.hello.Events.x.Type']],
  [
    'a timer without schedule',
    fn({}, { x: { Type: 'Timer', Properties: {} } }),
    ['E4306 Resources.hello.Events.x'],
  ],
  [
    'a misspelt property of an event',
    fn({}, { x: { Type: 'Timer', Properties: { CronExpression: '@every 4m', Enabled: true } } }),
    ['E4307 Resources.hello.Events.x.Properties.Enabled'],
  ],
  [
    'an event that is gone',
    fn({}, { x: { Type: 'RDS', Properties: {} } }),
    ['W4308 Resources.hello.Events.x.Type'],
  ],
  [
    'a path that FC does not know',
    fn({}, { x: { Type: 'API', Properties: { Path: '/a', AuthType: 'ANONYMOUS' } } }),
    ['W4309 Resources.hello.Events.x.Properties.Path'],
  ],
  ['two HTTP events', fn({ Runtime: 'custom' }, { a: http, b: http }), ['I4310 Resources.hello.Events.b']],
  [
    'an event without a role',
    fn({}, { x: { Type: 'OSS', Properties: { bucketName: 'abc', events: ['oss:ObjectCreated:*'] } } }),
    ['W4311 Resources.hello.Events.x'],
  ],
  [
    'an address open to all',
    fn({ Runtime: 'custom' }, { x: { Type: 'HTTP' } }),
    ['W4323 Resources.hello.Events.x'],
  ],
  ['an API that asked who calls', fn({}, { x: { Type: 'API' } }), ['W4323 Resources.hello.Events.x']],
  ['a handler of request and response', fn({}, { x: http }), ['I4324 Resources.hello.Events.x']],
  [
    'an alias that nobody makes',
    fn({}, { x: { Type: 'Timer', Properties: { ...timer.Properties, Qualifier: 'prod' } } }),
    ['W4325 Resources.hello.Events.x.Properties.Qualifier'],
  ],
  [
    'variables that Function Compute refuses',
    fn({ EnvironmentVariables: { FC_X: '1', '1bad': 'x', 'OK-NO': 'y', GOOD_1: 'z' } }),
    ['FC_X', '1bad', 'OK-NO'].map(name => `E4320 ${in_}.EnvironmentVariables.${name}`),
  ],
  [
    'an environment that is too large',
    fn({ EnvironmentVariables: { A: 'x'.repeat(2000), B: 'ü'.repeat(1100) } }),
    [`E4321 ${in_}.EnvironmentVariables`],
  ],
  ['an environment that is just small enough', fn({ EnvironmentVariables: { A: 'x'.repeat(4095) } }), []],
  ['a runtime that may be newer', fn({ Runtime: 'nodejs22' }), [`W4326 ${in_}.Runtime`]],
  [
    'requests at once on a built-in runtime',
    fn({ InstanceConcurrency: 20 }),
    [`W4303 ${in_}.InstanceConcurrency`],
  ],
  ['requests at once on a custom runtime', fn({ InstanceConcurrency: 20, Runtime: 'custom' }), []],
  [
    'requests at once in the words of FC 3.0',
    { Type: 'ALIYUN::FC3::Function', Properties: { Runtime: 'python3.10', InstanceConcurrency: 2 } },
    [`E4327 ${in_}.InstanceConcurrency`],
  ],
  [
    'a file system that fun would make',
    fn({ NasConfig: { Auto: true, UserId: 33 } }),
    [`W4303 ${in_}.NasConfig`],
  ],
  [
    'what a container is no more asked',
    fn({ Runtime: 'custom-container', CustomContainerConfig: { Image: 'i', WebServerMode: false } }),
    [`W4303 ${in_}.CustomContainerConfig.WebServerMode`],
  ],
  ['a cron of five fields', every('*/5 * * * *'), [cron]],
  ['a minute that there is not', every('0 99 * * * *'), [cron]],
  ['an interval without a unit', every('@every 5'), [cron]],
  ['crons as the console takes them', every('CRON_TZ=Asia/Shanghai 0 0/30 9-17 ? * MON-FRI'), []],
  [
    'a cron in the words of FC 3.0',
    {
      Type: 'ALIYUN::FC3::Trigger',
      Properties: { TriggerType: 'timer', TriggerConfig: { cronExpression: '0 8 * * *' } },
    },
    [`E4322 ${in_}.TriggerConfig.cronExpression`],
  ],
  ['a key beside Properties', { ...fn({}), Evnts: {} }, ['E4318 Resources.hello.Evnts']],
  [
    'a misspelt Properties of a service',
    { Type: 'Aliyun::Serverless::Service', Propertes: {} },
    ['E4318 Resources.hello.Propertes'],
  ],
  [
    'a function that has lost its type',
    { Type: 'Aliyun::Serverless::Service', hi: { Properties: { Handler: 'a.b' } } },
    ['E4318 Resources.hello.hi'],
  ],
  [
    'functions under a key of their own',
    { Type: 'Aliyun::Serverless::Service', Functions: { hi: fn({}) } },
    ['E4318 Resources.hello.Functions'],
  ],
  [
    'a bucket in a service',
    { Type: 'Aliyun::Serverless::Service', hi: { Type: 'ALIYUN::OSS::Bucket' } },
    ['E4318 Resources.hello.hi'],
  ],
  [
    'a misspelt type in a service',
    { Type: 'Aliyun::Serverless::Service', hi: { ...fn({}), Type: 'Aliyun::Serverless::Functoin' } },
    ['E4319 Resources.hello.hi.Type'],
  ],
  ['a misspelt type', { ...fn({}), Type: 'Aliyun::Serverless::Fucntion' }, ['E4319 Resources.hello.Type']],
  [
    'a misspelt transform',
    { ...fn({}), Type: 'Aliyun::Serverles::Function' },
    ['E4319 Resources.hello.Type'],
  ],
  [
    'a log store beside its project',
    { Type: 'Aliyun::Serverless::Log::Logstore' },
    ['E4319 Resources.hello.Type', 'W4315 Resources.hello.Type'],
  ],
  ['memory between two steps', fn({ MemorySize: 200 }), [`E4312 ${in_}.MemorySize`]],
  ['a time above the limit', fn({ Timeout: 86401 }), [`E4312 ${in_}.Timeout`]],
  ['a name with a blank', fn({ FunctionName: 'a b' }), ['E4313 Resources.hello']],
  ['policies beside a role', fn({ Role: 'r', Policies: ['p'] }), [`W4314 ${in_}.Policies`]],
  [
    'a type that is not deployed',
    { Type: 'ALIYUN::OTS::Table', Properties: {} },
    ['W4315 Resources.hello.Type'],
  ],
]

describe('rules of Aliyun', () => {
  it.each(cases)('find %s', (_, body, expected) => {
    expect(findings({ hello: body })).toEqual(expected)
  })

  it('find the attribute of a service', () => {
    const service = { Type: 'Aliyun::Serverless::Service' }
    const outputs = { Outputs: { Arn: { Value: { 'Fn::GetAtt': ['shop', 'Arn'] } } } }
    expect(findings({ shop: service }, outputs)).toEqual(['W4316 Outputs.Arn.Value.Fn::GetAtt'])
  })

  it('find a name that service and function make too long', () => {
    const service = { Type: 'Aliyun::Serverless::Service', [`f${'x'.repeat(40)}`]: fn({}) }
    expect(findings({ [`s${'y'.repeat(40)}`]: service }).map(found => found.slice(0, 5))).toEqual(['E4313'])
  })
})
