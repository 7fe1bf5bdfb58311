import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../src/model/value.ts'
import type { AwsClient } from '../../../src/providers/aws/client.ts'
import { contract } from '../../../src/providers/aws/contract/contract.ts'
import { openWire } from '../../../src/providers/aws/wire.ts'
import { awsCloud } from './aws-cloud.ts'

const wire = await openWire()
const region = 'eu-west-1'
const own = `${region}:000000000000`
const arn = `arn:aws:lambda:${own}:function:hello`

/** Serves a cloud with one function, and tells what of its ways in is refused. */
async function withFunction() {
  const cloud = await awsCloud()
  cloud.store.put('aws.lambda.functions', `${region}|hello`, {
    config: { FunctionName: 'hello', FunctionArn: arn, Runtime: 'nodejs22.x', Handler: 'index.handler' },
  })
  const refused = () => {
    const { routes, timers } = wire.app(cloud.store)
    const ways = [
      ...routes.map(route => [route.path, route] as const),
      ...timers.map(one => [one.id, one] as const),
    ]
    return ways.map(([name, way]) => [name, way.refused === true])
  }
  return { ...cloud, refused }
}

async function allow(client: AwsClient, statement: string, more: Properties): Promise<void> {
  const input = { FunctionName: 'hello', StatementId: statement, Action: 'lambda:InvokeFunction', ...more }
  await client.call('lambda', 'AddPermission', input)
}

const byApi = { Principal: 'apigateway.amazonaws.com' }

function body(version: Properties, credentials: Properties = {}): string {
  const uri = `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`
  const integration = {
    type: 'aws_proxy',
    httpMethod: 'POST',
    payloadFormatVersion: '2.0',
    uri,
    ...credentials,
  }
  const operation = { responses: {}, 'x-amazon-apigateway-integration': integration }
  return JSON.stringify({
    ...version,
    info: { title: 'a', version: '1' },
    paths: { '/items/{id}': { get: operation } },
  })
}

async function httpApi(client: AwsClient, credentials?: Properties): Promise<string> {
  const { ApiId = '' } = await client.call('apigatewayv2', 'CreateApi', { Name: 'a', ProtocolType: 'HTTP' })
  await client.call('apigatewayv2', 'ReimportApi', { ApiId, Body: body({ openapi: '3.0.1' }, credentials) })
  await client.call('apigatewayv2', 'CreateStage', { ApiId, StageName: '$default', AutoDeploy: true })
  return ApiId
}

async function restApi(client: AwsClient): Promise<string> {
  const { id = '' } = await client.call('apigateway', 'CreateRestApi', { name: 'a' })
  const bytes = Buffer.from(body({ swagger: '2.0' }))
  await client.call('apigateway', 'PutRestApi', { restApiId: id, mode: 'overwrite', body: bytes })
  await client.call('apigateway', 'CreateDeployment', { restApiId: id, stageName: 'Prod' })
  return id
}

describe.each([
  ['an HTTP API', httpApi, '$default'],
  ['a REST API', restApi, 'Prod'],
] as const)('%s of a deployed stack', (_, make, stage) => {
  const item = '/items/{id}'

  it('calls no function whose policy does not let it', async () => {
    const { client, refused } = await withFunction()
    const id = await make(client)
    expect(refused()).toEqual([[item, true]])
    await allow(client, 'other', { ...byApi, SourceArn: `arn:aws:execute-api:${own}:other/*/GET/items/*` })
    await allow(client, 'post', { ...byApi, SourceArn: `arn:aws:execute-api:${own}:${id}/*/POST/items/*` })
    await allow(client, 'stage', { ...byApi, SourceArn: `arn:aws:execute-api:${own}:${id}/test/GET/items/*` })
    await allow(client, 'bucket', { Principal: 's3.amazonaws.com' })
    await allow(client, 'account', { ...byApi, SourceAccount: '111122223333' })
    await allow(client, 'action', { ...byApi, Action: 'lambda:GetFunction' })
    expect(refused()).toEqual([[item, true]])
  })

  it.each([
    ['any method and path', '*/*/*'],
    ['one method and any item', '*/GET/items/*'],
    ['the route as it is written', '*/GET/items/{id}'],
    ['one stage', `${stage}/GET/items/*`],
  ])('calls a function whose policy allows %s', async (_, place) => {
    const { client, refused } = await withFunction()
    const id = await make(client)
    await allow(client, 'api', { ...byApi, SourceArn: `arn:aws:execute-api:${own}:${id}/${place}` })
    expect(refused()).toEqual([[item, false]])
    await client.call('lambda', 'RemovePermission', { FunctionName: 'hello', StatementId: 'api' })
    expect(refused()).toEqual([[item, true]])
  })
})

describe('an API that calls by a role', () => {
  it('asks no policy of the function', async () => {
    const { client, refused } = await withFunction()
    await httpApi(client, { credentials: 'arn:aws:iam::000000000000:role/caller' })
    expect(refused()).toEqual([['/items/{id}', false]])
  })

  it('asks none either where it was made by its target alone', async () => {
    const { client, refused } = await withFunction()
    const quick = { Name: 'a', ProtocolType: 'HTTP', Target: arn }
    const { ApiId } = await client.call('apigatewayv2', 'CreateApi', quick)
    expect(refused()).toEqual([['$default', true]])
    const CredentialsArn = 'arn:aws:iam::000000000000:role/caller'
    await client.call('apigatewayv2', 'UpdateApi', { ApiId, CredentialsArn })
    expect(refused()).toEqual([['$default', false]])
  })
})

describe('the address of a function', () => {
  const anybody = { Principal: '*' }

  it('lets nobody in without both permissions', async () => {
    const { client, refused } = await withFunction()
    await client.call('lambda', 'CreateFunctionUrlConfig', { FunctionName: 'hello', AuthType: 'NONE' })
    expect(refused()).toEqual([['$default', true]])
    const address = { ...anybody, Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'NONE' }
    await allow(client, 'address', address)
    expect(refused()).toEqual([['$default', true]])
    await allow(client, 'function', { ...anybody, InvokedViaFunctionUrl: true })
    expect(refused()).toEqual([['$default', false]])
  })

  it('of an alias asks the policy of the alias', async () => {
    const { client, refused } = await withFunction()
    await client.call('lambda', 'CreateFunctionUrlConfig', { FunctionName: `${arn}:live`, AuthType: 'NONE' })
    await allow(client, 'all', { ...anybody, Action: 'lambda:InvokeFunctionUrl' })
    await allow(client, 'every', anybody)
    expect(refused()).toEqual([['$default', true]])
    await allow(client, 'all', { ...anybody, Action: 'lambda:InvokeFunctionUrl', Qualifier: 'live' })
    await allow(client, 'every', { ...anybody, Qualifier: 'live' })
    expect(refused()).toEqual([['$default', false]])
  })

  it('that callers sign for is left to their own policies', async () => {
    const { client, refused } = await withFunction()
    await client.call('lambda', 'CreateFunctionUrlConfig', { FunctionName: 'hello', AuthType: 'AWS_IAM' })
    expect(refused()).toEqual([['$default', false]])
  })
})

describe('a rule', () => {
  it('calls no function whose policy does not let it', async () => {
    const { client, refused } = await withFunction()
    await client.call('events', 'PutRule', { Name: 'tick', ScheduleExpression: 'rate(1 minute)' })
    await client.call('events', 'PutTargets', { Rule: 'tick', Targets: [{ Id: 'a', Arn: arn }] })
    const byRule = { Principal: 'events.amazonaws.com' }
    await allow(client, 'other', { ...byRule, SourceArn: `arn:aws:events:${own}:rule/other` })
    expect(refused()).toEqual([['tick/a', true]])
    await allow(client, 'rule', { ...byRule, SourceArn: `arn:aws:events:${own}:rule/tick` })
    expect(refused()).toEqual([['tick/a', false]])
  })
})

describe('what the caller gets where it is refused', () => {
  it.each([
    ['rest', 500, { message: 'Internal server error' }],
    ['http-api', 500, { message: 'Internal Server Error' }],
    ['function-url', 403, { Message: expect.stringMatching(/^Forbidden/) }],
  ] as const)('is the answer of %s', (kind, status, body) => {
    const reply = contract.http[kind]?.refusal?.()
    expect(reply?.status).toBe(status)
    expect(JSON.parse(Buffer.from(reply?.body ?? '').toString())).toEqual(body)
  })
})
