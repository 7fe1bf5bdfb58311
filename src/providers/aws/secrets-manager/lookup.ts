import { FnxError } from '../../../model/diagnostic.ts'
import { noLookupResults } from '../../../model/lookup-results.ts'
import type { LookupRemark, LookupReply, Lookups } from '../../../model/lookups.ts'
import { isRecord, member, type Value } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import { denial } from '../kit/denial.ts'
import { readReference, type SecretReference } from '../kit/reference.ts'

/** Several references may name members of one secret. */
interface Group {
  readonly secret: SecretReference
  readonly texts: Map<string, SecretReference>
}

/** Asks Secrets Manager for the secrets that dynamic references name, each version once. */
export async function askSecrets(client: AwsClient, { references }: Lookups): Promise<LookupReply> {
  const groups = [...groupsOf(references).values()]
  const parts = (await Promise.all(groups.map(group => askGroup(client, group)))).flat()
  const values = parts.flatMap(part => ('value' in part ? [[part.name, part.value] as const] : []))
  return {
    lookupResults: { ...noLookupResults, references: Object.fromEntries(values) },
    remarks: [...unread(references), ...parts.flatMap(part => ('diagnostic' in part ? [part] : []))],
  }
}

function groupsOf(references: readonly string[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>()
  for (const text of references) {
    const secret = readReference(text)
    if (secret?.service !== 'secretsmanager') continue
    const { id, stage = '', version = '' } = secret
    const key = JSON.stringify([id, stage, version])
    const group = groups.get(key) ?? { secret, texts: new Map() }
    group.texts.set(text, secret)
    groups.set(key, group)
  }
  return groups
}

/** References of no form that CloudFormation has, of whatever service. */
function unread(references: readonly string[]): readonly LookupRemark[] {
  return references
    .filter(name => readReference(name) === undefined)
    .map(name => ({
      of: 'references',
      name,
      diagnostic: {
        code: 'E5011',
        message: `${name} is not a dynamic reference that CloudFormation knows.`,
        hint: 'Write {{resolve:ssm:NAME:VERSION}} or {{resolve:secretsmanager:ID:SecretString:KEY:STAGE}}; the last parts may be left out.',
      },
    }))
}

type Answered = LookupRemark | { readonly name: string; readonly value: string }

async function askGroup(client: AwsClient, { secret, texts }: Group): Promise<readonly Answered[]> {
  const { id, stage, version } = secret
  try {
    const { SecretString: value } = await client.call('secretsmanager', 'GetSecretValue', {
      SecretId: id,
      ...(stage === undefined ? {} : { VersionStage: stage }),
      ...(version === undefined ? {} : { VersionId: version }),
    })
    return [...texts].map(([name, { key }]) => memberOf({ name, id, key, value }))
  } catch (error) {
    if (error instanceof FnxError) throw error
    return [denial(error, { of: 'references', names: [...texts.keys()] })]
  }
}

interface Sought {
  readonly name: string
  readonly id: string
  readonly key: string | undefined
  readonly value: string | undefined
}

/** No message here quotes the secret or what a parser says of it. */
function memberOf({ name, id, key, value }: Sought): Answered {
  if (value === undefined) return refused(name, 'E6207', `Secret ${id} is binary.`)
  if (key === undefined) return { name, value }
  const map = jsonOf(value)
  if (!isRecord(map))
    return refused(name, 'E6207', `Secret ${id} is not a map in JSON, so it has no key "${key}".`)
  const found = member(map, key)
  if (found === undefined) return refused(name, 'E5006', `Secret ${id} has no key "${key}".`)
  return { name, value: typeof found === 'string' ? found : JSON.stringify(found) }
}

function jsonOf(text: string): Value | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // the only way that JSON.parse has to say so
  }
}

function refused(name: string, code: string, message: string): LookupRemark {
  return {
    of: 'references',
    name,
    diagnostic: { code, message, hint: 'Look at it with: aws secretsmanager describe-secret --secret-id ID' },
  }
}
