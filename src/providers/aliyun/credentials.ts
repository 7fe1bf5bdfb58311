import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { FnxError } from '../../model/diagnostic.ts'
import type { Access } from '../../model/provider.ts'
import { whole } from './client-module.ts'
import { cliProfile, devsProfile, funProfiles, type Profile } from './profile-files.ts'

type Credentials = typeof import('@alicloud/credentials')
type Provider = ConstructorParameters<Credentials['default']>[1]

/** Keys that may be renewed while a run goes on. */
export type Credential = InstanceType<Credentials['default']>

/** Whom a run works as, and what the place of the keys says of region and account. */
export interface Found extends Pick<Profile, 'region' | 'account'> {
  readonly credential: Credential
}

/** A place that may have keys. */
interface Candidate extends Pick<Profile, 'region' | 'account'> {
  make(): Provider
}

/** Asks the places that Aliyun's own tools ask, in their order; the first that has keys is kept for the whole run. */
export async function credentialOf(settings: Access): Promise<Found> {
  const sdk = whole(await import('@alicloud/credentials'))
  for (const { make, region, account } of await candidates(sdk, settings)) {
    try {
      const credential = new sdk.default(null, make())
      const found = await credential.getCredential()
      if (found.accessKeyId) return { credential, region, account }
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

async function candidates(sdk: Credentials, settings: Access): Promise<readonly Candidate[]> {
  const { profile, credentials, environment } = settings
  if (credentials !== undefined) return [{ make: () => fixed(sdk, credentials) }]
  const { region } = await cliProfile(settings)
  const [project, shared] = await funProfiles(settings)
  const inPlace = (makes: readonly (() => Provider)[]) => makes.map(make => ({ make, region }))
  const noted = (profiles: readonly (Profile | undefined)[]) =>
    profiles.flatMap(({ key, ...said } = {}) =>
      key === undefined ? [] : [{ ...said, make: () => fixed(sdk, key) }],
    )
  const files = inPlace(inFiles(sdk, settings))
  if (profile !== undefined) return [...files, ...noted([await devsProfile(settings)])]
  return [
    ...inPlace(inEnvironment(sdk, environment)),
    // What stands beside the template is nearer to it than what stands in the home.
    ...noted([project]),
    ...files,
    ...noted([shared, await devsProfile(settings)]),
    ...inPlace(remote(sdk, environment)),
  ]
}

function inEnvironment(sdk: Credentials, environment: Access['environment']): readonly (() => Provider)[] {
  const { ALIBABA_CLOUD_ACCESS_KEY_ID: id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret } = environment
  const token = environment.ALIBABA_CLOUD_SECURITY_TOKEN
  const found: (() => Provider)[] = []
  if (id && secret) found.push(() => fixed(sdk, { id, secret, token }))
  if (environment.ALIBABA_CLOUD_OIDC_TOKEN_FILE)
    found.push(() => sdk.OIDCRoleArnCredentialsProvider.builder().build())
  return found
}

/** The files of the CLI and of the SDKs. */
function inFiles(sdk: Credentials, { environment, home, profile }: Access): readonly (() => Provider)[] {
  const named = profile ?? environment.ALIBABA_CLOUD_PROFILE
  const found: (() => Provider)[] = []
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
  return found
}

function remote(sdk: Credentials, environment: Access['environment']): readonly (() => Provider)[] {
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
