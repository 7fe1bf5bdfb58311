import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Settings } from '../../../src/model/provider.ts'
import { connect } from '../../../src/providers/aliyun/client.ts'
import { cliProfile } from '../../../src/providers/aliyun/profile-files.ts'
import { openWire } from '../../../src/providers/aliyun/wire.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import { serveWire } from '../../support/wire-server.ts'
import { quickPace } from './aliyun-cloud.ts'

const local = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'local', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'local' }
const cli = JSON.stringify({
  current: 'work',
  profiles: [
    { name: 'default', mode: 'AK', region_id: 'cn-beijing' },
    { name: 'work', mode: 'AK', region_id: 'cn-shanghai' },
  ],
})
const fcli = (account: string) =>
  `endpoint: 'https://${account}.cn-shenzhen.fc.aliyuncs.com'\napi_version: '2016-08-15'\naccess_key_id: local\naccess_key_secret: local\n`
const fun = 'ACCOUNT_ID=1000000000000000\nREGION="cn-qingdao"\nACCESS_KEY_ID=local\nACCESS_KEY_SECRET=local\n'
const devs =
  'other:\n  AccessKeyID: x\ndefault:\n  AccountID: "1000000000000000"\n  AccessKeyID: local\n  AccessKeySecret: local\n'

interface Case {
  readonly files?: Readonly<Record<string, string>>
  readonly environment?: Readonly<Record<string, string>>
  readonly more?: Partial<Settings>
}

/** Writes files into a new home, whose folder `project` is the template's, and connects from there. */
async function connected({ files = {}, environment = {}, more = {} }: Case) {
  const { url } = await serveWire(await openWire())
  const home = temporaryFolder()
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(home, name)), { recursive: true })
    writeFileSync(join(home, name), content)
  }
  const quiet = { ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true', ...environment }
  const settings = {
    endpoint: url,
    environment: quiet,
    home,
    folder: join(home, 'project'),
    pace: quickPace(),
  }
  return connect({ ...settings, ...more })
}

const cases: readonly (readonly [string, Case, string])[] = [
  [
    'what was asked for',
    { environment: { ...local, ALIBABA_CLOUD_REGION_ID: 'eu' }, more: { region: 'us' } },
    'us',
  ],
  ['the environment', { environment: { ...local, ALIBABA_CLOUD_REGION_ID: 'eu' } }, 'eu'],
  [
    'the current profile of the CLI',
    { environment: local, files: { '.aliyun/config.json': cli } },
    'cn-shanghai',
  ],
  ['an address of fun', { files: { '.fcli/config.yaml': fcli('1000000000000000') } }, 'cn-shenzhen'],
  [
    '.env beside the template before the home',
    { files: { 'project/.env': fun, '.fcli/config.yaml': fcli('7') } },
    'cn-qingdao',
  ],
  ['nothing where Serverless Devs names none', { files: { '.s/access.yaml': devs } }, 'cn-hangzhou'],
  ['nothing where nothing is said', { environment: local }, 'cn-hangzhou'],
]

describe('connect() takes the region of', () => {
  it.each(cases)('%s', async (_, one, region) => {
    const { region: found, account } = await connected(one)
    expect([found, account]).toEqual([region, '1000000000000000'])
  })
})

describe('a profile', () => {
  it('is the one that is named', async () => {
    const home = temporaryFolder()
    mkdirSync(join(home, '.aliyun'))
    writeFileSync(join(home, '.aliyun', 'config.json'), cli)
    const settings = { home, environment: {}, pace: quickPace() }
    expect(await cliProfile({ ...settings, profile: 'default' })).toEqual({ region: 'cn-beijing' })
    expect(await cliProfile({ ...settings, environment: { ALIBABA_CLOUD_PROFILE: 'none' } })).toEqual({})
  })

  it.each([
    ['.fcli/config.yaml', fcli('1234')],
    ['project/.env', fun.replace('ACCOUNT_ID=1000000000000000', 'ACCOUNT_ID=1234')],
    ['.s/access.yaml', devs.replace('1000000000000000', '1234')],
  ])('of another account than its keys is refused: %s', async (file, content) => {
    await expect(connected({ files: { [file]: content } })).rejects.toMatchObject({
      diagnostics: [{ code: 'E6304', message: expect.stringContaining('1234') }],
    })
  })

  it('of Serverless Devs with encrypted keys is passed over', async () => {
    const files = { '.s/access.yaml': devs.replace('AccessKeyID: local', 'AccessKeyID: U2FsdGVkX1+abc') }
    await expect(connected({ files })).rejects.toMatchObject({ diagnostics: [{ code: 'E0006' }] })
  })
})
