import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Settings } from '../../../src/model/provider.ts'
import { findCredentials } from '../../../src/providers/tencent/credentials.ts'
import { quickPace } from './tencent-cloud.ts'

function settings(parts: Partial<Settings> = {}, files: Readonly<Record<string, string>> = {}): Settings {
  const home = mkdtempSync(join(tmpdir(), 'fnx-home-'))
  onTestFinished(() => rmSync(home, { recursive: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, name)), { recursive: true })
    writeFileSync(join(home, name), text)
  }
  return { environment: {}, home, pace: quickPace(), ...parts }
}

const ini = '[default]\nsecret_id = file\nsecret_key=s\n\n[work]\nsecret_id=work\nsecret_key=s\ntoken=t\n'

describe('findCredentials()', () => {
  it('takes the keys of the environment before those of files', async () => {
    const environment = {
      TENCENTCLOUD_SECRET_ID: 'env',
      TENCENTCLOUD_SECRET_KEY: 's',
      TENCENTCLOUD_SESSION_TOKEN: 't',
    }
    const found = await findCredentials(settings({ environment }, { '.tencentcloud/credentials': ini }))
    expect(found).toEqual({ id: 'env', secret: 's', token: 't' })
  })

  it('knows the older names of the environment', async () => {
    const environment = { TENCENT_SECRET_ID: 'env', TENCENT_SECRET_KEY: 's' }
    expect(await findCredentials(settings({ environment }))).toEqual({ id: 'env', secret: 's' })
  })

  it('reads the profile that is asked for', async () => {
    const files = { '.tencentcloud/credentials': ini }
    expect(await findCredentials(settings({}, files))).toEqual({ id: 'file', secret: 's' })
    expect(await findCredentials(settings({ profile: 'work' }, files))).toEqual({
      id: 'work',
      secret: 's',
      token: 't',
    })
  })

  it('reads what tccli wrote', async () => {
    const files = { '.tccli/default.credential': '{"secretId":"cli","secretKey":"s"}' }
    expect(await findCredentials(settings({}, files))).toEqual({ id: 'cli', secret: 's' })
  })

  it('finds the token of a cluster', async () => {
    const given = settings({}, { token: 'jwt\n' })
    const environment = {
      TKE_REGION: 'ap-guangzhou',
      TKE_PROVIDER_ID: 'cls-1',
      TKE_WEB_IDENTITY_TOKEN_FILE: join(given.home, 'token'),
      TKE_ROLE_ARN: 'qcs::cam::uin/1:roleName/r',
    }
    expect(await findCredentials({ ...given, environment })).toMatchObject({
      token: 'jwt',
      provider: 'cls-1',
    })
  })

  it('says within a second what to set when there are none', async () => {
    const begin = performance.now()
    await expect(
      findCredentials(settings({}, { '.tccli/default.credential': 'broken' })),
    ).rejects.toMatchObject({
      diagnostics: [{ code: 'E0006', hint: expect.stringContaining('TENCENTCLOUD_SECRET_ID') }],
    })
    expect(performance.now() - begin).toBeLessThan(1000)
  })
})
