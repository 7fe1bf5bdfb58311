import type { WireCall, WireReply } from '../../../model/operation.ts'
import { isRecord, type Properties, record, text } from '../../../model/value.ts'
import { json, jsonError, operation, parametersOf } from '../protocols/reply.ts'
import { account } from '../sts/wire.ts'

/** The table that roles are kept in, by name in lower case. */
export const roleTable = 'aliyun/roles'

/** The table that attachments of policies are kept in: role, type of policy and its name. */
export const attachmentTable = 'aliyun/attachments'

/** Calls of RAM on roles. */
export const roles = [
  operation('ram', 'CreateRole', create),
  operation('ram', 'GetRole', call => withRole(call, live => said(call, { Role: live }))),
  operation('ram', 'UpdateRole', call => withRole(call, live => update(call, live))),
  operation('ram', 'DeleteRole', call => withRole(call, () => remove(call))),
  operation('ram', 'ListRoles', call =>
    said(call, { IsTruncated: false, Roles: { Role: call.store.list(roleTable).map(([, live]) => live) } }),
  ),
]

/** Answers as RAM does. */
export function said({ id }: WireCall, body: Properties): WireReply {
  return json(200, { RequestId: id(), ...body })
}

/** Answers for a role that exists, or says that it does not. */
export function withRole(call: WireCall, answer: (live: Properties) => WireReply): WireReply {
  const name = parametersOf(call).get('RoleName') ?? ''
  const live = call.store.get(roleTable, name.toLowerCase())
  if (isRecord(live)) return answer(live)
  return jsonError(404, 'EntityNotExist.Role', `The role not exists: ${name}.`, call.id())
}

/** Tells whether a text is a policy document of RAM's form. */
export function isDocument(document: string | null): boolean {
  try {
    const { Version, Statement } = record(JSON.parse(document ?? ''))
    return text(Version) === '1' && Array.isArray(Statement) && Statement.length > 0
  } catch {
    return false
  }
}

function create(call: WireCall): WireReply {
  const parameters = parametersOf(call)
  const name = parameters.get('RoleName') ?? ''
  const document = parameters.get('AssumeRolePolicyDocument')
  if (!/^[A-Za-z0-9.-]{1,64}$/.test(name))
    return jsonError(
      400,
      'InvalidParameter.RoleName.InvalidChars',
      `The role name ${name} is invalid.`,
      call.id(),
    )
  if (!isDocument(document)) return malformed(call)
  if (call.store.get(roleTable, name.toLowerCase()) !== undefined)
    return jsonError(409, 'EntityAlreadyExists.Role', `The role already exists: ${name}.`, call.id())
  const time = call.now.toISOString()
  const live = {
    RoleId: String(3e17 + call.store.list(roleTable).length),
    RoleName: name,
    Arn: `acs:ram::${account}:role/${name.toLowerCase()}`,
    Description: parameters.get('Description') ?? '',
    AssumeRolePolicyDocument: document,
    MaxSessionDuration: Number(parameters.get('MaxSessionDuration') ?? 3600),
    CreateDate: time,
    UpdateDate: time,
  }
  call.store.put(roleTable, name.toLowerCase(), live)
  const { UpdateDate: _, ...made } = live
  return said(call, { Role: made })
}

function update(call: WireCall, live: Properties): WireReply {
  const parameters = parametersOf(call)
  const document = parameters.get('NewAssumeRolePolicyDocument')
  if (document !== null && !isDocument(document)) return malformed(call)
  const next = {
    ...live,
    Description: parameters.get('NewDescription') ?? live.Description ?? '',
    AssumeRolePolicyDocument: document ?? live.AssumeRolePolicyDocument ?? '',
    MaxSessionDuration: Number(parameters.get('NewMaxSessionDuration') ?? live.MaxSessionDuration),
    UpdateDate: call.now.toISOString(),
  }
  call.store.put(roleTable, text(live.RoleName)?.toLowerCase() ?? '', next)
  return said(call, { Role: next })
}

function remove(call: WireCall): WireReply {
  const name = (parametersOf(call).get('RoleName') ?? '').toLowerCase()
  if (call.store.list(attachmentTable).some(([key]) => key.startsWith(`${name}/`)))
    return jsonError(409, 'DeleteConflict.Role.Policy', 'The role still has policies attached.', call.id())
  call.store.delete(roleTable, name)
  return said(call, {})
}

function malformed({ id }: WireCall): WireReply {
  return jsonError(400, 'MalformedPolicyDocument', 'The policy document is not well-formed.', id())
}
