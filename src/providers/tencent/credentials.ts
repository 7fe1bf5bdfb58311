import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FnxError } from '../../model/diagnostic.ts'
import type { Settings } from '../../model/provider.ts'
import { isRecord, type Properties } from '../../model/value.ts'

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
export async function findCredentials(settings: Settings): Promise<Credentials | WebIdentity> {
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

type Environment = Settings['environment']

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

async function fromFiles({ home, profile, environment }: Settings): Promise<Credentials | undefined> {
  const name = profile ?? environment.TENCENTCLOUD_PROFILE ?? environment.TCCLI_PROFILE ?? 'default'
  const own = environment.TENCENTCLOUD_CREDENTIALS_FILE ?? join(home, '.tencentcloud', 'credentials')
  for (const file of [own, '/etc/tencentcloud/credentials']) {
    const section = iniSection(await textOf(file), name)
    const found = credentials(section.secret_id, section.secret_key, section.token)
    if (found !== undefined) return found
  }
  const { secretId, secretKey, token } = json(await textOf(join(home, '.tccli', `${name}.credential`)))
  return credentials(string(secretId), string(secretKey), string(token))
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

/** Gives the text of a file, empty when it cannot be read: the next place is asked then. */
async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    return ''
  }
}

function iniSection(text: string, name: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  let current = ''
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*\[(.+?)\]\s*$/.exec(line)
    if (header !== null) current = header[1] ?? ''
    const entry = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(line)
    if (entry !== null && current === name) found[entry[1] ?? ''] = entry[2] ?? ''
  }
  return found
}

function json(text: string): Properties {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : {}
  } catch {
    return {}
  }
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
