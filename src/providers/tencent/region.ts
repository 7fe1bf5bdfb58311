import { join } from 'node:path'
import type { Access } from '../../model/provider.ts'
import { record, text } from '../../model/value.ts'
import { checkedRegion } from '../kit/checked.ts'
import { profileName } from './credentials.ts'
import { iniSection, json, scfSection, textOf } from './profile-files.ts'

/**
 * Finds the region as Tencent's own tools do: what was asked for, the environment, the profile of tccli and of the SDKs, scf's
 * own file; `ap-guangzhou` where nothing names one. The local cloud has no profile.
 */
export async function findRegion(settings: Access): Promise<string> {
  const { region, environment, credentials } = settings
  return checkedRegion(
    region ||
      environment.TENCENTCLOUD_REGION ||
      environment.TENCENT_REGION ||
      (credentials === undefined ? await fromProfile(settings) : undefined) ||
      'ap-guangzhou',
    settings,
  )
}

/** tccli keeps the region as `_sys_param.region`, once beside it (tccli/configure.py). */
async function fromProfile(settings: Access): Promise<string | undefined> {
  const { home, environment } = settings
  const name = profileName(settings)
  const tccli = json(await textOf(join(home, '.tccli', `${name}.configure`)))
  const shared = environment.TENCENTCLOUD_CREDENTIALS_FILE ?? join(home, '.tencentcloud', 'credentials')
  return (
    text(record(tccli._sys_param).region) ||
    text(tccli.region) ||
    iniSection(await textOf(shared), name).region ||
    (name === 'default' ? scfSection(await textOf(join(home, '.tcli_config.ini'))).region : undefined)
  )
}
