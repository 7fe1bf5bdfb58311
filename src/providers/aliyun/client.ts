import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type AliOss from 'ali-oss'
import { FnxError } from '../../model/diagnostic.ts'
import type { Connection, Pace, Settings } from '../../model/provider.ts'

type FcModule = typeof import('@alicloud/fc20230330')
type RamModule = typeof import('@alicloud/ram20150501')
type StsModule = typeof import('@alicloud/sts20150401')
type Credentials = typeof import('@alicloud/credentials')
type Credential = InstanceType<Credentials['default']>

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
    const { $OpenApiUtil } = (await import('@alicloud/openapi-core')).default
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
      const models = (await import('@alicloud/fc20230330')).default
      return { models, fc: new models.default(await config(`${account}.${region}.fc.aliyuncs.com`)) }
    }),
    ram: once(async () => {
      const models = (await import('@alicloud/ram20150501')).default
      return { models, ram: new models.default(await config('ram.aliyuncs.com')) }
    }),
    sts: once(async () => {
      const models: StsModule = (await import('@alicloud/sts20150401')).default
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

/** Asks the places that Aliyun's own tools ask, in their order; the first that has keys is kept for the whole run. */
async function credentialOf(settings: Settings): Promise<Credential> {
  const sdk = (await import('@alicloud/credentials')).default
  for (const make of candidates(sdk, settings)) {
    try {
      const credential = new sdk.default(null, make())
      const found = await credential.getCredential()
      if (found.accessKeyId) return credential
    } catch {
      // This place has none; the next is asked.
    }
  }
  throw new FnxError(
    {
      code: 'E0006',
      message: 'No credentials for Aliyun were found.',
      hint: 'Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or run: aliyun configure',
    },
    2,
  )
}

type Provider = ConstructorParameters<Credentials['default']>[1]

function candidates(sdk: Credentials, settings: Settings): readonly (() => Provider)[] {
  const { environment, home, profile, credentials } = settings
  if (credentials !== undefined) return [() => fixed(sdk, credentials)]
  const { ALIBABA_CLOUD_ACCESS_KEY_ID: id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret } = environment
  const token = environment.ALIBABA_CLOUD_SECURITY_TOKEN
  const named = profile ?? environment.ALIBABA_CLOUD_PROFILE
  const files = environment.ALIBABA_CLOUD_CREDENTIALS_FILE ?? join(home, '.alibabacloud', 'credentials')
  const metadata = environment.ALIBABA_CLOUD_ECS_METADATA
  const found: (() => Provider)[] = []
  if (profile === undefined && id && secret) found.push(() => fixed(sdk, { id, secret, token }))
  if (profile === undefined && environment.ALIBABA_CLOUD_OIDC_TOKEN_FILE)
    found.push(() => sdk.OIDCRoleArnCredentialsProvider.builder().build())
  if (existsSync(join(home, '.aliyun', 'config.json')))
    found.push(() =>
      sdk.CLIProfileCredentialsProvider.builder()
        .withProfileName(named ?? '')
        .build(),
    )
  if (existsSync(files))
    found.push(() =>
      sdk.ProfileCredentialsProvider.builder()
        .withProfileName(named ?? 'default')
        .build(),
    )
  if (environment.ALIBABA_CLOUD_ECS_METADATA_DISABLED?.toLowerCase() !== 'true')
    found.push(() => instance(sdk, metadata))
  const uri = environment.ALIBABA_CLOUD_CREDENTIALS_URI
  if (uri) found.push(() => sdk.URICredentialsProvider.builder().withCredentialsURI(uri).build())
  return found
}

function fixed(
  sdk: Credentials,
  key: { readonly id: string; readonly secret: string; readonly token?: string | undefined },
): Provider {
  const { StaticAKCredentialsProvider: Ak, StaticSTSCredentialsProvider: Sts } = sdk
  if (!key.token) return Ak.builder().withAccessKeyId(key.id).withAccessKeySecret(key.secret).build()
  return Sts.builder()
    .withAccessKeyId(key.id)
    .withAccessKeySecret(key.secret)
    .withSecurityToken(key.token)
    .build()
}

/** The metadata address answers at once on an instance and not at all elsewhere, so it gets half a second. */
function instance(sdk: Credentials, role: string | undefined): Provider {
  return sdk.ECSRAMRoleCredentialsProvider.builder()
    .withRoleName(role ?? '')
    .withConnectTimeout(250)
    .withReadTimeout(500)
    .build()
}
