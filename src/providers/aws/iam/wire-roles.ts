import type { WireCall } from '../../../model/operation.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { list, record } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import { listOf, queryService } from '../protocols/query.ts'
import { account, entry } from '../protocols/scope.ts'
import { members } from '../protocols/xml.ts'

/** The table of roles, by name. */
export const roleTable = 'aws.iam.roles'

const on = queryService('iam')

/** IAM's calls on roles and what hangs on them. */
export const roles = [
  on('CreateRole', (call, form) => {
    const name = form.get('RoleName') ?? ''
    if (!/^[\w+=,.@-]{1,64}$/.test(name))
      throw fault(400, 'ValidationError', `The role name ${name} is not valid.`)
    if (entry(call.store, roleTable, name))
      throw fault(409, 'EntityAlreadyExists', `Role with name ${name} already exists.`)
    const role = made(call, form, name)
    call.store.put(roleTable, name, role)
    return { Role: shown(role) }
  }),
  on('GetRole', (call, form) => ({ Role: shown(roleOf(call, form)) })),
  on('UpdateRole', (call, form) => {
    const { Description, MaxSessionDuration } = Object.fromEntries(form)
    save(call, { ...roleOf(call, form), ...defined({ Description, MaxSessionDuration }) })
    return {}
  }),
  on('UpdateAssumeRolePolicy', (call, form) => {
    const document = policyDocument(form.get('PolicyDocument'))
    save(call, { ...roleOf(call, form), AssumeRolePolicyDocument: document })
    return undefined
  }),
  on('DeleteRole', (call, form) => {
    const role = roleOf(call, form)
    if (Object.keys(record(role.Inline)).length > 0)
      throw fault(409, 'DeleteConflict', 'Cannot delete entity, must delete policies first.')
    if (list(role.Attached).length > 0)
      throw fault(409, 'DeleteConflict', 'Cannot delete entity, must detach all policies first.')
    call.store.delete(roleTable, String(role.RoleName))
    return undefined
  }),
  on('PutRolePolicy', (call, form) => {
    const role = roleOf(call, form)
    const document = policyDocument(form.get('PolicyDocument'))
    save(call, { ...role, Inline: { ...record(role.Inline), [form.get('PolicyName') ?? '']: document } })
    return undefined
  }),
  on('GetRolePolicy', (call, form) => {
    const name = form.get('PolicyName') ?? ''
    const document = record(roleOf(call, form).Inline)[name]
    if (document === undefined) throw missingPolicy(name)
    return {
      RoleName: form.get('RoleName'),
      PolicyName: name,
      PolicyDocument: encodeURIComponent(String(document)),
    }
  }),
  on('DeleteRolePolicy', (call, form) => {
    const role = roleOf(call, form)
    const { [form.get('PolicyName') ?? '']: old, ...rest } = record(role.Inline)
    if (old === undefined) throw missingPolicy(form.get('PolicyName') ?? '')
    save(call, { ...role, Inline: rest })
    return undefined
  }),
  on('ListRolePolicies', (call, form) => ({
    IsTruncated: false,
    PolicyNames: members(Object.keys(record(roleOf(call, form).Inline))),
  })),
  on('AttachRolePolicy', (call, form) => {
    const role = roleOf(call, form)
    const policy = form.get('PolicyArn') ?? ''
    if (!policy.includes('::aws:') && !entry(call.store, policyTable, policy))
      throw fault(404, 'NoSuchEntity', `Policy ${policy} does not exist or is not attachable.`)
    save(call, { ...role, Attached: [...new Set([...list(role.Attached), policy])] })
    return undefined
  }),
  on('DetachRolePolicy', (call, form) => {
    const role = roleOf(call, form)
    const policy = form.get('PolicyArn') ?? ''
    if (!list(role.Attached).includes(policy))
      throw fault(404, 'NoSuchEntity', `Policy ${policy} was not found.`)
    save(call, { ...role, Attached: list(role.Attached).filter(attached => attached !== policy) })
    return undefined
  }),
  on('ListAttachedRolePolicies', (call, form) => ({
    IsTruncated: false,
    AttachedPolicies: members(list(roleOf(call, form).Attached).map(attached)),
  })),
  on('ListInstanceProfilesForRole', (call, form) => {
    roleOf(call, form)
    return { IsTruncated: false, InstanceProfiles: members([]) }
  }),
  on('TagRole', (call, form) => {
    const role = roleOf(call, form)
    save(call, { ...role, Tags: { ...record(role.Tags), ...tagsOf(form) } })
    return undefined
  }),
  on('UntagRole', (call, form) => {
    const role = roleOf(call, form)
    const gone = listOf(form, 'TagKeys').map(item => item[''])
    const kept = Object.entries(record(role.Tags)).filter(([key]) => !gone.includes(key))
    save(call, { ...role, Tags: Object.fromEntries(kept) })
    return undefined
  }),
  on('ListRoleTags', (call, form) => ({ IsTruncated: false, Tags: tagList(roleOf(call, form)) })),
  on('PutRolePermissionsBoundary', (call, form) => {
    save(call, { ...roleOf(call, form), Boundary: form.get('PermissionsBoundary') })
    return undefined
  }),
  on('DeleteRolePermissionsBoundary', (call, form) => {
    const { Boundary: _, ...role } = roleOf(call, form)
    save(call, role)
    return undefined
  }),
  on('ListRoles', call => ({
    IsTruncated: false,
    Roles: members(call.store.list(roleTable).map(([, role]) => shown(record(role)))),
  })),
]

/** The table of managed policies, by ARN. */
export const policyTable = 'aws.iam.policies'

/** Gives the tags of a form as a map. */
export function tagsOf(form: URLSearchParams): Properties {
  return Object.fromEntries(listOf(form, 'Tags').map(({ Key = '', Value = '' }) => [Key, Value]))
}

/** Gives a policy document that a form holds, once it is seen to be one. */
export function policyDocument(text: string | null): string {
  const malformed = (why: string) => fault(400, 'MalformedPolicyDocument', why)
  let document: Value
  try {
    document = JSON.parse(text ?? '') as Value // JSON gives values
  } catch {
    throw malformed('Syntax errors in policy.')
  }
  if (record(document).Statement === undefined) throw malformed('Missing required field Statement')
  return text ?? ''
}

/** Lists tags as IAM answers them. */
export function tagList(thing: Properties) {
  return members(Object.entries(record(thing.Tags)).map(([Key, Value]) => ({ Key, Value })))
}

function made(call: WireCall, form: URLSearchParams, name: string): Properties {
  const path = form.get('Path') ?? '/'
  return {
    RoleName: name,
    RoleId: `AROA${call.id().replace(/-/g, '').slice(0, 17).toUpperCase()}`,
    Arn: `arn:aws:iam::${account}:role${path}${name}`,
    Path: path,
    CreateDate: call.now.toISOString(),
    AssumeRolePolicyDocument: policyDocument(form.get('AssumeRolePolicyDocument')),
    MaxSessionDuration: form.get('MaxSessionDuration') ?? '3600',
    Tags: tagsOf(form),
    Inline: {},
    Attached: [],
    ...defined({
      Description: form.get('Description') ?? undefined,
      Boundary: form.get('PermissionsBoundary') ?? undefined,
    }),
  }
}

function shown(role: Properties) {
  const { Tags: _tags, Inline: _inline, Attached: _attached, Boundary, ...plain } = role
  return {
    ...plain,
    AssumeRolePolicyDocument: encodeURIComponent(String(role.AssumeRolePolicyDocument)),
    PermissionsBoundary:
      Boundary === undefined
        ? undefined
        : { PermissionsBoundaryType: 'PermissionsBoundaryPolicy', PermissionsBoundaryArn: Boundary },
    Tags: tagList(role),
  }
}

function roleOf(call: WireCall, form: URLSearchParams): Properties {
  const name = form.get('RoleName') ?? ''
  const role = entry(call.store, roleTable, name)
  if (role === undefined) throw fault(404, 'NoSuchEntity', `The role with name ${name} cannot be found.`)
  return role
}

function save({ store }: WireCall, role: Properties): void {
  store.put(roleTable, String(role.RoleName), role)
}

function missingPolicy(name: string): Error {
  return fault(404, 'NoSuchEntity', `The role policy with name ${name} cannot be found.`)
}

function attached(policy: Value) {
  return { PolicyName: String(policy).replace(/^.*\//, ''), PolicyArn: policy }
}

function defined(map: Readonly<Record<string, Value | undefined>>): Properties {
  // Only defined entries are left.
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined)) as Properties
}
