import { Agent } from 'node:http'
import { Readable } from 'node:stream'
import { FnxError } from '../../model/diagnostic.ts'
import type { Connection, Pace, Settings } from '../../model/provider.ts'
import { isRecord, type Properties, record, text } from '../../model/value.ts'
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
        appId ??= api({ service: 'cam', action: 'GetUserAppId', input: {}, repeatable: true }).then(
          ({ AppId }) => text(AppId) ?? '',
        )
        return appId
      },
    }
    return { client, account, region }
  } catch (error) {
    throw error instanceof FnxError ? error : new FnxError(diagnose(error).diagnostic)
  }
}

interface Target {
  readonly region: string
  readonly keys: Credentials
  readonly endpoint?: string
}

function endpointOf({ endpoint }: Settings): { readonly endpoint?: string } {
  return endpoint === undefined ? {} : { endpoint }
}

function apiCaller(target: Target, pace: Pace): TencentClient['api'] {
  const clients = new Map<string, Promise<Requester>>()
  return async ({ service, action, input, repeatable }) => {
    const limit = action === 'Invoke' ? 910 : 60
    const key = `${service} ${limit}`
    const client = clients.get(key) ?? open(service, target, limit)
    clients.set(key, client)
    const requester = await client
    return await pace.attempt(async () => answer(await requester.request(action, input)), { repeatable })
  }
}

/** What all clients of the SDK have in common. */
interface Requester {
  request(action: string, input: unknown, options?: { readonly skipSign?: boolean }): Promise<unknown>
}

/** `limit` is the longest that an answer may take, in seconds. */
async function open(
  service: ApiCall['service'],
  { region, keys, endpoint }: Target,
  limit: number,
): Promise<Requester> {
  const Client = await classes[service]()
  const { id, secret, token } = keys
  return new Client({
    credential: { secretId: id, secretKey: secret, ...(token === undefined ? {} : { token }) },
    region,
    profile: { httpProfile: { reqTimeout: limit, ...(endpoint === undefined ? {} : direct(endpoint)) } },
  })
}

/** An agent of our own keeps `http_proxy` from catching calls to the local cloud. */
function direct(endpoint: string) {
  const { protocol, host } = new URL(endpoint)
  return {
    endpoint: host,
    protocol: `${protocol}//`,
    ...(protocol === 'http:' ? { agent: new Agent() } : {}),
  }
}

const classes = {
  tag: async () =>
    (await import('tencentcloud-sdk-nodejs/tencentcloud/services/tag/index.js')).default.tag.v20180813.Client,
  scf: async () => (await import('./client/scf.ts')).Client,
  cam: async () => (await import('./client/cam.ts')).Client,
  sts: async () => (await import('./client/sts.ts')).Client,
}

function answer(value: unknown): Properties {
  if (isRecord(value)) return value
  throw new SyntaxError('Unexpected token in the answer')
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

function cosCaller({ region, keys, endpoint }: Target, pace: Pace): TencentClient['cos'] {
  let opened: Promise<Cos> | undefined
  return async ({ method, bucket, key, action, query, headers, body, repeatable }) => {
    opened ??= openCos(keys, endpoint)
    const cos = await opened
    const send = async () =>
      answer(
        await cos.request({
          Method: method,
          Bucket: bucket,
          Region: region,
          Headers: { ...headers, 'Content-Length': String(body?.byteLength ?? 0) },
          Body: once(body),
          ...(key === undefined ? {} : { Key: key }),
          ...(action === undefined ? {} : { Action: action }),
          ...(query === undefined ? {} : { Query: query }),
        }),
      )
    return await pace.attempt(send, { repeatable })
  }
}

type Cos = InstanceType<typeof import('cos-nodejs-sdk-v5')>

async function openCos({ id, secret, token }: Credentials, endpoint: string | undefined): Promise<Cos> {
  const { default: COS } = await import('cos-nodejs-sdk-v5')
  const local = endpoint === undefined ? undefined : new URL(endpoint)
  const cos = new COS({
    SecretId: id,
    SecretKey: secret,
    ...(token === undefined ? {} : { SecurityToken: token }),
    ...(local === undefined
      ? {}
      : { Protocol: local.protocol === 'http:' ? 'http:' : 'https:', Ip: local.host }),
    AutoSwitchHost: false,
    CorrectClockSkew: false,
    KeepAlive: false,
    Timeout: 60_000,
  })
  if (local !== undefined)
    cos.on('before-send', (options: { proxy?: null }) => Object.assign(options, { proxy: null }))
  return cos
}

/** Gives the body as a stream: COS's SDK sends a call again by itself unless its body can be read only once. */
function once(body: Uint8Array | undefined): Readable {
  return Readable.from(body === undefined ? [] : [body])
}
