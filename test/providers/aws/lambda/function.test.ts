import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { role } from '../../../../src/providers/aws/iam/role.ts'
import { lambdaFunction } from '../../../../src/providers/aws/lambda/function.ts'
import { recordedCloud } from '../../../support/recorded-cloud.ts'
import { artifactOf, awsCloud, inputOf, stateOf } from '../aws-cloud.ts'
import { cases } from '../cases.ts'
import { code } from '../needs.ts'

const active = {
  State: 'Active',
  LastUpdateStatus: 'Successful',
  FunctionArn: 'arn:aws:lambda:x:1:function:hello',
}

/** Gives the calls that change something of an update. */
async function changes(before: Properties, now: Properties, configuration: Properties = active) {
  const { client, calls } = recordedCloud({
    GetFunctionConfiguration: configuration,
    GetFunction: { Configuration: configuration },
  })
  await lambdaFunction.update(client, 'hello', inputOf('hello', now, { before, artifact: artifactOf('one') }))
  return calls.filter(({ action }) => !action.startsWith('Get'))
}

describe('a function', () => {
  it.each<readonly [string, Properties, Properties, Properties]>([
    [
      'its logs',
      { LoggingConfig: { LogGroup: '/app' } },
      {},
      { LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/hello' } },
    ],
    [
      'the group of its logs',
      { LoggingConfig: { LogGroup: '/app', LogFormat: 'JSON', SystemLogLevel: 'WARN' } },
      { LoggingConfig: { LogFormat: 'JSON' } },
      { LoggingConfig: { LogFormat: 'JSON', LogGroup: '/aws/lambda/hello', SystemLogLevel: 'INFO' } },
    ],
    [
      'its network',
      { VpcConfig: { SubnetIds: ['a'] } },
      {},
      { VpcConfig: { SubnetIds: [], SecurityGroupIds: [] } },
    ],
    ['its memory', { MemorySize: 512 }, {}, { MemorySize: 128 }],
  ])('goes back to the default of %s that left the template', async (_what, before, now, sent) => {
    expect(await changes(before, now)).toEqual([
      { action: 'UpdateFunctionConfiguration', members: { FunctionName: 'hello', ...sent } },
    ])
  })

  it.each<readonly [string, Properties['x'], string, string, Properties]>([
    [
      'ReservedConcurrentExecutions',
      3,
      'PutFunctionConcurrency',
      'DeleteFunctionConcurrency',
      { ReservedConcurrentExecutions: 3 },
    ],
    [
      'CodeSigningConfigArn',
      'arn:c',
      'PutFunctionCodeSigningConfig',
      'DeleteFunctionCodeSigningConfig',
      { CodeSigningConfigArn: 'arn:c' },
    ],
    [
      'RecursiveLoop',
      'Allow',
      'PutFunctionRecursionConfig',
      'PutFunctionRecursionConfig',
      { RecursiveLoop: 'Allow' },
    ],
    [
      'RuntimeManagementConfig',
      { UpdateRuntimeOn: 'FunctionUpdate' },
      'PutRuntimeManagementConfig',
      'PutRuntimeManagementConfig',
      { UpdateRuntimeOn: 'FunctionUpdate' },
    ],
  ])('writes %s by a call of its own, and takes it away', async (name, value, put, drop, members) => {
    expect(await changes({}, { [name]: value })).toEqual([
      { action: put, members: { FunctionName: 'hello', ...members } },
    ])
    expect((await changes({ [name]: value }, {})).map(({ action }) => action)).toEqual([drop])
  })

  it('is repaired by the next update after one that failed', async () => {
    const failed = { ...active, LastUpdateStatus: 'Failed', LastUpdateStatusReason: 'no address left' }
    let written = false
    const { client, calls } = recordedCloud({
      GetFunctionConfiguration: () => (written ? active : failed),
      GetFunction: () => ({ Configuration: written ? active : failed }),
      UpdateFunctionConfiguration: () => {
        written = true
        return {}
      },
    })
    await lambdaFunction.update(client, 'hello', inputOf('hello', { Timeout: 5 }, { before: { Timeout: 3 } }))
    expect(calls.map(({ action }) => action)).toContain('UpdateFunctionConfiguration')
  })

  it('says why the update itself failed', async () => {
    const failed = { ...active, LastUpdateStatus: 'Failed', LastUpdateStatusReason: 'no address left.' }
    await expect(changes({ Timeout: 3 }, { Timeout: 5 }, failed)).rejects.toThrow(
      'did not become active: no address left.',
    )
  })

  it('that never came to life is made again', async () => {
    let made = false
    const failed = { ...active, State: 'Failed' }
    const { client, calls } = recordedCloud({
      GetFunctionConfiguration: () => (made ? active : failed),
      GetFunction: () => ({ Configuration: made ? active : failed }),
      CreateFunction: () => {
        made = true
        return active
      },
    })
    const input = inputOf('hello', { Code: code('one') }, { before: {}, artifact: artifactOf('one') })
    expect((await lambdaFunction.update(client, 'hello', input)).attributes.Arn).toBe(active.FunctionArn)
    expect(calls.map(({ action }) => action).filter(action => !action.startsWith('Get'))).toEqual([
      'DeleteFunction',
      'CreateFunction',
    ])
  })

  it('sends the key of its code beside the code, packaged or not', async () => {
    const key = { SourceKMSKeyArn: 'arn:key' }
    const [packaged] = await changes({}, { Code: { ...code('one'), ...key } })
    expect(packaged?.members).toMatchObject(key)
    expect(packaged?.members).not.toHaveProperty('Fnx::Artifact')
    const [stored] = await changes({}, { Code: { S3Bucket: 'b', S3Key: 'k', ...key } })
    expect(stored?.members).toMatchObject({ S3Bucket: 'b', S3Key: 'k', ...key })
  })

  it('shows what was changed outside, names of variables that were added among it', async () => {
    const { client } = await awsCloud()
    const { first } = cases.find(({ type }) => type === role.type) ?? { first: {} }
    const { attributes } = await role.create(client, inputOf('runs', first))
    const properties: Properties = {
      Code: code('one'),
      Handler: 'index.handler',
      Runtime: 'nodejs22.x',
      Role: attributes.Arn ?? '',
      Environment: { Variables: { A: '1' } },
      RecursiveLoop: 'Allow',
      RuntimeManagementConfig: { UpdateRuntimeOn: 'FunctionUpdate' },
    }
    await lambdaFunction.create(client, inputOf('hello', properties, { artifact: artifactOf('one') }))
    const state = stateOf(lambdaFunction.type, 'hello', inputOf('hello', properties))
    const { Code: _, ...shown } = properties
    expect((await lambdaFunction.read(client, state))?.properties).toEqual(shown)
    await client.call('lambda', 'UpdateFunctionConfiguration', {
      FunctionName: 'hello',
      Environment: { Variables: { A: '1', B: '2' } },
    })
    await client.call('lambda', 'PutFunctionRecursionConfig', {
      FunctionName: 'hello',
      RecursiveLoop: 'Terminate',
    })
    expect((await lambdaFunction.read(client, state))?.properties).toEqual({
      ...shown,
      Environment: { Variables: { A: '1', B: '2' } },
      RecursiveLoop: 'Terminate',
    })
  })
})
