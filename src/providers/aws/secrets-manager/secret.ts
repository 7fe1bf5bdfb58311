import type { ResourceType } from '../../../model/provider.ts'
import { equal, list, type Properties, record, text } from '../../../model/value.ts'
import type { Call } from '../../kit/call.ts'
import { parsed } from '../../kit/form.ts'
import { byAnswer } from '../../kit/identifier.ts'
import { foreign, isOurs } from '../../kit/ownership.ts'
import { type Part, settings } from '../../kit/parts.ts'
import { tagCalls } from '../../kit/tagging.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { kmsKey } from '../kit/kms-key.ts'
import { made } from '../kit/recipe.ts'

type SecretPart = Part<AwsClient, CallName<'secretsmanager'>>

const type = 'AWS::SecretsManager::Secret'
const described = ['Description', 'KmsKeyId', 'Type']

/**
 * A secret of Secrets Manager; its physical ID is its ARN. A generated value goes from the answer of the service into the
 * call that keeps it, and nowhere else.
 */
export const secret: ResourceType<AwsClient> = made('secretsmanager', {
  type,
  naming: { max: 512, allowed: /[\w/+=.@-]/ },
  nameProperty: 'Name',
  id: byAnswer('ARN', { member: 'SecretId', name: 'Name' }),
  form: { names: { ReplicaRegions: 'AddReplicaRegions' }, codecs: { KmsKeyId: kmsKey } },
  create: {
    call: 'CreateSecret',
    takes: [...described, 'ReplicaRegions', 'SecretString'],
    written: ['GenerateSecretString'],
    members: async ({ properties: { GenerateSecretString } }, client) =>
      GenerateSecretString === undefined
        ? {}
        : { SecretString: await generated(client, record(GenerateSecretString)) },
  },
  parts: [
    settings({
      call: 'UpdateSecret',
      takes: described,
      resets: { Description: '', KmsKeyId: 'alias/aws/secretsmanager', Type: '' },
    }),
    value(),
    replicas(),
  ],
  unseen: ['GenerateSecretString', 'SecretString'],
  stays: {
    GenerateSecretString: 'a secret keeps its value',
    SecretString: 'a secret keeps its value',
  },
  tags: {
    property: 'Tags',
    form: 'list',
    member: 'Tags',
    calls: tagCalls({ tag: 'TagResource', untag: 'UntagResource', member: 'Tags', keys: 'TagKeys' }),
  },
  async show({ ask }) {
    const found = await ask('DescribeSecret')
    if (found === undefined || found.DeletedDate !== undefined) return undefined
    return { live: { ...found, AddReplicaRegions: regionsOf(found) }, tags: readTags(found.Tags) }
  },
  async search({ ask }, sought) {
    const found = await ask('DescribeSecret', { SecretId: sought.name })
    if (found === undefined) return undefined
    if (!isOurs(readTags(found.Tags), sought)) throw foreign(type, sought.name)
    return text(found.ARN)
  },
  attributes: ({ id }) => ({ Id: id }),
  delete: {
    call: 'DeleteSecret',
    // As CloudFormation deletes it: the name is free for the next deploy.
    members: { ForceDeleteWithoutRecovery: true },
    // A secret with replicas cannot go.
    async before({ ask, send, key }) {
      const RemoveReplicaRegions = regionsOf((await ask('DescribeSecret')) ?? {}).map(({ Region }) => Region)
      if (RemoveReplicaRegions.length > 0)
        await send({ action: 'RemoveRegionsFromReplication', members: { ...key, RemoveReplicaRegions } })
    },
  },
})

/** Asks for a random password and puts it where the template wants it. */
async function generated(client: AwsClient, written: Properties): Promise<string> {
  const { SecretStringTemplate, GenerateStringKey, ...asked } = written
  const { RandomPassword = '' } = await client.call('secretsmanager', 'GetRandomPassword', asked)
  if (GenerateStringKey === undefined) return RandomPassword
  const around = record(parsed(text(SecretStringTemplate) ?? '{}'))
  return JSON.stringify({ ...around, [String(GenerateStringKey)]: RandomPassword })
}

/** A value is generated anew only where the template asks for another one: what others use must not change by itself. */
function value(): SecretPart {
  return {
    takes: ['GenerateSecretString', 'SecretString'],
    async calls({ session, client, key, now, before }) {
      const { GenerateSecretString: wanted, SecretString } = now
      if (SecretString !== undefined)
        return equal(SecretString, before.SecretString ?? null)
          ? []
          : [{ action: 'UpdateSecret', members: { ...key, SecretString } }]
      if (wanted === undefined || equal(wanted, before.GenerateSecretString ?? null)) return []
      // What is read back, or was cut off, is not on record and has its value.
      const isUnknown = before.GenerateSecretString === undefined && before.SecretString === undefined
      if (isUnknown && hasValue((await session.ask('DescribeSecret')) ?? {})) return []
      const made = await generated(client, record(wanted))
      return [{ action: 'UpdateSecret', members: { ...key, SecretString: made } }]
    },
  }
}

function hasValue({ VersionIdsToStages }: Properties): boolean {
  return Object.values(record(VersionIdsToStages)).some(stages => list(stages).includes('AWSCURRENT'))
}

/** A replica with another key is made anew. */
function replicas(): SecretPart {
  return {
    takes: ['ReplicaRegions'],
    async calls({ session, key, now, before }) {
      const wanted = list(now.ReplicaRegions).map(record)
      const known = list(before.ReplicaRegions).map(record)
      const live = regionsOf((await session.ask('DescribeSecret')) ?? {})
      const isKept = (one: Properties, other: Properties) => isReplica(one, other) && !hasLostKey(one, known)
      const left = live.filter(one => !wanted.some(other => isKept(other, one))).map(({ Region }) => Region)
      const added = wanted.filter(one => !live.some(other => isKept(one, other)))
      return [
        ...call('RemoveRegionsFromReplication', { ...key, RemoveReplicaRegions: left }, left),
        ...call('ReplicateSecretToRegions', { ...key, AddReplicaRegions: added }, added),
      ]
    },
  }
}

function call(
  action: CallName<'secretsmanager'>,
  members: Call['members'],
  items: readonly unknown[],
): readonly Call<CallName<'secretsmanager'>>[] {
  return items.length === 0 ? [] : [{ action, members }]
}

function isReplica(wanted: Properties, live: Properties): boolean {
  return (
    wanted.Region === live.Region &&
    (wanted.KmsKeyId === undefined ||
      equal(kmsKey.read(live.KmsKeyId ?? '', wanted.KmsKeyId), wanted.KmsKeyId))
  )
}

/** Tells whether the template had a key for a region and has none now. */
function hasLostKey({ Region, KmsKeyId }: Properties, known: readonly Properties[]): boolean {
  return KmsKeyId === undefined && known.some(one => one.Region === Region && one.KmsKeyId !== undefined)
}

function regionsOf({ ReplicationStatus }: Properties): readonly Properties[] {
  return list(ReplicationStatus).map(item => {
    const { Region = '', KmsKeyId } = record(item)
    return { Region, ...(KmsKeyId === undefined ? {} : { KmsKeyId }) }
  })
}
