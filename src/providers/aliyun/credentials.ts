import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { FnxError } from '../../model/diagnostic.ts'
import type { Settings } from '../../model/provider.ts'
import { whole } from './client-module.ts'

type Credentials = typeof import('@alicloud/credentials')
type Provider = ConstructorParameters<Credentials['default']>[1]

/** Keys that may be renewed while a run goes on. */
export type Credential = InstanceType<Credentials['default']>

/** Asks the places that Aliyun's own tools ask, in their order; the first that has keys is kept for the whole run. */
export async function credentialOf(settings: Settings): Promise<Credential> {
  const sdk = whole(await import('@alicloud/credentials'))
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
    1,
  )
}

function candidates(sdk: Credentials, settings: Settings): readonly (() => Provider)[] {
  const { environment, home, profile, credentials } = settings
  if (credentials !== undefined) return [() => fixed(sdk, credentials)]
  const { ALIBABA_CLOUD_ACCESS_KEY_ID: id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret } = environment
  const token = environment.ALIBABA_CLOUD_SECURITY_TOKEN
  const named = profile ?? environment.ALIBABA_CLOUD_PROFILE
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
  if (existsSync(environment.ALIBABA_CLOUD_CREDENTIALS_FILE ?? join(home, '.alibabacloud', 'credentials')))
    found.push(() =>
      sdk.ProfileCredentialsProvider.builder()
        .withProfileName(named ?? 'default')
        .build(),
    )
  return profile === undefined ? [...found, ...remote(sdk, environment)] : found
}

function remote(sdk: Credentials, environment: Settings['environment']): readonly (() => Provider)[] {
  const { ALIBABA_CLOUD_ECS_METADATA_DISABLED: off, ALIBABA_CLOUD_CREDENTIALS_URI: uri } = environment
  const found: (() => Provider)[] = []
  if (off?.toLowerCase() !== 'true') found.push(() => instance(sdk, environment.ALIBABA_CLOUD_ECS_METADATA))
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

/** The metadata address answers at once on an instance and not at all elsewhere, so it gets a moment. */
function instance(sdk: Credentials, role: string | undefined): Provider {
  return sdk.ECSRAMRoleCredentialsProvider.builder()
    .withRoleName(role ?? '')
    .withConnectTimeout(200)
    .withReadTimeout(300)
    .build()
}
