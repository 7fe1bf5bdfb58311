import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { artifactOf, tencentCloud } from '../tencent-cloud.ts'

const zip = artifactOf('x')
const good = async (): Promise<Properties> => ({
  FunctionName: 'hello',
  Handler: 'index.main_handler',
  Runtime: 'Nodejs18.15',
  Code: { ZipFile: Buffer.from(await zip.read()).toString('base64') },
})

async function scf(
  client: Awaited<ReturnType<typeof tencentCloud>>['client'],
  action: string,
  input: Properties,
) {
  // the raw answer of the cloud, without the patience of a run
  return await client.call('scf', action, input).catch((error: { code?: string }) => error.code)
}

describe('CreateFunction', () => {
  const table: readonly (readonly [string, Properties])[] = [
    ['InvalidParameterValue.FunctionName', { FunctionName: '1st' }],
    ['ResourceNotFound.Namespace', { Namespace: 'nowhere' }],
    ['InvalidParameterValue.Runtime', { Runtime: 'Nodejs11.1' }],
    ['InvalidParameterValue.MemorySize', { MemorySize: 100 }],
    ['InvalidParameterValue.Timeout', { Timeout: 1000 }],
    ['InvalidParameterValue.EnvironmentKey', { Environment: { Variables: [{ Key: '1x', Value: 'a' }] } }],
    ['InvalidParameterValue.EnvironmentKey', { Environment: { Variables: [{ Key: 'SCF_X', Value: 'a' }] } }],
    ['InvalidParameterValue.ZipFile', { Code: { ZipFile: Buffer.from('text').toString('base64') } }],
    ['InvalidParameterValue.Code', { Code: {} }],
    ['InvalidParameterValue.CosObjectName', { Code: { CosBucketName: 'a', CosObjectName: '/b' } }],
    ['MissingParameter.Handler', { Handler: '' }],
  ]
  it.each(table)('refuses with %s: %o', async (code, change) => {
    const { client, store } = await tencentCloud()
    expect(await scf(client, 'CreateFunction', { ...(await good()), ...change })).toBe(code)
    expect(store.list('tencent.functions')).toEqual([])
  })

  it('is not sent again for a role that nobody makes, and is for one of the stack', async () => {
    const { client, calls, store } = await tencentCloud()
    const sent = () => calls.filter(({ operation }) => operation === 'CreateFunction').length
    const input = { ...(await good()), Role: 'typo-role' }
    await expect(client.call('scf', 'CreateFunction', input)).rejects.toMatchObject({
      diagnostics: [{ code: 'E6404', hint: expect.stringContaining('typo-role') }],
    })
    expect(sent()).toBe(1)
    const role = { RoleName: 'own', PolicyDocument: '{}' }
    await client.call('cam', 'GetRole', { RoleName: 'own' }).catch(() => undefined)
    const creating = scf(client, 'CreateFunction', { ...(await good()), Role: 'own' })
    await client.pace.until(async () => (sent() > 2 ? true : undefined), { what: 'another try' })
    store.put('tencent.roles', 'own', { ...role, PolicyDocument: 'scf.qcloud.com' })
    expect(await creating).toBeTypeOf('object')
  })

  it('takes the roles that every account has', async () => {
    const { client } = await tencentCloud()
    await scf(client, 'CreateFunction', { ...(await good()), Role: 'QCS_SCFExcuteRole' })
    expect(await scf(client, 'GetFunction', { FunctionName: 'hello' })).toMatchObject({
      Role: 'QCS_SCFExcuteRole',
      Status: expect.stringMatching(/^(Creating|Active)$/), // a busy machine may see the end of it
    })
  })

  it('takes a runtime that came after its list was made', async () => {
    const { client } = await tencentCloud()
    expect(await scf(client, 'CreateFunction', { ...(await good()), Runtime: 'Nodejs26.1' })).toBeTypeOf(
      'object',
    )
  })

  it('refuses a second function of the name, and finds none of another', async () => {
    const { client } = await tencentCloud()
    await scf(client, 'CreateFunction', await good())
    expect(await scf(client, 'CreateFunction', await good())).toBe('ResourceInUse.Function')
    expect(await scf(client, 'GetFunction', { FunctionName: 'other' })).toBe('ResourceNotFound.Function')
  })
})

describe('CreateTrigger', () => {
  const timer = { FunctionName: 'hello', TriggerName: 't', Type: 'timer', TriggerDesc: '0 0 * * * * *' }
  const table: readonly (readonly [string, Properties])[] = [
    ['ResourceNotFound.Function', { FunctionName: 'other' }],
    ['InvalidParameterValue.Type', { Type: 'apigw' }],
    ['InvalidParameterValue.Type', { Type: 'cmq' }],
    ['InvalidParameterValue.TriggerDesc', { TriggerDesc: '*/5 * * * *' }],
    ['InvalidParameterValue.TriggerDesc', { TriggerDesc: '99 99 * * * * *' }],
    ['InvalidParameterValue.TriggerDesc', { Type: 'http', TriggerDesc: '{"AuthType":"NONE"}' }],
    ['InvalidParameterValue.TriggerDesc', { Type: 'cos', TriggerDesc: '{"event":"cos:ObjectCreated:*"}' }],
  ]
  it.each(table)('refuses with %s: %o', async (code, change) => {
    const { client } = await tencentCloud()
    await scf(client, 'CreateFunction', await good())
    await client.pace.until(
      async () => {
        const fn = await scf(client, 'GetFunction', { FunctionName: 'hello' })
        return typeof fn === 'object' && fn.Status === 'Active' ? fn : undefined
      },
      { what: 'the function to be active' },
    )
    expect(await scf(client, 'CreateTrigger', { ...timer, ...change })).toBe(code)
  })
})
