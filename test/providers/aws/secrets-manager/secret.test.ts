import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { secret } from '../../../../src/providers/aws/secrets-manager/secret.ts'
import { awsCloud, inputOf, stateOf } from '../aws-cloud.ts'

const generated: Properties = {
  GenerateSecretString: {
    SecretStringTemplate: '{"username":"shop"}',
    GenerateStringKey: 'password',
    PasswordLength: 40,
    ExcludeCharacters: '"@/\\',
  },
}

/** Makes a generated secret, and gives what it holds now and after an update. */
async function made() {
  const { client } = await awsCloud()
  const { physicalId, attributes } = await secret.create(client, inputOf('shop', generated))
  const value = async (): Promise<{ readonly username: string; readonly password: string }> =>
    JSON.parse(
      (await client.call('secretsmanager', 'GetSecretValue', { SecretId: physicalId })).SecretString ?? '',
    )
  return { client, physicalId, attributes, value }
}

describe('a generated secret', () => {
  it('is put into the template, and shown to nobody', async () => {
    const { client, physicalId, attributes, value } = await made()
    const { username, password } = await value()
    expect(username).toBe('shop')
    expect(password).toMatch(/^[^"@/\\]{40}$/)
    const live = await secret.read(client, stateOf(secret.type, physicalId, inputOf('shop', generated)))
    expect(JSON.stringify([attributes, live])).not.toContain(password)
  })

  it('is generated anew only where the template asks for another one', async () => {
    const { client, physicalId, value } = await made()
    const { password } = await value()
    const update = (before: Properties, properties: Properties) =>
      secret.update(client, physicalId, inputOf('shop', properties, { before }))
    await update({}, generated)
    await update(generated, { ...generated, Description: 'Opens it' })
    expect((await value()).password).toBe(password)
    await update(generated, {
      GenerateSecretString: { SecretStringTemplate: '{}', GenerateStringKey: 'password', PasswordLength: 20 },
    })
    expect((await value()).password).toHaveLength(20)
  })
})
