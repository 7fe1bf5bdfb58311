import { list, type Properties, record, text, type Value } from '../../../model/value.ts'
import { type Call, inside, plain, type Session } from '../../kit/call.ts'
import { jsonText } from '../../kit/form.ts'
import type { AliyunClient } from '../client.ts'
import { ifThere } from '../kit/if-there.ts'

/** A policy as roles have it attached: `System` ones are Aliyun's, `Custom` ones the account's. */
export interface Policy {
  readonly name: string
  readonly type: string
}

/** A custom policy of the account. */
export interface CustomPolicy extends Policy {
  readonly description: string
}

/** Questions about a role and what hangs on it. */
export type Roles = Pick<Session<AliyunClient>, 'id' | 'ask'>

/** Opens the questions about a role where a change of it is worked out. */
export function rolesOf(client: AliyunClient, id: string): Roles {
  return { id, ask: (action, members = {}) => ifThere(client.call('ram', action, plain(members))) }
}

/** Tells whether a policy is among others. */
export function hasPolicy(policies: readonly Policy[], { name, type }: Policy): boolean {
  return policies.some(policy => policy.name === name && policy.type === type)
}

/** Names a custom policy. */
export function custom(name: string): Policy {
  return { name, type: 'Custom' }
}

/** Lists the policies that a role has attached; none of a role that is gone. */
export async function attachedTo({ id, ask }: Roles): Promise<readonly Policy[]> {
  const found = await ask('ListPoliciesForRole', { RoleName: id })
  return policiesIn(found ?? {})
}

/** Lists the account's policies whose names begin with a role's. */
export async function customPolicies({ id, ask }: Roles): Promise<readonly CustomPolicy[]> {
  const found: CustomPolicy[] = []
  for (let marker: Value | undefined = ''; marker !== undefined; ) {
    const from = marker === '' ? {} : { Marker: marker }
    const page: Properties =
      (await ask('ListPolicies', { PolicyType: 'Custom', MaxItems: 1000, ...from })) ?? {}
    found.push(...policiesIn(page).filter(({ name }) => name.startsWith(`${id}-`)))
    marker = page.IsTruncated === true ? page.Marker : undefined
  }
  return found
}

/** Makes another document hold; RAM keeps the last few versions. */
export function newVersion(name: string, document: Value): Call {
  return {
    action: 'CreatePolicyVersion',
    members: {
      PolicyName: name,
      PolicyDocument: jsonText.write(document),
      SetAsDefault: true,
      RotateStrategy: 'DeleteOldestNonDefaultVersionWhenLimitExceeded',
    },
  }
}

/** Attaches a policy to a role. */
export function attaching(role: string, policy: Policy): Call {
  return { action: 'AttachPolicyToRole', members: attachmentOf(role, policy) }
}

/** Takes a policy from a role; one that it has not is fine. */
export function detaching(role: string, policy: Policy): Call {
  return { action: 'DetachPolicyFromRole', members: attachmentOf(role, policy), forgiving: true }
}

/**
 * Deletes a policy of a role's own, with its versions. RAM refuses one that is attached: `CascadingDelete` is about versions
 * alone (https://help.aliyun.com/document_detail/28718.html), so that it is taken off first.
 */
export function dropping(role: string, name: string): readonly Call[] {
  const members = { PolicyName: name, CascadingDelete: true }
  return [detaching(role, custom(name)), { action: 'DeletePolicy', members, forgiving: true }]
}

function attachmentOf(role: string, { name, type }: Policy) {
  return { RoleName: role, PolicyName: name, PolicyType: type }
}

function policiesIn(answer: Properties): readonly CustomPolicy[] {
  return list(inside(answer, 'Policies').Policy).map(policy => {
    const { PolicyName, PolicyType, Description } = record(policy)
    return {
      name: text(PolicyName) ?? '',
      type: text(PolicyType) ?? '',
      description: text(Description) ?? '',
    }
  })
}
