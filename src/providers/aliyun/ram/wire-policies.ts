import type { WireCall, WireReply } from '../../../model/operation.ts'
import { isRecord, list, type Properties, record, text } from '../../../model/value.ts'
import { json, jsonError, operation, parametersOf } from '../protocols/reply.ts'
import { attachmentTable, isDocument, said, withRole } from './wire-roles.ts'

const policyTable = 'aliyun/policies'

/** A custom policy keeps at most so many versions. */
const mostVersions = 5

/** Calls of RAM on policies. */
export const policies = [
  operation('ram', 'CreatePolicy', create),
  operation('ram', 'GetPolicy', call => withPolicy(call, live => said(call, whole(live)))),
  operation('ram', 'CreatePolicyVersion', call => withPolicy(call, live => addVersion(call, live))),
  operation('ram', 'DeletePolicy', call => withPolicy(call, live => remove(call, live))),
  operation('ram', 'ListPolicies', listed),
  operation('ram', 'ListPoliciesForRole', call => withRole(call, () => attached(call))),
  operation('ram', 'AttachPolicyToRole', call => withRole(call, () => attach(call))),
  operation('ram', 'DetachPolicyFromRole', call => withRole(call, () => detach(call))),
]

function withPolicy(call: WireCall, answer: (live: Properties) => WireReply): WireReply {
  const parameters = parametersOf(call)
  const name = parameters.get('PolicyName') ?? ''
  const live = call.store.get(policyTable, name)
  if (parameters.get('PolicyType') !== 'System' && isRecord(live)) return answer(live)
  return jsonError(404, 'EntityNotExist.Policy', `The policy not exists: ${name}.`, call.id())
}

function create(call: WireCall): WireReply {
  const parameters = parametersOf(call)
  const name = parameters.get('PolicyName') ?? ''
  const document = parameters.get('PolicyDocument')
  if (!/^[A-Za-z0-9-]{1,128}$/.test(name))
    return jsonError(
      400,
      'InvalidParameter.PolicyName.InvalidChars',
      `The policy name ${name} is invalid.`,
      call.id(),
    )
  if (!isDocument(document)) return malformed(call)
  if (call.store.get(policyTable, name) !== undefined)
    return jsonError(409, 'EntityAlreadyExists.Policy', `The policy already exists: ${name}.`, call.id())
  const time = call.now.toISOString()
  const live = {
    PolicyName: name,
    PolicyType: 'Custom',
    Description: parameters.get('Description') ?? '',
    CreateDate: time,
    UpdateDate: time,
    DefaultVersion: 'v1',
    Versions: [{ VersionId: 'v1', CreateDate: time, PolicyDocument: document }],
  }
  call.store.put(policyTable, name, live)
  const { UpdateDate: _, ...made } = shown(live)
  return said(call, { Policy: made })
}

function addVersion(call: WireCall, live: Properties): WireReply {
  const parameters = parametersOf(call)
  const document = parameters.get('PolicyDocument')
  if (!isDocument(document)) return malformed(call)
  const versions = list(live.Versions).map(version => record(version))
  const rotates = parameters.get('RotateStrategy') === 'DeleteOldestNonDefaultVersionWhenLimitExceeded'
  if (versions.length >= mostVersions && !rotates)
    return jsonError(409, 'LimitExceeded.Policy.Version', 'The policy has too many versions.', call.id())
  const oldest = versions.find(({ VersionId }) => VersionId !== live.DefaultVersion)
  const kept = versions.length >= mostVersions ? versions.filter(version => version !== oldest) : versions
  const last = Math.max(...versions.map(({ VersionId }) => Number(text(VersionId)?.slice(1))))
  const version = {
    VersionId: `v${last + 1}`,
    CreateDate: call.now.toISOString(),
    PolicyDocument: document ?? '',
  }
  const isDefault = parameters.get('SetAsDefault') === 'true'
  call.store.put(policyTable, text(live.PolicyName) ?? '', {
    ...live,
    UpdateDate: version.CreateDate,
    Versions: [...kept, version],
    DefaultVersion: isDefault ? version.VersionId : (live.DefaultVersion ?? 'v1'),
  })
  return said(call, { PolicyVersion: { ...version, IsDefaultVersion: isDefault } })
}

/**
 * `CascadingDelete` deletes the versions (https://help.aliyun.com/document_detail/28718.html); a policy that is
 * attached stays, whatever is asked (https://www.alibabacloud.com/help/en/resource-management/api-deletepolicy).
 */
function remove(call: WireCall, live: Properties): WireReply {
  const parameters = parametersOf(call)
  const name = parameters.get('PolicyName') ?? ''
  const conflict = (kind: string, message: string) =>
    jsonError(409, `DeleteConflict.Policy.${kind}`, message, call.id())
  const isAttached = call.store.list(attachmentTable).some(([key]) => key.endsWith(`/Custom/${name}`))
  if (isAttached) return conflict('Role', 'The policy is still attached to roles.')
  if (list(live.Versions).length > 1 && parameters.get('CascadingDelete') !== 'true')
    return conflict('Version', 'The policy still has versions beside the default one.')
  call.store.delete(policyTable, name)
  return said(call, {})
}

function listed(call: WireCall): WireReply {
  const type = parametersOf(call).get('PolicyType')
  const found = type === 'System' ? [] : call.store.list(policyTable).map(([, live]) => shown(record(live)))
  return said(call, { IsTruncated: false, Policies: { Policy: found } })
}

function attached(call: WireCall): WireReply {
  const role = (parametersOf(call).get('RoleName') ?? '').toLowerCase()
  const found = call.store.list(attachmentTable).filter(([key]) => key.startsWith(`${role}/`))
  return said(call, { Policies: { Policy: found.map(([, live]) => live) } })
}

function attach(call: WireCall): WireReply {
  const { key, name, type } = attachmentOf(call)
  if (type === 'Custom' && call.store.get(policyTable, name) === undefined)
    return jsonError(404, 'EntityNotExist.Policy', `The policy not exists: ${name}.`, call.id())
  if (call.store.get(attachmentTable, key) !== undefined)
    return jsonError(409, 'EntityAlreadyExists.Role.Policy', 'The policy is attached already.', call.id())
  const live = record(call.store.get(policyTable, name))
  call.store.put(attachmentTable, key, {
    PolicyName: name,
    PolicyType: type,
    Description: type === 'Custom' ? (live.Description ?? '') : '',
    DefaultVersion: 'v1',
    AttachDate: call.now.toISOString(),
  })
  return said(call, {})
}

function detach(call: WireCall): WireReply {
  const { key } = attachmentOf(call)
  if (call.store.delete(attachmentTable, key)) return said(call, {})
  return jsonError(404, 'EntityNotExist.Role.Policy', 'The policy is not attached to the role.', call.id())
}

function attachmentOf(call: WireCall) {
  const parameters = parametersOf(call)
  const role = (parameters.get('RoleName') ?? '').toLowerCase()
  const type = parameters.get('PolicyType') ?? 'Custom'
  const name = parameters.get('PolicyName') ?? ''
  return { key: `${role}/${type}/${name}`, name, type }
}

function whole(live: Properties): Properties {
  const version = list(live.Versions).find(one => record(one).VersionId === live.DefaultVersion)
  return { Policy: shown(live), DefaultPolicyVersion: { ...record(version), IsDefaultVersion: true } }
}

function shown({ Versions: _, ...policy }: Properties): Properties {
  return policy
}

function malformed({ id }: WireCall): WireReply {
  return json(400, {
    Code: 'MalformedPolicyDocument',
    Message: 'The policy document is not well-formed.',
    RequestId: id(),
  })
}
