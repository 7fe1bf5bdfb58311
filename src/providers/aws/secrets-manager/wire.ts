import type { WireCall } from '../../../model/operation.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { isList, list, record } from '../../../model/value.ts'
import { omitUndefined } from '../../kit/omit-undefined.ts'
import { fault } from '../protocols/fault.ts'
import { keptTags, shownTags, withoutTags, withTags } from '../protocols/kept-tags.ts'
import { page } from '../protocols/page.ts'
import { arn, entriesIn, entry, keyIn } from '../protocols/scope.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { targetRefusal, targetService } from '../protocols/target.ts'
import { randomPassword } from './random-password.ts'

/** The table of secrets. */
export const secretTable = 'aws.secretsmanager.secrets'
const on = targetService('secretsmanager')
const [current, previous] = ['AWSCURRENT', 'AWSPREVIOUS']

/** Secrets Manager's calls on secrets and their versions. */
const secrets = [
  on('CreateSecret', (call, input) => {
    const name = String(input.Name)
    if (!/^[\w/+=.@-]{1,512}$/.test(name)) throw fault(400, 'ValidationException', 'Invalid name.')
    const old = entry(call.store, secretTable, keyIn(call, name))
    if (old?.DeletedDate !== undefined)
      throw fault(400, 'InvalidRequestException', `${name} is scheduled for deletion.`)
    if (old !== undefined)
      throw fault(400, 'ResourceExistsException', `A resource with the ID you requested already exists.`)
    const { Description, KmsKeyId, Type } = input
    const secret = {
      Name: name,
      ARN: arn(call, 'secretsmanager', `secret:${name}-${call.id().replaceAll('-', '').slice(0, 6)}`),
      CreatedDate: call.now.getTime() / 1000,
      ...present({ Description, KmsKeyId, Type }),
      replicas: list(input.AddReplicaRegions),
      tags: keptTags(input.Tags),
      versions: {},
      stages: {},
    }
    if (input.SecretString === undefined && input.SecretBinary === undefined) {
      save(call, secret)
      return { ARN: secret.ARN, Name: name }
    }
    return withoutStages(put(call, secret, input))
  }),
  on('PutSecretValue', (call, input) => put(call, living(call, input.SecretId), input)),
  on('UpdateSecret', (call, input) => {
    const secret = living(call, input.SecretId)
    const { Description, KmsKeyId, Type } = input
    const changed = { ...secret, ...present({ Description, KmsKeyId, Type }) }
    if (input.SecretString !== undefined || input.SecretBinary !== undefined)
      return withoutStages(put(call, changed, input))
    save(call, changed)
    return { ARN: secret.ARN ?? '', Name: secret.Name ?? '' }
  }),
  on('GetSecretValue', (call, input) => {
    const secret = living(call, input.SecretId)
    const id = versionOf(secret, input)
    const value = id === undefined ? undefined : record(secret.versions)[id]
    if (id === undefined || value === undefined) throw missing(input.VersionStage ?? current)
    return {
      ARN: secret.ARN ?? '',
      Name: secret.Name ?? '',
      VersionId: id,
      VersionStages: stagesOf(secret, id),
      ...record(value),
    }
  }),
  on('GetRandomPassword', (_call, input) => ({ RandomPassword: randomPassword(input) })),
  on('ReplicateSecretToRegions', (call, { SecretId, AddReplicaRegions }) => {
    const secret = living(call, SecretId)
    return replicated(call, { ...secret, replicas: [...list(secret.replicas), ...list(AddReplicaRegions)] })
  }),
  on('RemoveRegionsFromReplication', (call, { SecretId, RemoveReplicaRegions }) => {
    const secret = living(call, SecretId)
    const kept = list(secret.replicas).filter(
      one => !list(RemoveReplicaRegions).includes(record(one).Region ?? ''),
    )
    return replicated(call, { ...secret, replicas: kept })
  }),
  on('TagResource', (call, { SecretId, Tags }) => {
    save(call, withTags(living(call, SecretId), Tags))
    return {}
  }),
  on('UntagResource', (call, { SecretId, TagKeys }) => {
    save(call, withoutTags(living(call, SecretId), TagKeys))
    return {}
  }),
  on('DescribeSecret', (call, { SecretId }) => described(secretOf(call, SecretId))),
  on('ListSecrets', (call, input) => {
    const all = entriesIn(call, secretTable).filter(({ DeletedDate }) => DeletedDate === undefined)
    const { items, next } = page(all, { MaxResults: 100, ...input })
    return { SecretList: items.map(described), ...next }
  }),
  on('DeleteSecret', (call, { SecretId, ForceDeleteWithoutRecovery, RecoveryWindowInDays = 30 }) => {
    const secret = secretOf(call, SecretId)
    const days = ForceDeleteWithoutRecovery === true ? 0 : Number(RecoveryWindowInDays)
    const DeletionDate = call.now.getTime() / 1000 + days * 86_400
    if (days === 0) call.store.delete(secretTable, keyIn(call, String(secret.Name)))
    else save(call, { ...secret, DeletedDate: DeletionDate })
    return { ARN: secret.ARN ?? '', Name: secret.Name ?? '', DeletionDate }
  }),
  on('RestoreSecret', (call, { SecretId }) => {
    const { DeletedDate: _, ...secret } = secretOf(call, SecretId)
    save(call, secret)
    return { ARN: secret.ARN ?? '', Name: secret.Name ?? '' }
  }),
]

function present(members: Readonly<Record<string, Value | undefined>>): Properties {
  return omitUndefined(members)
}

function replicated(call: WireCall, secret: Properties): Properties {
  save(call, secret)
  return { ARN: secret.ARN ?? '', ReplicationStatus: replicationOf(secret) }
}

function replicationOf({ replicas }: Properties): readonly Properties[] {
  return list(replicas).map(one => ({ ...record(one), Status: 'InSync' }))
}

function save(call: WireCall, secret: Properties): void {
  call.store.put(secretTable, keyIn(call, String(secret.Name)), secret)
}

/** Adds a version, which takes the stage AWSCURRENT unless the call names other stages. */
function put(call: WireCall, secret: Properties, input: Properties): Properties {
  const id = String(input.ClientRequestToken ?? call.id())
  const { SecretString, SecretBinary } = input
  const CreatedDate = call.now.getTime() / 1000
  const value = SecretString === undefined ? { SecretBinary: SecretBinary ?? '' } : { SecretString }
  const named = isList(input.VersionStages) ? input.VersionStages.map(String) : [current]
  const before = record(secret.stages)
  const moved =
    named.includes(current) && before[current] !== undefined ? { [previous]: before[current] } : {}
  const stages = { ...before, ...moved, ...Object.fromEntries(named.map(stage => [stage, id])) }
  const versions = { ...record(secret.versions), [id]: { ...value, CreatedDate } }
  const changed = { ...secret, versions, stages, LastChangedDate: CreatedDate }
  save(call, changed)
  return {
    ARN: secret.ARN ?? '',
    Name: secret.Name ?? '',
    VersionId: id,
    VersionStages: stagesOf(changed, id),
  }
}

/** PutSecretValue alone tells the stages of the version that it made. */
function withoutStages({ VersionStages: _, ...shown }: Properties): Properties {
  return shown
}

function stagesOf({ stages = {} }: Properties, id: string): readonly string[] {
  return Object.entries(record(stages)).flatMap(([stage, own]) => (own === id ? [stage] : []))
}

function versionOf(secret: Properties, { VersionId, VersionStage }: Properties): string | undefined {
  const staged = record(secret.stages)[String(VersionStage ?? current)]
  if (VersionId === undefined) return staged === undefined ? undefined : String(staged)
  if (VersionStage !== undefined && staged !== VersionId)
    throw fault(400, 'InvalidRequestException', 'The version does not have the stage that you requested.')
  return String(VersionId)
}

function described(secret: Properties): Properties {
  const { versions = {}, stages = {}, tags: _, replicas: __, ...about } = secret
  const ids = Object.keys(record(versions))
  const VersionIdsToStages = Object.fromEntries(ids.map(id => [id, stagesOf({ stages }, id)]))
  return {
    ...about,
    Tags: shownTags(secret),
    VersionIdsToStages,
    ReplicationStatus: replicationOf(secret),
  }
}

function missing(stage: Value): Error {
  return fault(
    400,
    'ResourceNotFoundException',
    `Secrets Manager can't find the specified secret value for staging label: ${String(stage)}`,
  )
}

function living(call: WireCall, id: Value | undefined): Properties {
  const found = secretOf(call, id)
  if (found.DeletedDate === undefined) return found
  throw fault(400, 'InvalidRequestException', 'The secret was marked for deletion.')
}

/** A secret is named by its name, its ARN, or its ARN without the random letters at the end. */
function secretOf(call: WireCall, id: Value | undefined): Properties {
  const asked = String(id)
  const found =
    entry(call.store, secretTable, keyIn(call, asked)) ??
    entriesIn(call, secretTable).find(({ ARN }) => ARN === asked || String(ARN).slice(0, -7) === asked)
  if (found !== undefined) return found
  throw fault(400, 'ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
}

/** Secrets Manager, as the local cloud answers it. */
export const wire: AwsWire = { operations: secrets, refusal: targetRefusal }
