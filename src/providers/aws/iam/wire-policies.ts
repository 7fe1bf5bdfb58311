import type { WireCall } from '../../../model/operation.ts'
import type { Properties } from '../../../model/value.ts'
import { list, record } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import { listOf, queryService } from '../protocols/query.ts'
import { account, entry } from '../protocols/scope.ts'
import { members } from '../protocols/xml.ts'
import { policyDocument, policyTable, roleTable, tagList, tagsOf } from './wire-roles.ts'

const on = queryService('iam')

/** IAM's calls on managed policies. */
export const policies = [
  on('CreatePolicy', (call, form) => {
    const name = form.get('PolicyName') ?? ''
    const path = form.get('Path') ?? '/'
    const arn = `arn:aws:iam::${account}:policy${path}${name}`
    if (entry(call.store, policyTable, arn))
      throw fault(
        409,
        'EntityAlreadyExists',
        `A policy called ${name} already exists. Duplicate names are not allowed.`,
      )
    const policy = {
      PolicyName: name,
      PolicyId: `ANPA${call.id().replace(/-/g, '').slice(0, 17).toUpperCase()}`,
      Arn: arn,
      Path: path,
      Description: form.get('Description') ?? '',
      CreateDate: call.now.toISOString(),
      Tags: tagsOf(form),
      Documents: { v1: policyDocument(form.get('PolicyDocument')) },
      Default: 'v1',
    }
    call.store.put(policyTable, arn, policy)
    return { Policy: shown(call, policy) }
  }),
  on('GetPolicy', (call, form) => ({ Policy: shown(call, policyOf(call, form)) })),
  on('GetPolicyVersion', (call, form) => {
    const id = form.get('VersionId') ?? ''
    const policy = policyOf(call, form)
    const document = record(policy.Documents)[id]
    if (document === undefined) throw fault(404, 'NoSuchEntity', `Policy version ${id} does not exist.`)
    return { PolicyVersion: { ...version(policy, id), Document: encodeURIComponent(String(document)) } }
  }),
  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html: tags are not in the list.
  on('ListPolicies', call => ({
    IsTruncated: false,
    Policies: members(
      call.store.list(policyTable).map(([, policy]) => ({ ...shown(call, record(policy)), Tags: undefined })),
    ),
  })),
  on('ListPolicyVersions', (call, form) => {
    const policy = policyOf(call, form)
    const ids = Object.keys(record(policy.Documents)).reverse()
    return { IsTruncated: false, Versions: members(ids.map(id => version(policy, id))) }
  }),
  on('CreatePolicyVersion', (call, form) => {
    const policy = policyOf(call, form)
    const documents = record(policy.Documents)
    const ids = Object.keys(documents)
    if (ids.length >= 5)
      throw fault(
        409,
        'LimitExceeded',
        'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
      )
    const id = `v${Math.max(...ids.map(old => Number(old.slice(1)))) + 1}`
    const document = policyDocument(form.get('PolicyDocument'))
    const Default = form.get('SetAsDefault') === 'true' ? id : String(policy.Default)
    const changed = { ...policy, Documents: { ...documents, [id]: document }, Default }
    call.store.put(policyTable, String(policy.Arn), changed)
    return { PolicyVersion: version(changed, id) }
  }),
  on('DeletePolicyVersion', (call, form) => {
    const policy = policyOf(call, form)
    const id = form.get('VersionId') ?? ''
    if (policy.Default === id)
      throw fault(409, 'DeleteConflict', 'Cannot delete the default version of a policy.')
    const { [id]: _, ...rest } = record(policy.Documents)
    call.store.put(policyTable, String(policy.Arn), { ...policy, Documents: rest })
    return undefined
  }),
  on('DeletePolicy', (call, form) => {
    const policy = policyOf(call, form)
    if (users(call, String(policy.Arn)).length > 0)
      throw fault(409, 'DeleteConflict', 'Cannot delete a policy attached to entities.')
    if (Object.keys(record(policy.Documents)).length > 1)
      throw fault(
        409,
        'DeleteConflict',
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions.",
      )
    call.store.delete(policyTable, String(policy.Arn))
    return undefined
  }),
  on('ListEntitiesForPolicy', (call, form) => {
    const names = users(call, String(policyOf(call, form).Arn))
    return {
      IsTruncated: false,
      PolicyRoles: members(names.map(RoleName => ({ RoleName }))),
      PolicyUsers: members([]),
      PolicyGroups: members([]),
    }
  }),
  on('TagPolicy', (call, form) => {
    const policy = policyOf(call, form)
    const Tags = { ...record(policy.Tags), ...tagsOf(form) }
    call.store.put(policyTable, String(policy.Arn), { ...policy, Tags })
    return undefined
  }),
  on('UntagPolicy', (call, form) => {
    const policy = policyOf(call, form)
    const gone = listOf(form, 'TagKeys').map(item => item[''])
    const kept = Object.entries(record(policy.Tags)).filter(([key]) => !gone.includes(key))
    call.store.put(policyTable, String(policy.Arn), { ...policy, Tags: Object.fromEntries(kept) })
    return undefined
  }),
]

function policyOf(call: WireCall, form: URLSearchParams): Properties {
  const arn = form.get('PolicyArn') ?? ''
  const policy = entry(call.store, policyTable, arn)
  if (policy === undefined) throw fault(404, 'NoSuchEntity', `Policy ${arn} was not found.`)
  return policy
}

function users({ store }: WireCall, arn: string): readonly string[] {
  return store
    .list(roleTable)
    .flatMap(([name, role]) => (list(record(role).Attached).includes(arn) ? [name] : []))
}

function version(policy: Properties, id: string) {
  return { VersionId: id, IsDefaultVersion: policy.Default === id, CreateDate: policy.CreateDate }
}

function shown(call: WireCall, policy: Properties) {
  const { Documents: _documents, Default, Tags: _tags, ...plain } = policy
  return {
    ...plain,
    DefaultVersionId: Default,
    AttachmentCount: users(call, String(policy.Arn)).length,
    IsAttachable: true,
    Tags: tagList(policy),
  }
}
