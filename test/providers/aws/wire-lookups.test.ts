import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import {
  DeleteParameterCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm'
import { describe, expect, it } from 'vitest'
import { createSend } from '../../../src/providers/aws/client.ts'
import { diagnose } from '../../../src/providers/aws/diagnose.ts'
import { awsCloud, shortPace } from './aws-cloud.ts'

const common = {
  region: 'eu-west-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  maxAttempts: 1,
}

describe('Systems Manager on the local cloud', () => {
  const store = async () => new SSMClient({ ...common, endpoint: (await awsCloud()).url })

  it('keeps every version of a parameter and gives the one that is asked for', async () => {
    const ssm = await store()
    const put = (Value: string, more = {}) =>
      ssm.send(new PutParameterCommand({ Name: '/app/size', Value, Type: 'String', ...more }))
    expect(await put('1')).toMatchObject({ Version: 1 })
    await expect(put('2')).rejects.toMatchObject({ name: 'ParameterAlreadyExists' })
    expect(await put('2', { Overwrite: true, Type: undefined })).toMatchObject({ Version: 2 })
    const { Parameter: latest } = await ssm.send(new GetParameterCommand({ Name: '/app/size' }))
    expect(latest).toMatchObject({ Value: '2', Version: 2, Type: 'String' })
    expect(latest?.LastModifiedDate).toBeInstanceOf(Date)
    const names = ['/app/size:1', '/app/size:3', '/app/none', latest?.ARN ?? '']
    expect(await ssm.send(new GetParametersCommand({ Names: names }))).toMatchObject({
      Parameters: [
        { Value: '1', Selector: ':1' },
        { Value: '2', Version: 2 },
      ],
      InvalidParameters: ['/app/size:3', '/app/none'],
    })
  })

  it('gives a SecureString in clear only with decryption', async () => {
    const ssm = await store()
    await ssm.send(new PutParameterCommand({ Name: 'key', Value: 'hush', Type: 'SecureString' }))
    const get = (WithDecryption: boolean) =>
      ssm.send(new GetParameterCommand({ Name: 'key', WithDecryption }))
    expect((await get(true)).Parameter?.Value).toBe('hush')
    expect((await get(false)).Parameter?.Value).not.toContain('hush')
  })

  it('holds a value to its pattern and refuses what it does not know rather than ignore it', async () => {
    const ssm = await store()
    const put = (Value: string, more = {}) =>
      ssm.send(new PutParameterCommand({ Name: 'n', Value, Type: 'String', AllowedPattern: '\\d+', ...more }))
    await put('1')
    await expect(put('x', { Overwrite: true })).rejects.toMatchObject({
      name: 'ParameterPatternMismatchException',
    })
    const filters = { ParameterFilters: [{ Key: 'Type', Values: ['String'] }] }
    await expect(ssm.send(new DescribeParametersCommand(filters))).rejects.toMatchObject({
      name: 'NotImplemented',
    })
  })

  it('lists below a path, page by page, and deletes', async () => {
    const ssm = await store()
    for (const Name of ['/a/x', '/a/y', '/a/b/z', '/ab'])
      await ssm.send(new PutParameterCommand({ Name, Value: 'v', Type: 'String' }))
    const below = async (input: object) => {
      const { Parameters = [], NextToken } = await ssm.send(
        new GetParametersByPathCommand({ Path: '/a', ...input }),
      )
      return { names: Parameters.map(({ Name }) => Name), NextToken }
    }
    expect((await below({})).names).toEqual(['/a/x', '/a/y'])
    expect((await below({ Recursive: true })).names).toEqual(['/a/b/z', '/a/x', '/a/y'])
    const first = await below({ MaxResults: 1 })
    expect(first).toEqual({ names: ['/a/x'], NextToken: expect.any(String) })
    expect(await below({ MaxResults: 1, NextToken: first.NextToken })).toEqual({ names: ['/a/y'] })
    const { Parameters: all } = await ssm.send(new DescribeParametersCommand({}))
    expect(all?.map(({ Name }) => Name)).toEqual(['/a/b/z', '/a/x', '/a/y', '/ab'])
    await ssm.send(new DeleteParameterCommand({ Name: '/ab' }))
    await expect(ssm.send(new GetParameterCommand({ Name: '/ab' }))).rejects.toMatchObject({
      name: 'ParameterNotFound',
    })
  })
})

describe('Secrets Manager on the local cloud', () => {
  const vault = async () => new SecretsManagerClient({ ...common, endpoint: (await awsCloud()).url })

  it('moves the stages of versions as new ones come', async () => {
    const secrets = await vault()
    const made = await secrets.send(new CreateSecretCommand({ Name: 'db', SecretString: 'one' }))
    const put = await secrets.send(new PutSecretValueCommand({ SecretId: 'db', SecretString: 'two' }))
    expect(put.VersionStages).toEqual(['AWSCURRENT'])
    const get = async (input: object) =>
      (await secrets.send(new GetSecretValueCommand({ SecretId: made.ARN, ...input }))).SecretString
    expect(await get({})).toBe('two')
    expect(await get({ VersionStage: 'AWSPREVIOUS' })).toBe('one')
    expect(await get({ VersionId: made.VersionId })).toBe('one')
    expect(await get({ SecretId: made.ARN?.slice(0, -7) })).toBe('two')
    await expect(get({ VersionStage: 'AWSPENDING' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
    const { VersionIdsToStages = {} } = await secrets.send(new DescribeSecretCommand({ SecretId: 'db' }))
    expect(VersionIdsToStages[put.VersionId ?? '']).toEqual(['AWSCURRENT'])
  })

  it('gives no value of a secret that is to be deleted or that nobody made', async () => {
    const secrets = await vault()
    await secrets.send(new CreateSecretCommand({ Name: 'db', SecretString: 'one' }))
    await secrets.send(new DeleteSecretCommand({ SecretId: 'db' }))
    const get = (SecretId: string) => secrets.send(new GetSecretValueCommand({ SecretId }))
    await expect(get('db')).rejects.toMatchObject({ name: 'InvalidRequestException' })
    await expect(get('none')).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    expect((await secrets.send(new ListSecretsCommand({}))).SecretList).toEqual([])
  })
})

describe('what else lookups ask of the local cloud', () => {
  it('is the zones of a region and the exports of no stack', async () => {
    const { client } = await awsCloud()
    const { AvailabilityZones: zones } = await client.call('ec2', 'DescribeAvailabilityZones', {})
    expect(zones?.map(({ ZoneName }) => ZoneName)).toEqual(['eu-west-1a', 'eu-west-1b', 'eu-west-1c'])
    expect(zones?.[0]).toMatchObject({ State: 'available', ZoneType: 'availability-zone' })
    expect((await client.call('cloudformation', 'ListExports', {})).Exports ?? []).toEqual([])
  })

  it.each([
    ['ssm', 'GetParameters', { Names: ['a'] }],
    ['secretsmanager', 'GetSecretValue', { SecretId: 'a' }],
    ['ec2', 'DescribeAvailabilityZones', {}],
    ['cloudformation', 'ListExports', {}],
  ] as const)(
    'refuses a wrong secret in the form that the client of %s reads',
    async (service, name, input) => {
      const { url } = await awsCloud()
      const credentials = { accessKeyId: 'local', secretAccessKey: 'other' }
      const call = createSend(shortPace(), { ...common, endpoint: url, credentials })
      const error = await call(service, name as 'ListExports' & 'GetParameters', input).catch(
        thrown => thrown,
      )
      expect(diagnose(error)).toMatchObject({ kind: 'denied' })
    },
  )
})
