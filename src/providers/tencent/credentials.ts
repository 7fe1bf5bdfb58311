import { join } from 'node:path'
import { FnxError } from '../../model/diagnostic.ts'
import type { Access } from '../../model/provider.ts'
import { iniSection, json, scfSection, textOf } from './profile-files.ts'

/** Keys that sign calls. */
export interface Credentials {
  readonly id: string
  readonly secret: string
  readonly token?: string
}

/** A role that a token of an OIDC provider may take; the exchange is a call of STS. */
export interface WebIdentity {
  readonly region: string
  readonly provider: string
  readonly token: string
  readonly role: string
}

/**
 * Finds keys as Tencent's own tools do: environment, files of the profile, OIDC; the metadata host only when
 * `TENCENTCLOUD_METADATA` is `true`. Throws E0006 within a second when there are none.
 */
export async function findCredentials(settings: Access): Promise<Credentials | WebIdentity> {
  if (settings.credentials !== undefined) return settings.credentials
  const found =
    fromEnvironment(settings.environment) ??
    (await fromFiles(settings)) ??
    (await fromWebIdentity(settings.environment)) ??
    (await fromMetadata(settings.environment))
  if (found !== undefined) return found
  throw new FnxError({
    code: 'E0006',
    message: 'No credentials for Tencent Cloud were found.',
    hint: 'Set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or write a [default] profile with secret_id and secret_key to ~/.tencentcloud/credentials.',
  })
}

type Environment = Access['environment']

function fromEnvironment(environment: Environment): Credentials | undefined {
  for (const prefix of ['TENCENTCLOUD', 'TENCENT']) {
    const found = credentials(
      environment[`${prefix}_SECRET_ID`],
      environment[`${prefix}_SECRET_KEY`],
      environment[`${prefix}_SESSION_TOKEN`] ?? environment[`${prefix}_TOKEN`],
    )
    if (found !== undefined) return found
  }
  return undefined
}

/** Names the profile that is worked with. */
export function profileName({ profile, environment }: Pick<Access, 'profile' | 'environment'>): string {
  return profile ?? environment.TENCENTCLOUD_PROFILE ?? environment.TCCLI_PROFILE ?? 'default'
}

async function fromFiles(settings: Access): Promise<Credentials | undefined> {
  const { home, environment } = settings
  const name = profileName(settings)
  const own = environment.TENCENTCLOUD_CREDENTIALS_FILE ?? join(home, '.tencentcloud', 'credentials')
  for (const file of [own, '/etc/tencentcloud/credentials']) {
    const section = iniSection(await textOf(file), name)
    const found = credentials(section.secret_id, section.secret_key, section.token)
    if (found !== undefined) return found
  }
  const { secretId, secretKey, token } = json(await textOf(join(home, '.tccli', `${name}.credential`)))
  const cli = credentials(string(secretId), string(secretKey), string(token))
  if (cli !== undefined || name !== 'default') return cli
  const { secret_id, secret_key } = scfSection(await textOf(join(home, '.tcli_config.ini')))
  return credentials(secret_id, secret_key)
}

async function fromWebIdentity(environment: Environment): Promise<WebIdentity | undefined> {
  const { TKE_REGION, TKE_PROVIDER_ID, TKE_WEB_IDENTITY_TOKEN_FILE, TKE_ROLE_ARN } = environment
  if (!TKE_REGION || !TKE_PROVIDER_ID || !TKE_WEB_IDENTITY_TOKEN_FILE || !TKE_ROLE_ARN) return undefined
  const token = (await textOf(TKE_WEB_IDENTITY_TOKEN_FILE)).trim()
  return token === ''
    ? undefined
    : { region: TKE_REGION, provider: TKE_PROVIDER_ID, token, role: TKE_ROLE_ARN }
}

const metadata = 'http://metadata.tencentyun.com/latest/meta-data/cam/security-credentials/'

/** Asks the host of a cloud machine for the keys of its role; each question gets 400 ms. */
async function fromMetadata(environment: Environment): Promise<Credentials | undefined> {
  if (environment.TENCENTCLOUD_METADATA !== 'true') return undefined
  const role = environment.TENCENTCLOUD_ROLE_NAME ?? (await ask(metadata))
  const keys = role === undefined ? undefined : await ask(metadata + encodeURIComponent(role.trim()))
  const { TmpSecretId, TmpSecretKey, Token } = json(keys ?? '')
  return credentials(string(TmpSecretId), string(TmpSecretKey), string(Token))
}

async function ask(url: string): Promise<string | undefined> {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(400) })
    return reply.ok ? await reply.text() : undefined
  } catch {
    return undefined // not a cloud machine
  }
}

function credentials(id?: string, secret?: string, token?: string): Credentials | undefined {
  if (!id || !secret) return undefined
  return token ? { id, secret, token } : { id, secret }
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
