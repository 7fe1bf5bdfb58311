import { describe, expect, it } from 'vitest'
import type { Lookups } from '../../../src/model/lookups.ts'
import { createSend } from '../../../src/providers/aws/client.ts'
import { lookUp } from '../../../src/providers/aws/lookups.ts'
import { openWire } from '../../../src/providers/aws/wire.ts'
import { awsCloud, shortPace } from './aws-cloud.ts'

const wire = await openWire()

const none: Lookups = { parameters: {}, references: [], exports: [], zones: [] }

/** The local cloud with a key–value pair per parameter and per secret, in several versions where it is a list. */
async function holding({
  parameters = {},
  secure = {},
  secrets = {},
}: {
  readonly parameters?: Readonly<Record<string, readonly string[]>>
  readonly secure?: Readonly<Record<string, string>>
  readonly secrets?: Readonly<Record<string, readonly string[]>>
}) {
  const cloud = await awsCloud()
  const json = async (service: string, operation: string, input: object) => {
    const found = wire.operations.find(entry => entry.service === service && entry.name === operation)
    const authorization = `AWS4-HMAC-SHA256 Credential=local/20261122/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`
    await found?.handle({
      request: {
        method: 'POST',
        url: '/',
        headers: { authorization },
        body: Buffer.from(JSON.stringify(input)),
      },
      recognised: { service, operation, mutates: true },
      store: cloud.store,
      apiUrl: cloud.url,
      gatewayUrl: cloud.url,
      now: new Date(),
      id: () => crypto.randomUUID(),
      invoke: () => Promise.reject(new Error('no function runs in this test')),
      logs: () => [],
    })
  }
  for (const [Name, values] of Object.entries(parameters))
    for (const Value of values)
      await json('ssm', 'PutParameter', {
        Name,
        Value,
        Type: Value.includes(',') ? 'StringList' : 'String',
        Overwrite: true,
      })
  for (const [Name, Value] of Object.entries(secure))
    await json('ssm', 'PutParameter', { Name, Value, Type: 'SecureString' })
  for (const [Name, [first = '', ...rest]] of Object.entries(secrets)) {
    await json('secretsmanager', 'CreateSecret', { Name, SecretString: first })
    for (const SecretString of rest)
      await json('secretsmanager', 'PutSecretValue', { SecretId: Name, SecretString })
  }
  return cloud
}

describe('ask()', () => {
  it('asks no service when there is nothing to ask', async () => {
    const cloud = await awsCloud()
    const before = cloud.calls.length
    expect(await lookUp(cloud.client, none)).toMatchObject({ remarks: [] })
    expect(cloud.calls.length).toBe(before)
  })

  it('gives parameters by type and by reference, in the version that is named', async () => {
    const { client } = await holding({ parameters: { '/a': ['1', '2'], list: ['x,y'] } })
    const references = ['{{resolve:ssm:/a:1}}', '{{resolve:ssm:/a}}', '{{resolve:ssm:/a:2}}']
    const { lookupResults, remarks } = await lookUp(client, {
      ...none,
      parameters: { Size: '/a', Names: 'list' },
      references,
    })
    expect(remarks).toEqual([])
    expect(lookupResults.parameters).toEqual({ Size: '2', Names: 'x,y' })
    expect(references.map(text => lookupResults.references[text])).toEqual(['1', '2', '2'])
  })

  it('asks for ten parameters at a time', async () => {
    const names = Array.from({ length: 23 }, (_, index) => `p${index}`)
    const cloud = await holding({ parameters: Object.fromEntries(names.map(name => [name, [name]])) })
    const { lookupResults } = await lookUp(cloud.client, {
      ...none,
      parameters: Object.fromEntries(names.map(name => [name, name])),
    })
    expect(lookupResults.parameters).toEqual(Object.fromEntries(names.map(name => [name, name])))
    expect(cloud.calls.filter(({ operation }) => operation === 'GetParameters')).toHaveLength(3)
  })

  it('says which parameter is missing or secure, and gives the others', async () => {
    const { client } = await holding({ parameters: { there: ['1'] }, secure: { key: 'hush' } })
    const found = await lookUp(client, {
      ...none,
      parameters: { There: 'there', Gone: 'gone:4', Key: 'key' },
      references: ['{{resolve:ssm:key}}', '{{resolve:ssm-secure:key}}'],
    })
    expect(found.lookupResults.parameters).toEqual({ There: '1' })
    expect(found.lookupResults.references).toEqual({ '{{resolve:ssm-secure:key}}': 'hush' })
    expect(found.remarks.map(({ name, diagnostic: { code } }) => [name, code])).toEqual([
      ['Gone', 'E5006'],
      ['Key', 'E6206'],
      ['{{resolve:ssm:key}}', 'E6206'],
    ])
    expect(JSON.stringify(found.remarks)).not.toContain('hush')
  })

  it('gives members, stages and whole texts of secrets, each version read once', async () => {
    const cloud = await holding({
      secrets: { db: ['{"user":"old"}', '{"user":"me","port":5432}'], plain: ['text'] },
    })
    const references = [
      '{{resolve:secretsmanager:db:SecretString:user}}',
      '{{resolve:secretsmanager:db:SecretString:port}}',
      '{{resolve:secretsmanager:db:SecretString:user:AWSPREVIOUS}}',
      '{{resolve:secretsmanager:plain}}',
    ]
    const { lookupResults, remarks } = await lookUp(cloud.client, { ...none, references })
    expect(remarks).toEqual([])
    expect(Object.values(lookupResults.references)).toEqual(['me', '5432', 'old', 'text'])
    expect(cloud.calls.filter(({ operation }) => operation === 'GetSecretValue')).toHaveLength(3)
  })

  it('says what is wrong with a secret without quoting it', async () => {
    const { client } = await holding({ secrets: { db: ['{"user":"hush"}'], plain: ['hush hush'] } })
    const references = [
      '{{resolve:secretsmanager:none:SecretString:user}}',
      '{{resolve:secretsmanager:db:SecretString:pass}}',
      '{{resolve:secretsmanager:plain:SecretString:user}}',
      '{{resolve:vault:x}}',
    ]
    const { lookupResults, remarks } = await lookUp(client, { ...none, references })
    expect(lookupResults.references).toEqual({})
    expect(Object.fromEntries(remarks.map(({ name, diagnostic: { code } }) => [name, code]))).toEqual({
      [references[0] ?? '']: 'E5006',
      [references[1] ?? '']: 'E5006',
      [references[2] ?? '']: 'E6207',
      [references[3] ?? '']: 'E5011',
    })
    expect(JSON.stringify(remarks)).not.toContain('hush')
  })

  it('gives the zones of its own region and refuses those of another', async () => {
    const { client } = await awsCloud()
    const { lookupResults, remarks } = await lookUp(client, { ...none, zones: ['eu-west-1', 'us-east-1'] })
    expect(lookupResults.zones).toEqual({ 'eu-west-1': ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] })
    expect(remarks).toMatchObject([{ of: 'zones', name: 'us-east-1', diagnostic: { code: 'E6208' } }])
  })

  it('tells a refusal apart from a value that is not there', async () => {
    const { client, url } = await awsCloud()
    const call = createSend(shortPace(), {
      region: 'eu-west-1',
      endpoint: url,
      maxAttempts: 1,
      credentials: { accessKeyId: 'local', secretAccessKey: 'other' },
    })
    const { remarks } = await lookUp(
      { ...client, call },
      {
        parameters: { A: 'a' },
        references: ['{{resolve:secretsmanager:db}}'],
        exports: ['e'],
        zones: ['eu-west-1'],
      },
    )
    expect(remarks.map(({ of, name, diagnostic: { code } }) => [of, name, code])).toEqual([
      ['parameters', 'A', 'E5010'],
      ['references', '{{resolve:secretsmanager:db}}', 'E5010'],
      ['exports', 'e', 'E5010'],
      ['zones', 'eu-west-1', 'E5010'],
    ])
  })
})
