import { describe, expect, it } from 'vitest'
import { at, type Properties, record } from '../../../../src/model/value.ts'
import { expand, generated } from '../../../../src/providers/aliyun/dialect/expand.ts'

const location = { file: 't', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }

function expanded(resources: Properties, more: Properties = {}): Properties {
  const document = { Transform: 'Aliyun::Serverless-2018-04-03', Resources: resources, ...more }
  return expand({ template: { file: 't', text: '', document, locate: () => location } }).document
}

const fn = {
  Type: 'Aliyun::Serverless::Function',
  Properties: { Handler: 'index.handler', Runtime: 'nodejs20' },
}

function withProperties(properties: Properties): Properties {
  return { ...fn, Properties: { ...fn.Properties, ...properties } }
}

describe('expand()', () => {
  it('leaves out with a function what is made for it, and with a service what stands in it', () => {
    const Events = { t: { Type: 'Timer', Properties: { CronExpression: '@every 4m' } } }
    const Policies = ['AliyunOSSReadOnlyAccess']
    const service = {
      Type: 'Aliyun::Serverless::Service',
      Condition: 'Out',
      Properties: { Policies },
      one: fn,
      two: { ...fn, Condition: 'In' },
    }
    const alone = { ...withProperties({ Policies }), Condition: 'In', Events }
    const { Resources, Conditions } = expanded({ shop: service, alone }, { Conditions: { In: true } })
    const conditions = Object.entries(record(Resources)).map(([id, body]) => [id, record(body).Condition])
    expect(Object.fromEntries(conditions)).toEqual({
      shopRole: 'Out',
      one: 'Out',
      two: 'OutAndIn',
      aloneRole: 'In',
      alone: 'In',
      aloneT: 'In',
    })
    expect(Conditions).toEqual({
      In: true,
      OutAndIn: { 'Fn::And': [{ Condition: 'Out' }, { Condition: 'In' }] },
    })
  })

  it('moves the settings of a service onto its functions and names them by both', () => {
    const service = {
      Type: 'Aliyun::Serverless::Service',
      Properties: { InternetAccess: false, LogConfig: { Project: 'p', Logstore: 'l' } },
      hello: withProperties({ CodeUri: './src', InternetAccess: true }),
    }
    expect(record(expanded({ shop: service }).Resources)).toEqual({
      hello: {
        Type: 'ALIYUN::FC3::Function',
        Properties: {
          FunctionName: 'shop-hello',
          Handler: 'index.handler',
          Runtime: 'nodejs20',
          Code: './src',
          MemorySize: 128,
          Timeout: 3,
          InternetAccess: true,
          LogConfig: { Project: 'p', Logstore: 'l' },
        },
      },
    })
  })

  it('makes one role of the policies of a service for all its functions', () => {
    const document = {
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: 'oss:GetObject', Resource: '*' }],
    }
    const service = {
      Type: 'Aliyun::Serverless::Service',
      Properties: { Policies: ['AliyunOSSReadOnlyAccess', document] },
      one: fn,
      two: fn,
    }
    const { Resources } = expanded({ shop: service })
    expect(Object.keys(record(Resources))).toEqual(['shopRole', 'one', 'two'])
    expect(at(Resources, ['shopRole', 'Properties', 'PolicyAttachments'])).toEqual({
      System: ['AliyunOSSReadOnlyAccess'],
    })
    expect(at(Resources, ['shopRole', 'Properties', 'Policies'])).toEqual([
      { PolicyName: 'Policy0', PolicyDocument: document },
    ])
    for (const name of ['one', 'two'])
      expect(at(Resources, [name, 'Properties', 'Role'])).toEqual({ 'Fn::GetAtt': ['shopRole', 'Arn'] })
  })

  it.each([
    ['acs:ram::1:role/r', 'acs:ram::1:role/r'],
    ['runner', { 'Fn::Sub': 'acs:ram::${ALIYUN::AccountId}:role/runner' }],
    [{ Ref: 'Runner' }, { 'Fn::GetAtt': ['Runner', 'Arn'] }],
    [{ 'Fn::GetAtt': ['Runner', 'Arn'] }, { 'Fn::GetAtt': ['Runner', 'Arn'] }],
  ])('takes the role %j as %j', (role, arn) => {
    const { Resources } = expanded({ hello: withProperties({ Role: role }) })
    expect(at(Resources, ['hello', 'Properties', 'Role'])).toEqual(arn)
  })

  it('names an object of OSS as code where CodeUri does', () => {
    const { Resources } = expanded({ hello: withProperties({ CodeUri: 'oss://my-bucket/a/b.zip' }) })
    expect(at(Resources, ['hello', 'Properties', 'Code'])).toEqual({
      OssBucketName: 'my-bucket',
      OssObjectName: 'a/b.zip',
    })
  })

  it.each(['beside', 'inside'])('reads events %s Properties', place => {
    const Events = { every: { Type: 'Timer', Properties: { CronExpression: '@every 4m' } } }
    const body = place === 'beside' ? { ...fn, Events } : withProperties({ Events })
    expect(at(expanded({ hello: body }).Resources, ['helloEvery'])).toEqual({
      Type: 'ALIYUN::FC3::Trigger',
      Properties: {
        FunctionName: { Ref: 'hello' },
        TriggerName: 'every',
        TriggerType: 'timer',
        TriggerConfig: { cronExpression: '@every 4m', enable: true },
      },
    })
  })

  it('makes one HTTP trigger of several HTTP events and keeps where each is served', () => {
    const Events = {
      list: { Type: 'API', Properties: { Path: '/items', Method: 'GET' } },
      add: { Type: 'Api', Properties: { Path: '/items', Method: 'post' } },
    }
    const { Resources } = expanded({ hello: { ...fn, Events } })
    expect(Object.keys(record(Resources))).toEqual(['hello', 'helloList'])
    expect(at(Resources, ['helloList', 'Properties', 'TriggerConfig'])).toEqual({
      authType: 'anonymous',
      methods: ['GET', 'POST'],
    })
    expect(at(Resources, ['helloList', 'Metadata'])).toEqual({
      'Fnx::Routes': [
        { Method: 'GET', Path: '/items' },
        { Method: 'POST', Path: '/items' },
      ],
    })
  })

  it('leaves out events that FC 3.0 does not take', () => {
    const Events = { rows: { Type: 'RDS', Properties: { SubscriptionObjects: ['db.table'] } } }
    expect(Object.keys(record(expanded({ hello: { ...fn, Events } }).Resources))).toEqual(['hello'])
  })

  it('puts what exists where a template names a service, or a nested function in the words of ROS', () => {
    const service = { Type: 'Aliyun::Serverless::Service', hello: fn }
    const outputs = {
      Service: { Value: { Ref: 'shop' } },
      Function: { Value: { 'Fn::GetAtt': ['shophello', 'Arn'] } },
      Name: { Value: { Ref: 'shophello' } },
    }
    const resources = { shop: service }
    expect(expanded(resources, { Outputs: outputs }).Outputs).toEqual({
      Service: { Value: 'shop' },
      Function: { Value: { 'Fn::GetAtt': ['hello', 'Arn'] } },
      Name: { Value: { Ref: 'hello' } },
    })
    expect(generated({ Resources: resources })).toEqual(['shophello'])
  })

  it('keeps two functions of one name in two services apart', () => {
    const service = { Type: 'Aliyun::Serverless::Service', hello: fn }
    const { Resources } = expanded({ one: service, two: service })
    expect(Object.keys(record(Resources))).toEqual(['hello', 'twohello'])
    expect(at(Resources, ['twohello', 'Properties', 'FunctionName'])).toBe('two-hello')
  })

  it.each([
    [
      { Command: '["/bin/server"]', Args: '["--port","8080"]' },
      { Entrypoint: ['/bin/server'], Command: ['--port', '8080'] },
    ],
    [{ Args: ['--port'] }, { Command: ['--port'] }],
    [
      { AcrInstanceId: 'cri-1', HealthCheckConfig: { HttpGetUrl: '/ready' } },
      { AcrInstanceId: 'cri-1', HealthCheckConfig: { HttpGetUrl: '/ready' } },
    ],
    [
      { Entrypoint: ['/bin/server'], Command: ['--port'] },
      { Entrypoint: ['/bin/server'], Command: ['--port'] },
    ],
  ])('says %j of a container in the words of FC 3.0', (words, said) => {
    const config = { Image: 'registry/image', ...words }
    const { Resources } = expanded({
      con: withProperties({ Runtime: 'custom-container', CustomContainerConfig: config }),
    })
    expect(at(Resources, ['con', 'Properties', 'CustomContainerConfig'])).toEqual({
      Image: 'registry/image',
      ...said,
    })
  })

  it.each([
    ['nodejs20', undefined],
    ['custom.debian12', 20],
  ])('gives a function of %s the InstanceConcurrency %s', (Runtime, most) => {
    const { Resources } = expanded({ hello: withProperties({ Runtime, InstanceConcurrency: 20 }) })
    expect(at(Resources, ['hello', 'Properties', 'InstanceConcurrency'])).toBe(most)
  })

  it('leaves a file system out that fun would have made', () => {
    const service = {
      Type: 'Aliyun::Serverless::Service',
      Properties: { NasConfig: { Auto: true, UserId: 33 } },
      hello: fn,
    }
    expect(at(expanded({ shop: service }).Resources, ['hello', 'Properties', 'NasConfig'])).toBeUndefined()
  })

  it('passes resources of ROS through as they are', () => {
    const bucket = {
      Type: 'ALIYUN::OSS::Bucket',
      Properties: { BucketName: 'abc' },
      DeletionPolicy: 'Retain',
    }
    expect(expanded({ Photos: bucket }).Resources).toEqual({ Photos: bucket })
  })
})
