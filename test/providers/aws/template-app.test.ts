import { describe, expect, it } from 'vitest'
import type { World } from '../../../src/model/dialect.ts'
import type { Resource, Stack } from '../../../src/model/stack.ts'
import type { Properties, Value } from '../../../src/model/value.ts'
import { local as localApp } from '../../../src/providers/aws/template-app.ts'
import { clear } from '../../support/bare-resolver.ts'

const local = (stack: Stack, world: World) => localApp(stack, world, clear)

const world = {
  account: '000000000000',
  region: 'eu-west-1',
  partition: 'aws',
  stackName: 'shop',
  stage: 'dev',
}

function stackOf(resources: Readonly<Record<string, readonly [string, Properties]>>): Stack {
  const made = Object.entries(resources).map(([logicalId, [type, properties]]): [string, Resource] => [
    logicalId,
    { logicalId, type, properties, dependsOn: [], deletionPolicy: 'Delete', metadata: {}, origin: [] },
  ])
  return { name: 'shop', provider: 'aws', resources: Object.fromEntries(made), outputs: [] }
}

const hello = [
  'AWS::Lambda::Function',
  { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: 'src/' },
] as const
const uris: readonly (readonly [string, Value])[] = [
  [
    'Fn::Sub',
    {
      'Fn::Sub':
        'arn:${AWS::Partition}:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${Hello.Arn}/invocations',
    },
  ],
  ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Hello', 'Arn'] }],
  ['Fn::GetAtt as text', { 'Fn::GetAtt': 'Hello.Arn' }],
  ['Fn::Join', { 'Fn::Join': ['', ['arn:', { 'Fn::GetAtt': ['Hello', 'Arn'] }, '/invocations']] }],
  ['an alias', { 'Fn::Sub': 'functions/${Live}/invocations' }],
]

const integration = (uri: Value, more: Properties = {}): Properties => ({
  'x-amazon-apigateway-integration': { type: 'aws_proxy', uri, ...more },
})

const live = [
  'AWS::Lambda::Alias',
  { FunctionName: { Ref: 'Hello' }, Name: 'live', FunctionVersion: '1' },
] as const

describe('local()', () => {
  it.each(uris)('finds the function of a route behind %s', (_what, uri) => {
    const Body = { paths: { '/hello/{id}': { 'x-amazon-apigateway-any-method': integration(uri) } } }
    const app = local(
      stackOf({ Hello: hello, Live: live, Api: ['AWS::ApiGateway::RestApi', { Body }] }),
      world,
    )
    expect(app.routes).toMatchObject([
      { method: 'ANY', path: '/hello/{id}', functionId: 'Hello', contract: 'rest', api: 'Api' },
    ])
  })

  it('finds the function of a route by its name', () => {
    const named = ['AWS::Lambda::Function', { ...hello[1], FunctionName: 'named' }] as const
    const uri = 'arn:aws:lambda:eu-west-1:000000000000:function:named'
    const Body = { paths: { '/a': { get: integration(uri) } } }
    const app = local(stackOf({ Named: named, Api: ['AWS::ApiGateway::RestApi', { Body }] }), world)
    expect(app.routes[0]?.functionId).toBe('Named')
  })

  it('reads the default route, the format and the rules for browsers of an HTTP API', () => {
    const Body = {
      paths: {
        $default: { 'x-amazon-apigateway-any-method': integration({ 'Fn::GetAtt': ['Hello', 'Arn'] }) },
        '/a': { get: integration({ 'Fn::GetAtt': ['Hello', 'Arn'] }, { payloadFormatVersion: '1.0' }) },
      },
      'x-amazon-apigateway-cors': { allowOrigins: ['https://a.example'], allowCredentials: true, maxAge: 60 },
    }
    const { routes } = local(stackOf({ Hello: hello, Api: ['AWS::ApiGatewayV2::Api', { Body }] }), world)
    const cors = {
      origins: ['https://a.example'],
      methods: [],
      headers: [],
      exposed: [],
      credentials: true,
      maxAge: 60,
    }
    expect(routes).toMatchObject([
      { method: 'ANY', path: '$default', contract: 'http-api', settings: { routeKey: '$default' }, cors },
      { method: 'GET', path: '/a', settings: { payloadFormatVersion: '1.0' }, cors },
    ])
  })

  it('reads routes that stand as resources of their own', () => {
    const app = local(
      stackOf({
        Hello: hello,
        Api: ['AWS::ApiGatewayV2::Api', { Name: 'shop', ProtocolType: 'HTTP' }],
        Link: [
          'AWS::ApiGatewayV2::Integration',
          { ApiId: { Ref: 'Api' }, IntegrationUri: { 'Fn::GetAtt': ['Hello', 'Arn'] } },
        ],
        Way: [
          'AWS::ApiGatewayV2::Route',
          { ApiId: { Ref: 'Api' }, RouteKey: 'PUT /a', Target: { 'Fn::Sub': 'integrations/${Link}' } },
        ],
      }),
      world,
    )
    expect(app.routes).toMatchObject([{ method: 'PUT', path: '/a', functionId: 'Hello', api: 'Api' }])
  })

  it('tells a function the ARN that its state machine would have', () => {
    const Environment = {
      Variables: { ORDERS: { Ref: 'Orders' }, OTHER: { 'Fn::GetAtt': ['Named', 'Arn'] } },
    }
    const app = local(
      stackOf({
        Hello: [hello[0], { ...hello[1], Environment }],
        Orders: ['AWS::StepFunctions::StateMachine', {}],
        Named: ['AWS::StepFunctions::StateMachine', { StateMachineName: 'refunds' }],
      }),
      world,
    )
    expect(app.functions[0]?.environment).toMatchObject({
      ORDERS: 'arn:aws:states:eu-west-1:000000000000:stateMachine:Orders',
      OTHER: 'arn:aws:states:eu-west-1:000000000000:stateMachine:refunds',
    })
  })

  it('names what is kept and does nothing', () => {
    const app = local(
      stackOf({
        Orders: ['AWS::StepFunctions::StateMachine', {}],
        Users: ['AWS::Cognito::UserPool', {}],
      }),
      world,
    )
    expect(app.unsupported).toEqual([
      expect.stringContaining('user pool Users'),
      expect.stringContaining('state machine Orders'),
    ])
  })

  it('says of a WebSocket API that nothing connects to it', () => {
    const app = local(
      stackOf({
        Hello: hello,
        Chat: ['AWS::ApiGatewayV2::Api', { Name: 'chat', ProtocolType: 'WEBSOCKET' }],
        Link: [
          'AWS::ApiGatewayV2::Integration',
          { ApiId: { Ref: 'Chat' }, IntegrationUri: { 'Fn::GetAtt': ['Hello', 'Arn'] } },
        ],
        Way: [
          'AWS::ApiGatewayV2::Route',
          { ApiId: { Ref: 'Chat' }, RouteKey: '$connect', Target: { 'Fn::Sub': 'integrations/${Link}' } },
        ],
      }),
      world,
    )
    expect(app.routes).toEqual([])
    expect(app.unsupported).toEqual([expect.stringContaining('WebSocket API Chat')])
  })

  it('reads methods that stand as resources of their own, under their paths', () => {
    const api = { RestApiId: { Ref: 'Api' } }
    const method = (HttpMethod: string, ResourceId: Value) =>
      [
        'AWS::ApiGateway::Method',
        {
          ...api,
          HttpMethod,
          ResourceId,
          Integration: {
            Type: 'AWS_PROXY',
            Uri: {
              'Fn::Sub':
                'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${Hello.Arn}/invocations',
            },
          },
        },
      ] as const
    const root = { 'Fn::GetAtt': ['Api', 'RootResourceId'] }
    const app = local(
      stackOf({
        Hello: hello,
        Api: ['AWS::ApiGateway::RestApi', { Name: 'shop' }],
        Items: ['AWS::ApiGateway::Resource', { ...api, ParentId: root, PathPart: 'items' }],
        Item: ['AWS::ApiGateway::Resource', { ...api, ParentId: { Ref: 'Items' }, PathPart: '{id}' }],
        Front: method('GET', root),
        One: method('ANY', { Ref: 'Item' }),
      }),
      world,
    )
    expect(app.routes).toMatchObject([
      { method: 'GET', path: '/', functionId: 'Hello', api: 'Api', contract: 'rest' },
      { method: 'ANY', path: '/items/{id}', functionId: 'Hello', api: 'Api' },
    ])
    expect(app.unsupported).toEqual([])
  })

  it('gives a function its schedules in their zone, as far as their roles let them call it', () => {
    const Arn = { 'Fn::GetAtt': ['Hello', 'Arn'] }
    const schedule = (properties: Properties) => ['AWS::Scheduler::Schedule', properties] as const
    const { timers, unsupported } = local(
      stackOf({
        Hello: hello,
        Daily: schedule({
          ScheduleExpression: 'cron(0 8 * * ? *)',
          ScheduleExpressionTimezone: 'Asia/Tokyo',
          StartDate: '2030-01-01T00:00:00Z',
          Target: { Arn, RoleArn: 'r', Input: '{"a":1}' },
        }),
        Often: schedule({ ScheduleExpression: 'rate(1 hour)', State: 'DISABLED', Target: { Arn } }),
        Orders: schedule({
          ScheduleExpression: 'rate(1 hour)',
          Target: { Arn: 'arn:aws:sqs:::q', RoleArn: 'r' },
        }),
      }),
      world,
    )
    expect(timers).toMatchObject([
      {
        id: 'Daily/target',
        functionId: 'Hello',
        schedule: 'CRON_TZ=Asia/Tokyo cron(0 8 * * ? *)',
        enabled: true,
      },
      { id: 'Often/target', schedule: 'rate(1 hour)', enabled: false, refused: true },
    ])
    expect(timers[0]?.event(new Date(0))).toEqual({ a: 1 })
    expect(timers[1]?.event(new Date(0))).toMatchObject({
      source: 'aws.scheduler',
      resources: ['arn:aws:scheduler:eu-west-1:000000000000:schedule/default/Often'],
    })
    expect(unsupported).toEqual([expect.stringContaining('schedule Daily')])
  })

  it('gives a function its own address and its timers', () => {
    const target = { Id: 'one', Arn: { 'Fn::GetAtt': ['Hello', 'Arn'] }, Input: '{"a":1}' }
    const app = local(
      stackOf({
        Hello: hello,
        Address: ['AWS::Lambda::Url', { TargetFunctionArn: { Ref: 'Hello' }, AuthType: 'NONE' }],
        Daily: [
          'AWS::Events::Rule',
          { ScheduleExpression: 'rate(1 day)', State: 'DISABLED', Targets: [target] },
        ],
        Hourly: [
          'AWS::Events::Rule',
          { ScheduleExpression: 'rate(1 hour)', Targets: [{ ...target, Input: null }] },
        ],
        Other: ['AWS::Events::Rule', { EventPattern: {}, Targets: [target] }],
      }),
      world,
    )
    expect(app.routes).toMatchObject([{ method: 'ANY', path: '$default', contract: 'function-url' }])
    expect(app.timers.map(({ schedule, enabled }) => [schedule, enabled])).toEqual([
      ['rate(1 day)', false],
      ['rate(1 hour)', true],
    ])
    const time = new Date('2026-11-22T16:51:00.123Z')
    expect(app.timers[0]?.event(time)).toEqual({ a: 1 })
    expect(app.timers[1]?.event(time)).toMatchObject({
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
      time: '2026-11-22T16:51:00Z',
    })
  })

  it('fills what is known only after a deploy with names', () => {
    const Variables = {
      BUCKET: { Ref: 'Photos' },
      ARN: { 'Fn::GetAtt': ['Photos', 'Arn'] },
      TEXT: { 'Fn::Sub': ['${Photos}-${x}-${!y}', { x: '1' }] },
      NUMBER: 3,
    }
    const fn = ['AWS::Lambda::Function', { ...hello[1], Environment: { Variables } }] as const
    const { functions } = local(
      stackOf({ Hello: fn, Photos: ['AWS::S3::Bucket', { BucketName: 'photos' }] }),
      world,
    )
    expect(functions[0]?.environment).toEqual({
      BUCKET: 'photos',
      ARN: 'arn:aws:s3:::photos',
      TEXT: 'photos-1-${y}',
      NUMBER: '3',
    })
  })

  it.each<readonly [string, Value, Properties | undefined]>([
    ['a path', 'src/', { property: ['Code'], path: 'src/' }],
    ['text', { ZipFile: 'x' }, { property: ['Code'], inline: 'x' }],
    ['an object', { S3Bucket: 'b', S3Key: 'k' }, { property: ['Code'], object: { bucket: 'b', key: 'k' } }],
    ['an image', { ImageUri: '1.dkr.ecr.us-east-1.amazonaws.com/x:1' }, undefined],
    ['an image of this machine', { ImageUri: 'x' }, { property: ['Code'], image: 'x' }],
  ])('finds code that is %s', (_what, Code, code) => {
    const { functions } = local(stackOf({ Hello: ['AWS::Lambda::Function', { ...hello[1], Code }] }), world)
    expect(functions[0]?.code).toEqual(code)
  })

  it('says what does not run', () => {
    const Body = { paths: { '/a': { get: integration('arn:elsewhere') } } }
    const ruby = ['AWS::Lambda::Function', { Runtime: 'ruby3.3', Handler: 'a' }] as const
    const { unsupported } = local(stackOf({ Ruby: ruby, Api: ['AWS::ApiGateway::RestApi', { Body }] }), world)
    expect(unsupported).toHaveLength(2)
    expect(unsupported.join()).toContain('ruby3.3')
  })
})
