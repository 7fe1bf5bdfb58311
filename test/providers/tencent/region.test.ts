import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Settings } from '../../../src/model/provider.ts'
import { findCredentials } from '../../../src/providers/tencent/credentials.ts'
import { findRegion } from '../../../src/providers/tencent/region.ts'
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

const tccli = {
  '.tccli/default.configure': '{"_sys_param":{"region":"ap-shanghai","output":"json"},"cvm":{}}',
  '.tccli/work.configure': '{"region":"ap-beijing"}',
}
const scf =
  '[USER_1]\nsecret-id = one\nsecret-key = s\nregion = ap-chengdu\n\n[USER_2]\nsecret-id = two\nsecret-key = t\nregion = ap-nanjing\n\n[OTHERS]\ncurr-user = USER_2\n'

describe('findRegion()', () => {
  it('takes what was asked for, then the environment, then the profile', async () => {
    const environment = { TENCENTCLOUD_REGION: 'ap-tokyo' }
    expect(await findRegion(settings({ region: 'ap-seoul', environment }, tccli))).toBe('ap-seoul')
    expect(await findRegion(settings({ environment }, tccli))).toBe('ap-tokyo')
    expect(await findRegion(settings({}, tccli))).toBe('ap-shanghai')
    expect(await findRegion(settings({ profile: 'work' }, tccli))).toBe('ap-beijing')
    expect(await findRegion(settings({ environment: { TCCLI_PROFILE: 'work' } }, tccli))).toBe('ap-beijing')
  })

  it('reads the profile of the SDKs and the file of scf', async () => {
    const ini = '[default]\nsecret_id = a\nsecret_key = b\nregion = ap-mumbai\n'
    expect(await findRegion(settings({}, { '.tencentcloud/credentials': ini }))).toBe('ap-mumbai')
    expect(await findRegion(settings({}, { '.tcli_config.ini': scf }))).toBe('ap-nanjing')
    const old = '[API]\nregion = ap-guangzhou\nsecret-id = None\n'
    expect(await findRegion(settings({}, { '.tcli_config.ini': old }))).toBe('ap-guangzhou')
  })

  it.each([
    ['nothing is there', {}],
    ['files are broken', { '.tccli/default.configure': '{', '.tcli_config.ini': 'region' }],
  ])('falls back where %s', async (_, files) => {
    expect(await findRegion(settings({}, files))).toBe('ap-guangzhou')
  })

  it('reads no profile for the local cloud', async () => {
    const credentials = { id: 'local', secret: 'local' }
    expect(await findRegion(settings({ credentials }, tccli))).toBe('ap-guangzhou')
  })
})

describe('findCredentials()', () => {
  it('takes the keys of the user that scf works for', async () => {
    expect(await findCredentials(settings({}, { '.tcli_config.ini': scf }))).toEqual({
      id: 'two',
      secret: 't',
    })
  })
})
