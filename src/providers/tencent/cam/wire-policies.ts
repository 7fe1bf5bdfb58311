import type { Operation, Store, WireCall } from '../../../model/operation.ts'
import { isRecord, list, type Properties, type Value } from '../../../model/value.ts'
import { beijingTime } from '../kit/beijing-time.ts'
import { parsed } from '../kit/json.ts'
import { reading, refusal, writing } from '../protocols/api.ts'
import { all, found, tables, word } from '../protocols/tables.ts'
import { missing, numberOf, roleOf } from './wire-roles.ts'

/** Policies of CAM and their attachment to roles. Names that begin with `Qcloud` or `QCloud` are Tencent's own and always there. */
export const policies: readonly Operation[] = [
  writing('cam', 'CreatePolicy', (input, { store, now, id }) => {
    const name = word(input.PolicyName)
    if (!/^[\w+=,.@-]{1,128}$/.test(name) || preset(name))
      return refusal('InvalidParameter.PolicyNameError', `${name} is not a name for a policy`)
    if (named(store, name) !== undefined)
      return refusal('FailedOperation.PolicyNameInUse', `Policy ${name} exists already`)
    if (!isPolicy(input.PolicyDocument)) return malformed()
    const PolicyId = Number(numberOf(id()))
    store.put(tables.policies, String(PolicyId), {
      PolicyId,
      PolicyName: name,
      PolicyDocument: word(input.PolicyDocument),
      Description: word(input.Description),
      Type: 1,
      Tags: input.Tags ?? [],
      AddTime: beijingTime(now),
      UpdateTime: beijingTime(now),
    })
    return { PolicyId }
  }),
  reading('cam', 'GetPolicy', (input, { store }) => {
    const { PolicyId, ...policy } = found(store, tables.policies, word(input.PolicyId)) ?? {}
    return PolicyId === undefined ? missingPolicy(word(input.PolicyId)) : policy
  }),
  writing('cam', 'UpdatePolicy', (input, { store, now }) => {
    const policy = policyOf(store, input)
    if (policy === undefined) return missingPolicy(word(input.PolicyId ?? input.PolicyName))
    if (input.PolicyDocument !== undefined && !isPolicy(input.PolicyDocument)) return malformed()
    const { PolicyDocument = policy.PolicyDocument ?? '', Description = policy.Description ?? '' } = input
    store.put(tables.policies, word(policy.PolicyId), {
      ...policy,
      PolicyDocument,
      Description,
      UpdateTime: beijingTime(now),
    })
    return { PolicyId: policy.PolicyId ?? 0 }
  }),
  writing('cam', 'DeletePolicy', (input, { store }) => {
    const ids = list(input.PolicyId).map(word)
    const absent = ids.find(id => found(store, tables.policies, id) === undefined)
    if (absent !== undefined) return missingPolicy(absent)
    for (const id of ids) {
      const name = found(store, tables.policies, id)?.PolicyName
      for (const role of all(store, tables.roles)) setAttached(store, role, other => other !== name)
      store.delete(tables.policies, id)
    }
    return {}
  }),
  reading('cam', 'ListPolicies', (input, { store }) => {
    const every = all(store, tables.policies).filter(({ PolicyName }) =>
      word(PolicyName).includes(word(input.Keyword)),
    )
    const List = paged(input.Scope === 'QCS' ? [] : every, input).map(
      ({ PolicyDocument, ...policy }) => policy,
    )
    return { List, TotalNum: every.length, ServiceTypeList: [] }
  }),
  writing('cam', 'AttachRolePolicy', (input, call) => {
    const name = nameOf(call, input)
    const role = roleOf(call.store, input)
    if (role === undefined) return missing(input)
    if (name === undefined) return missingPolicy(word(input.PolicyName ?? input.PolicyId))
    if (!list(role.attached).includes(name)) {
      const attached = [...list(role.attached), name]
      call.store.put(tables.roles, word(role.RoleName), { ...role, attached })
    }
    return {}
  }),
  writing('cam', 'DetachRolePolicy', (input, call) => {
    const name = nameOf(call, input)
    const role = roleOf(call.store, input)
    if (role === undefined) return missing(input)
    if (name === undefined) return missingPolicy(word(input.PolicyName ?? input.PolicyId))
    setAttached(call.store, role, other => other !== name)
    return {}
  }),
  reading('cam', 'ListAttachedRolePolicies', (input, { store }) => {
    const role = roleOf(store, input)
    if (role === undefined) return missing(input)
    const every = list(role.attached).map((name): Properties => {
      const own = named(store, word(name))
      return {
        PolicyName: name,
        PolicyId: own?.PolicyId ?? 0,
        PolicyType: own === undefined ? 'QCS' : 'User',
      }
    })
    return { List: paged(every, input), TotalNum: every.length }
  }),
]

function paged(every: readonly Properties[], { Page, Rp }: Properties): readonly Properties[] {
  const size = Number(Rp ?? 20)
  const from = (Number(Page ?? 1) - 1) * size
  return every.slice(from, from + size)
}

function setAttached(store: Store, role: Properties, keep: (name: Value) => boolean): void {
  const attached = list(role.attached).filter(keep)
  if (attached.length !== list(role.attached).length)
    store.put(tables.roles, word(role.RoleName), { ...role, attached })
}

function policyOf(store: Store, { PolicyId, PolicyName }: Properties): Properties | undefined {
  return PolicyId === undefined
    ? named(store, word(PolicyName))
    : found(store, tables.policies, word(PolicyId))
}

function nameOf({ store }: WireCall, input: Properties): string | undefined {
  const name = word(input.PolicyName)
  if (input.PolicyId === undefined && preset(name)) return name
  const policy = policyOf(store, input)
  return policy === undefined ? undefined : word(policy.PolicyName)
}

function named(store: Store, name: string): Properties | undefined {
  return all(store, tables.policies).find(({ PolicyName }) => PolicyName === name)
}

function preset(name: string): boolean {
  return /^(QCloud|Qcloud|AdministratorAccess$|ReadOnlyAccess$)/.test(name)
}

function isPolicy(document: Value | undefined): boolean {
  const value = parsed(document)
  return isRecord(value) && isRecord(list(value.statement)[0] ?? value.statement)
}

function malformed(): Properties {
  return refusal('InvalidParameter.PolicyDocumentError', 'The policy document is not one')
}

function missingPolicy(name: string): Properties {
  return refusal('ResourceNotFound.PolicyIdNotFound', `Policy ${name} does not exist`)
}
