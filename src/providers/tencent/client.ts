import { FnxError } from '../../model/diagnostic.ts'
import type { Connection, Pace, Settings } from '../../model/provider.ts'
import { type Properties, record, text } from '../../model/value.ts'
import { answer, apiCaller, open } from './client/api.ts'
import { cosCaller } from './client/cos.ts'
import { type Credentials, findCredentials, type WebIdentity } from './credentials.ts'
import { diagnose } from './diagnose.ts'

/** A call of an API that is signed with TC3. */
export interface ApiCall {
  readonly service: 'scf' | 'cam' | 'sts' | 'tag'
  readonly action: string
  readonly input: Properties
  /** Whether sending it twice does no more than sending it once. */
  readonly repeatable: boolean
}

/** A call of COS. */
export interface CosCall {
  readonly method: 'GET' | 'PUT' | 'HEAD' | 'DELETE'
  /** With the appid: `photos-1250000000`. */
  readonly bucket: string
  readonly key?: string
  /** The sub-resource: `acl`, `tagging`, `versioning`. */
  readonly action?: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  readonly repeatable: boolean
}

/** Tencent Cloud as resource types see it: every call is paced, and no SDK is loaded before its first call. */
export interface TencentClient {
  readonly region: string
  /** Uin of the account. */
  readonly account: string
  readonly pace: Pace
  /** Set for the local cloud. */
  readonly endpoint?: string
  api(call: ApiCall): Promise<Properties>
  /** Gives the XML of the answer as a map. */
  cos(call: CosCall): Promise<Properties>
  /** The number at the end of bucket names. */
  appId(): Promise<string>
}

/** Reaches Tencent Cloud: finds keys, asks STS who they belong to. Throws a diagnostic when that fails. */
export async function connect(settings: Settings): Promise<Connection<TencentClient>> {
  const region =
    settings.region ??
    settings.environment.TENCENTCLOUD_REGION ??
    settings.environment.TENCENT_REGION ??
    'ap-guangzhou'
  try {
    const found = await findCredentials(settings)
    const keys = 'role' in found ? await assume(found, settings) : found
    const target = { region, keys, ...endpointOf(settings) }
    const api = apiCaller(target, settings.pace)
    const identity = await api({ service: 'sts', action: 'GetCallerIdentity', input: {}, repeatable: true })
    const account = text(identity.AccountId) ?? ''
    let appId: Promise<string> | undefined
    const client: TencentClient = {
      region,
      account,
      pace: settings.pace,
      ...endpointOf(settings),
      api,
      cos: cosCaller(target, settings.pace),
      appId: () => {
        appId ??= askAppId(api).catch(error => {
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

async function askAppId(api: TencentClient['api']): Promise<string> {
  const { AppId } = await api({ service: 'cam', action: 'GetUserAppId', input: {}, repeatable: true })
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
  const { Credentials: keys } = await settings.pace.attempt(send, { repeatable: true })
  const { TmpSecretId, TmpSecretKey, Token } = record(keys)
  return { id: text(TmpSecretId) ?? '', secret: text(TmpSecretKey) ?? '', token: text(Token) ?? '' }
}
