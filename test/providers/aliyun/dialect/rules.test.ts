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

const cases: readonly (readonly [string, Properties, readonly string[]])[] = [
  ['nothing in a sound function', fn({}, { every: timer }), []],
  ['a retired runtime', fn({ Runtime: 'nodejs10' }), [`W4301 ${in_}.Runtime`]],
  ['a runtime of another cloud', fn({ Runtime: 'nodejs20.x' }), [`E4302 ${in_}.Runtime`]],
  ['a runtime that is known later', fn({ Runtime: { Ref: 'Runtime' } }), []],
  [
    'settings without effect',
    fn({ InstanceType: 'e1', LogConfig: 'Auto' }),
    [`W4303 ${in_}.InstanceType`, `W4303 ${in_}.LogConfig`],
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
    fn({}, { x: { Type: 'API', Properties: { Path: '/a', Method: 'GET' } } }),
    ['W4309 Resources.hello.Events.x.Properties.Path'],
  ],
  [
    'two HTTP events',
    fn({}, { a: { Type: 'HTTP' }, b: { Type: 'HTTP' } }),
    ['I4310 Resources.hello.Events.b'],
  ],
  [
    'an event without a role',
    fn({}, { x: { Type: 'OSS', Properties: { bucketName: 'abc', events: ['oss:ObjectCreated:*'] } } }),
    ['W4311 Resources.hello.Events.x'],
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

  it('find a setting of a bucket that is passed over', () => {
    const bucket = { Type: 'ALIYUN::OSS::Bucket', Properties: { BucketName: 'abc', Policy: {} } }
    expect(findings({ photos: bucket })).toEqual(['W4317 Resources.photos.Properties.Policy'])
  })

  it('find a name that service and function make too long', () => {
    const service = { Type: 'Aliyun::Serverless::Service', [`f${'x'.repeat(40)}`]: fn({}) }
    expect(findings({ [`s${'y'.repeat(40)}`]: service }).map(found => found.slice(0, 5))).toEqual(['E4313'])
  })
})
