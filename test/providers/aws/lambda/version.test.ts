import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { alias } from '../../../../src/providers/aws/lambda/alias.ts'
import { permission } from '../../../../src/providers/aws/lambda/permission.ts'
import { url } from '../../../../src/providers/aws/lambda/url.ts'
import { version } from '../../../../src/providers/aws/lambda/version.ts'
import { recordedCloud } from '../../../support/recorded-cloud.ts'
import { inputOf, stateOf } from '../aws-cloud.ts'

const fn = 'arn:aws:lambda:eu-central-1:111122223333:function:hello'
const provisioned = { ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 } }

describe('a version', () => {
  it('is waited for until it is active, before anything points at it', async () => {
    const states = ['Pending', 'Pending', 'Active']
    const { client, calls } = recordedCloud({
      PublishVersion: { FunctionArn: `${fn}:3`, State: 'Pending' },
      GetFunctionConfiguration: () => ({ State: states.shift() ?? 'Active' }),
    })
    const made = await version.create(client, inputOf('', { FunctionName: 'hello', Description: 'x' }))
    expect(made).toEqual({
      physicalId: `${fn}:3`,
      attributes: { Ref: `${fn}:3`, FunctionArn: `${fn}:3`, Version: '3' },
    })
    expect(calls[0]?.members).toEqual({ FunctionName: 'hello', Description: 'x' })
    expect(
      calls.filter(({ action }) => action === 'GetFunctionConfiguration').map(({ members }) => members),
    ).toEqual(Array.from({ length: 3 }, () => ({ FunctionName: `${fn}:3` })))
  })

  it('says why it did not become active', async () => {
    const { client } = recordedCloud({
      PublishVersion: { FunctionArn: `${fn}:3` },
      GetFunctionConfiguration: { State: 'Failed', StateReason: 'SnapStart gave up' },
    })
    await expect(version.create(client, inputOf('', { FunctionName: 'hello' }))).rejects.toThrow(
      'SnapStart gave up',
    )
  })
})

describe('an alias', () => {
  it('keeps environments warm, and waits for them', async () => {
    const states = ['IN_PROGRESS', 'READY']
    const { client, calls } = recordedCloud({
      CreateAlias: { AliasArn: `${fn}:live` },
      GetProvisionedConcurrencyConfig: () => ({ Status: states.shift() ?? 'READY' }),
    })
    await alias.create(client, inputOf('live', { FunctionName: fn, FunctionVersion: '3', ...provisioned }))
    expect(calls.map(({ action }) => action)).toEqual([
      'CreateAlias',
      'PutProvisionedConcurrencyConfig',
      'GetProvisionedConcurrencyConfig',
      'GetProvisionedConcurrencyConfig',
    ])
    expect(calls[1]?.members).toEqual({
      FunctionName: fn,
      Qualifier: 'live',
      ProvisionedConcurrentExecutions: 2,
    })
  })

  it('lets go of them, and of weights and description, when they leave the template', async () => {
    const { client, calls } = recordedCloud()
    const kept = { FunctionName: fn, FunctionVersion: '3' }
    const RoutingConfig = { AdditionalVersionWeights: [{ FunctionVersion: '2', FunctionWeight: 0.1 }] }
    const before = { ...kept, ...provisioned, Description: 'now', RoutingConfig }
    await alias.update(client, `${fn}:live`, inputOf('live', kept, { before }))
    expect(calls.filter(({ action }) => !action.startsWith('Get'))).toEqual([
      {
        action: 'UpdateAlias',
        members: {
          FunctionName: fn,
          Name: 'live',
          FunctionVersion: '3',
          Description: '',
          RoutingConfig: { AdditionalVersionWeights: {} },
        },
      },
      { action: 'DeleteProvisionedConcurrencyConfig', members: { FunctionName: fn, Qualifier: 'live' } },
    ])
  })

  it('shows its weights as the template writes them', async () => {
    const RoutingConfig = { AdditionalVersionWeights: [{ FunctionVersion: '2', FunctionWeight: 0.1 }] }
    const { client } = recordedCloud({
      GetAlias: { RoutingConfig: { AdditionalVersionWeights: { '2': 0.1 } } },
    })
    const state = stateOf(alias.type, `${fn}:live`, inputOf('live', { FunctionName: fn, RoutingConfig }))
    expect((await alias.read(client, state))?.properties).toEqual({ RoutingConfig })
  })
})

describe('the address of a function', () => {
  it('goes back to buffered answers and no CORS', async () => {
    const { client, calls } = recordedCloud()
    const kept = { TargetFunctionArn: fn, AuthType: 'NONE' }
    const before = { ...kept, InvokeMode: 'RESPONSE_STREAM', Cors: { AllowOrigins: ['*'] } }
    await url.update(client, fn, inputOf('', kept, { before }))
    expect(calls[0]).toEqual({
      action: 'UpdateFunctionUrlConfig',
      members: { FunctionName: fn, AuthType: 'NONE', InvokeMode: 'BUFFERED', Cors: {} },
    })
  })
})

describe('a permission', () => {
  it('is read back by the conditions that Lambda writes for it', async () => {
    const properties: Properties = {
      FunctionName: 'hello',
      Action: 'lambda:InvokeFunction',
      Principal: 's3.amazonaws.com',
      SourceAccount: '111122223333',
      SourceArn: 'arn:aws:s3:::photos',
    }
    const statement = {
      Sid: 'mine',
      Action: 'lambda:InvokeFunction',
      Principal: { Service: 's3.amazonaws.com' },
      Condition: {
        StringEquals: { 'AWS:SourceAccount': '444455556666' },
        ArnLike: { 'AWS:SourceArn': 'arn:aws:s3:::photos' },
      },
    }
    const { client } = recordedCloud({ GetPolicy: { Policy: JSON.stringify({ Statement: [statement] }) } })
    const state = stateOf(permission.type, 'hello|mine', inputOf('mine', properties))
    const { FunctionName: _, ...shown } = properties
    expect((await permission.read(client, state))?.properties).toEqual({
      ...shown,
      SourceAccount: '444455556666',
    })
  })
})
