import { FnxError } from '../../model/diagnostic.ts'
import type { Connection, Settings } from '../../model/provider.ts'
import { record, text } from '../../model/value.ts'
import { checkKeys } from '../kit/checked.ts'
import { answer, apiCaller, open } from './api.ts'
import type { TencentClient } from './client.ts'
import { cosCaller } from './cos/client.ts'
import { type Credentials, findCredentials, type WebIdentity } from './credentials.ts'
import { diagnose } from './diagnose.ts'
import { findRegion } from './region.ts'

/** Reaches Tencent Cloud: finds keys, asks STS who they belong to. Throws a diagnostic when that fails. */
export async function connect(settings: Settings): Promise<Connection<TencentClient>> {
  try {
    checkKeys(settings, 'TENCENTCLOUD_')
    const region = await findRegion(settings)
    const found = await findCredentials(settings)
    const keys = 'role' in found ? await assume(found, settings) : found
    const target = { region, keys, ...endpointOf(settings) }
    const call = apiCaller(target, settings.pace)
    const identity = await call('sts', 'GetCallerIdentity', {})
    const account = text(identity.AccountId) ?? ''
    let appId: Promise<string> | undefined
    const client: TencentClient = {
      region,
      account,
      pace: settings.pace,
      ...endpointOf(settings),
      call,
      cos: cosCaller(target, settings.pace),
      appId: () => {
        appId ??= askAppId(call).catch(error => {
          appId = undefined // asked again next time
          throw error
        })
        return appId
      },
    }
    return { client, account, region }
  } catch (error) {
    throw error instanceof FnxError ? error : new FnxError(diagnose(error).diagnostic)
  }
}

async function askAppId(call: TencentClient['call']): Promise<string> {
  const { AppId } = await call('cam', 'GetUserAppId', {})
  return text(AppId) ?? ''
}

function endpointOf({ endpoint }: Settings): { readonly endpoint?: string } {
  return endpoint === undefined ? {} : { endpoint }
}

async function assume(
  { region, provider, token, role }: WebIdentity,
  settings: Settings,
): Promise<Credentials> {
  const target = { region, keys: { id: 'none', secret: 'none' }, ...endpointOf(settings) }
  const requester = await open('sts', target, 5)
  const input = {
    ProviderId: provider,
    WebIdentityToken: token,
    RoleArn: role,
    RoleSessionName: 'fnx',
  }
  const send = async () =>
    answer(await requester.request('AssumeRoleWithWebIdentity', input, { skipSign: true }))
  const { Credentials: keys } = await settings.pace.attempt(send, {
    repeatable: true,
    call: { service: 'sts', operation: 'AssumeRoleWithWebIdentity' },
  })
  const { TmpSecretId, TmpSecretKey, Token } = record(keys)
  return { id: text(TmpSecretId) ?? '', secret: text(TmpSecretKey) ?? '', token: text(Token) ?? '' }
}
