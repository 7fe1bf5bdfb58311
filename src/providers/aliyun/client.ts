import type AliOss from 'ali-oss'
import type { Connection, Pace, Settings } from '../../model/provider.ts'
import { whole } from './client-module.ts'
import { type Credential, credentialOf } from './credentials.ts'

type FcModule = typeof import('@alicloud/fc20230330')
type RamModule = typeof import('@alicloud/ram20150501')
type StsModule = typeof import('@alicloud/sts20150401')

/** OSS's client with the calls that its published types leave out. */
export type Oss = AliOss & {
  putBucketTags(name: string, tags: Readonly<Record<string, string>>): Promise<unknown>
  getBucketTags(name: string): Promise<{ readonly tag: Readonly<Record<string, unknown>> }>
  putBucketVersioning(name: string, status: string): Promise<unknown>
  getBucketVersioning(name: string): Promise<{ readonly versionStatus?: string }>
}

/** Whether a call may be sent again when nobody knows whether it had its effect. */
export type Mode = 'once' | 'repeatable'

/** Aliyun, reached. Each service's SDK is loaded at its first call, and every call is paced. */
export interface AliyunClient {
  readonly account: string
  readonly region: string
  readonly pace: Pace
  /** Where the local cloud listens, when calls go there. */
  readonly endpoint?: string
  fc<T>(mode: Mode, send: (fc: InstanceType<FcModule['default']>, models: FcModule) => Promise<T>): Promise<T>
  ram<T>(
    mode: Mode,
    send: (ram: InstanceType<RamModule['default']>, models: RamModule) => Promise<T>,
  ): Promise<T>
  /** `bucket` is the one that calls on objects are about. */
  oss<T>(mode: Mode, bucket: string, send: (oss: Oss) => Promise<T>): Promise<T>
  /** Asks the local cloud about itself. */
  local(path: string): Promise<unknown>
}

const fallbackRegion = 'cn-hangzhou'

/** Reaches Aliyun: finds credentials by the official chain, and the account by asking who calls. */
export async function connect(settings: Settings): Promise<Connection<AliyunClient>> {
  const { environment, pace, endpoint } = settings
  const region =
    settings.region ??
    environment.ALIBABA_CLOUD_REGION_ID ??
    environment.ALIBABA_CLOUD_REGION ??
    fallbackRegion
  const credential = await credentialOf(settings)
  const services = servicesOf({ credential, region, ...(endpoint === undefined ? {} : { endpoint }) })
  const sts = await services.sts()
  const { body } = await pace.attempt(() => sts.getCallerIdentity(), { repeatable: true })
  const account = body?.accountId ?? ''
  const client: AliyunClient = {
    account,
    region,
    pace,
    ...(endpoint === undefined ? {} : { endpoint }),
    fc: async (mode, send) => {
      const { fc, models } = await services.fc(account)
      return pace.attempt(() => send(fc, models), repeat(mode))
    },
    ram: async (mode, send) => {
      const { ram, models } = await services.ram()
      return pace.attempt(() => send(ram, models), repeat(mode))
    },
    oss: async (mode, bucket, send) => {
      const oss = await services.oss(bucket)
      return pace.attempt(() => send(oss), repeat(mode))
    },
    local: async path => (await fetch(new URL(path, endpoint))).json(),
  }
  return { client, account, region }
}

function repeat(mode: Mode): { readonly repeatable: boolean } {
  return { repeatable: mode === 'repeatable' }
}

interface Reach {
  readonly credential: Credential
  readonly region: string
  readonly endpoint?: string
}

/** Makes each service's client once, when it is first asked for. The SDKs' own retries are off by default. */
function servicesOf({ credential, region, endpoint }: Reach) {
  const config = async (host: string) => {
    const { $OpenApiUtil } = whole(await import('@alicloud/openapi-core'))
    return new $OpenApiUtil.Config({
      credential,
      regionId: region,
      endpoint: endpoint === undefined ? host : new URL(endpoint).host,
      protocol: endpoint?.startsWith('http:') ? 'HTTP' : 'HTTPS',
      // The SDK gives up reading after 3 seconds, which an upload of code does not fit in.
      readTimeout: 60_000,
      connectTimeout: 10_000,
    })
  }
  const buckets = new Map<string, Oss>()
  return {
    fc: once(async (account: string) => {
      const models = whole(await import('@alicloud/fc20230330'))
      return { models, fc: new models.default(await config(`${account}.${region}.fc.aliyuncs.com`)) }
    }),
    ram: once(async () => {
      const models = whole(await import('@alicloud/ram20150501'))
      return { models, ram: new models.default(await config('ram.aliyuncs.com')) }
    }),
    sts: once(async () => {
      const models: StsModule = whole(await import('@alicloud/sts20150401'))
      return new models.default(await config('sts.aliyuncs.com'))
    }),
    oss: async (bucket: string) => {
      const known = buckets.get(bucket)
      if (known !== undefined) return known
      const { default: Client } = await import('ali-oss')
      const options = { ...(await ossOptions({ credential, region, endpoint })), bucket }
      const made = new Client(options) as Oss // the types lack some of its calls
      buckets.set(bucket, made)
      return made
    },
  }
}

async function ossOptions(reach: {
  readonly credential: Credential
  readonly region: string
  readonly endpoint: string | undefined
}): Promise<AliOss.Options> {
  const keys = async () => {
    const { accessKeyId = '', accessKeySecret = '', securityToken } = await reach.credential.getCredential()
    return { accessKeyId, accessKeySecret, ...(securityToken ? { stsToken: securityToken } : {}) }
  }
  const current = await keys()
  return {
    ...current,
    ...('stsToken' in current
      ? {
          refreshSTSToken: async () => ({ stsToken: '', ...(await keys()) }),
          refreshSTSTokenInterval: 300_000,
        }
      : {}),
    ...place(reach.region, reach.endpoint),
    timeout: 60_000,
  }
}

/** With an IP address the SDK would still sign and name the public host; a name and `sldEnable` keep it local. */
function place(region: string, endpoint: string | undefined): Partial<AliOss.Options> {
  const signed = { region: `oss-${region}`, authorizationV4: true }
  if (endpoint === undefined) return { ...signed, secure: true }
  const url = new URL(endpoint)
  if (url.hostname === '127.0.0.1') url.hostname = 'localhost'
  // `sldEnable` puts the bucket in the path; the published types do not know it.
  const options: Record<string, unknown> = { ...signed, endpoint: url.origin, sldEnable: true }
  return options
}

function once<A extends readonly unknown[], T>(
  make: (...given: A) => Promise<T>,
): (...given: A) => Promise<T> {
  let made: Promise<T> | undefined
  return (...given) => {
    made ??= make(...given)
    return made
  }
}
