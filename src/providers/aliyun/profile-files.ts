import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Access } from '../../model/provider.ts'
import { isRecord, list, type Properties, record, text } from '../../model/value.ts'

/** What a tool of Aliyun has written down of whom it works as, and where. */
export interface Profile {
  readonly key?: { readonly id: string; readonly secret: string; readonly token?: string | undefined }
  readonly region?: string | undefined
  /** The account that the keys are said to be of. */
  readonly account?: string | undefined
}

/** Reads the profile of the CLI, `~/.aliyun/config.json` (https://help.aliyun.com/zh/cli/configure-credentials); the SDK reads its keys. */
export async function cliProfile({ home, profile, environment }: Access): Promise<Profile> {
  const { current, profiles } = json(await textOf(join(home, '.aliyun', 'config.json')))
  const name = profile ?? environment.ALIBABA_CLOUD_PROFILE ?? text(current) ?? 'default'
  const own = list(profiles).find(one => record(one).name === name)
  return { region: text(record(own ?? null).region_id) || undefined }
}

/**
 * Reads what fun works with: `.env` beside the template, then `~/.fcli/config.yaml`
 * (https://github.com/alibaba/funcraft/blob/master/docs/usage/getting_started.md).
 */
export async function funProfiles({ home, folder }: Access): Promise<readonly Profile[]> {
  const own = folder === undefined ? {} : entries(await textOf(join(folder, '.env')))
  const shared = entries(await textOf(join(home, '.fcli', 'config.yaml')))
  const place = /^(?:https?:\/\/)?(\d+)\.([\w-]+)\.fc\.aliyuncs\.com/.exec(shared.endpoint ?? '')
  return [
    {
      ...keyOf(own.ACCESS_KEY_ID, own.ACCESS_KEY_SECRET, own.SECURITY_TOKEN),
      region: own.REGION || undefined,
      account: own.ACCOUNT_ID || undefined,
    },
    {
      ...keyOf(shared.access_key_id, shared.access_key_secret, shared.security_token),
      region: place?.[2],
      account: place?.[1],
    },
  ]
}

/** Reads a profile of Serverless Devs, `~/.s/access.yaml`; keys that it has encrypted are passed over. */
export async function devsProfile({ home, profile }: Access): Promise<Profile> {
  const lines = (await textOf(join(home, '.s', 'access.yaml'))).split(/\r?\n/)
  const start = lines.findIndex(line => line.trimEnd() === `${profile ?? 'default'}:`)
  if (start < 0) return {}
  const length = lines.slice(start + 1).findIndex(line => /^\S/.test(line))
  const section = lines.slice(start + 1, length < 0 ? undefined : start + 1 + length)
  const { AccessKeyID, AccessKeySecret, SecurityToken, AccountID } = entries(section.join('\n'))
  return { ...keyOf(AccessKeyID, AccessKeySecret, SecurityToken), account: AccountID || undefined }
}

/** OpenSSL's mark of a salted text, in base64. */
const encrypted = /^U2FsdGVkX1/

function keyOf(id = '', secret = '', token = ''): Profile {
  if (id === '' || secret === '' || encrypted.test(id)) return {}
  return { key: { id, secret, token: token || undefined } }
}

/** Gives the text of a file, empty when it cannot be read: the next place is asked then. */
async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '')
}

/** Reads lines of `name=value` and `name: value`; quotes around a value are no part of it. */
function entries(content: string): Readonly<Record<string, string>> {
  const lines = content.matchAll(/^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*[=:][ \t]*(.*?)[ \t]*\r?$/gm)
  return Object.fromEntries(
    [...lines].map(([, name = '', value = '']) => [name, value.replace(/^(['"])(.*)\1$/, '$2')]),
  )
}

function json(content: string): Properties {
  try {
    const value: unknown = JSON.parse(content)
    return isRecord(value) ? value : {}
  } catch {
    return {}
  }
}
