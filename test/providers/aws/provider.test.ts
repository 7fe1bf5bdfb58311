import { describe, expect, it } from 'vitest'
import { loadTypes, typeNames } from '../../../src/model/service.ts'
import { role } from '../../../src/providers/aws/iam/role.ts'
import { lambdaFunction } from '../../../src/providers/aws/lambda/function.ts'
import { provider } from '../../../src/providers/aws/provider.ts'
import { recordedCloud } from '../../support/recorded-cloud.ts'
import { artifactOf, awsCloud, inputOf, stateOf } from './aws-cloud.ts'
import { code } from './needs.ts'

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
}

async function deployed(fails: boolean) {
  const payload = Buffer.from(fails ? '{"errorType":"Error"}' : '{"ok":true}')
  const facts = { requestId: 'r1', log: 'START\nEND\n', duration: 1, memoryUsed: 1 }
  const cloud = await awsCloud({
    invoke: async () => ({
      ...facts,
      payload,
      ...(fails ? { failure: { kind: 'handler', type: 'Error' } as const } : {}),
    }),
    logs: [
      { time: 1000, text: 'old', stream: 's' },
      { time: 3000, text: 'new', stream: 's' },
    ],
  })
  const { attributes } = await role.create(cloud.client, inputOf('runs', { AssumeRolePolicyDocument: trust }))
  const properties = {
    Code: code('one'),
    Handler: 'index.handler',
    Runtime: 'nodejs22.x',
    Role: attributes.Arn ?? null,
  }
  await lambdaFunction.create(cloud.client, inputOf('hello', properties, { artifact: artifactOf('one') }))
  return cloud
}

describe('provider', () => {
  it.each([false, true])('invokes a function and hands on what it said (fails: %s)', async fails => {
    const { client } = await deployed(fails)
    const answer = await provider.invoke(client, 'hello', Buffer.from('{}'))
    expect(answer.failed).toBe(fails)
    expect(answer.log).toBe('START\nEND\n')
    expect(JSON.parse(Buffer.from(answer.payload).toString())).toEqual(
      fails ? { errorType: 'Error' } : { ok: true },
    )
  })

  it('reads what a function wrote since a time', async () => {
    const { client } = await deployed(false)
    const lines = await provider.logs(client, 'hello', { since: new Date(2000) })
    expect(lines.map(({ text, time }) => [text, time.getTime()])).toEqual([['new', 3000]])
  })

  it('reads what a function wrote to a group of its own choice, and nothing of others in it', async () => {
    const events = [
      { eventId: '1', timestamp: 1, message: 'mine\n', logStreamName: '2026/11/27/hello[$LATEST]abc' },
      { eventId: '2', timestamp: 2, message: 'theirs\n', logStreamName: '2026/11/27/other[$LATEST]abc' },
    ]
    const { client, calls } = recordedCloud({
      GetFunctionConfiguration: { LoggingConfig: { LogGroup: '/my/app' } },
      FilterLogEvents: { events },
    })
    const lines = await provider.logs(client, 'hello', { since: new Date(0) })
    expect(lines.map(({ text }) => text)).toEqual(['mine'])
    expect(calls.at(-1)?.members.logGroupName).toBe('/my/app')
  })

  it('reads the lines of such a function from the local cloud, too', async () => {
    const { client } = await deployed(false)
    const change = { FunctionName: 'hello', LoggingConfig: { LogGroup: '/my/app' } }
    await client.call('lambda', 'UpdateFunctionConfiguration', change)
    expect(await provider.logs(client, 'hello', { since: new Date(2000) })).toHaveLength(1)
  })

  it('has no lines of a function that is not there', async () => {
    const { client } = await awsCloud()
    expect(await provider.logs(client, 'nobody', { since: new Date(0) })).toEqual([])
  })

  it('lists the addresses that people can open', () => {
    const state = (type: string, attributes: Readonly<Record<string, string>>) => ({
      ...stateOf(type, 'id', inputOf('x', {})),
      attributes,
    })
    const endpoints = provider.endpoints({
      A: state('AWS::Lambda::Url', { FunctionUrl: 'https://a/' }),
      B: state('AWS::ApiGatewayV2::Api', { ApiEndpoint: 'https://b' }),
      C: state('AWS::ApiGateway::Stage', { InvokeUrl: 'https://c/Prod' }),
      D: state('AWS::ApiGateway::Stage', {}),
      E: state('AWS::S3::Bucket', { Ref: 'photos' }),
    })
    expect(endpoints.map(({ url }) => url)).toEqual(['https://a/', 'https://b', 'https://c/Prod'])
  })

  it('writes the stage of an HTTP API behind its address', () => {
    const state = (type: string, physicalId: string) => ({
      ...stateOf(type, physicalId, inputOf('x', {})),
      attributes: { ApiEndpoint: `https://${physicalId}.example.org` },
    })
    const urls = provider.endpoints({
      A: state('AWS::ApiGatewayV2::Api', 'one'),
      B: state('AWS::ApiGatewayV2::Stage', 'one|v1'),
      C: state('AWS::ApiGatewayV2::Api', 'two'),
      D: state('AWS::ApiGatewayV2::Stage', 'two|$default'),
    })
    expect(urls.map(({ url }) => url)).toEqual(['https://one.example.org/v1', 'https://two.example.org'])
  })

  it('names each type once, as the type itself does', async () => {
    const names = typeNames(provider)
    expect(new Set(names).size).toBe(names.length)
    const types = await loadTypes(provider, names)
    expect(types.map(({ type }) => type).sort()).toEqual(names)
  })
})
