import type { Identity } from '../../../model/provider.ts'
import { list, type Properties, record, text, type Value } from '../../../model/value.ts'
import type { AliyunClient } from '../client.ts'
import { diagnose } from '../diagnose.ts'
import { ifThere } from '../kit/if-there.ts'
import { marked } from '../kit/mark.ts'

/** A policy as roles have it attached: `System` ones are Aliyun's, `Custom` ones the account's. */
export interface Policy {
  readonly name: string
  readonly type: string
  readonly description?: string
  /** ISO time at which it was attached. */
  readonly attached?: string
}

/** Lists the policies that a role has attached. */
export async function attachedTo(client: AliyunClient, role: string): Promise<readonly Policy[]> {
  const { Policies } = await client.call('ram', 'ListPoliciesForRole', { RoleName: role })
  return policiesIn(Policies)
}

/** Lists the account's policies whose names begin with a role's. */
export async function customPolicies(client: AliyunClient, role: string): Promise<readonly Policy[]> {
  const found: Policy[] = []
  let marker: string | undefined
  do {
    const asked = { PolicyType: 'Custom', MaxItems: 1000 }
    const from = marker === undefined ? {} : { Marker: marker }
    const page = await client.call('ram', 'ListPolicies', { ...asked, ...from })
    found.push(...policiesIn(page.Policies).filter(({ name }) => name.startsWith(`${role}-`)))
    marker = page.IsTruncated === true ? text(page.Marker) : undefined
  } while (marker !== undefined)
  return found
}

/** Makes a custom policy whose description says whose it is. */
export async function makePolicy(
  client: AliyunClient,
  owner: Pick<Identity, 'name' | 'tags'>,
  { description, document }: { readonly description: string; readonly document: Value },
): Promise<void> {
  await client.call('ram', 'CreatePolicy', {
    PolicyName: owner.name,
    Description: marked(description, owner),
    PolicyDocument: JSON.stringify(document),
  })
}

/** Gives what RAM says of a custom policy, or nothing when there is none. */
export function readPolicy(client: AliyunClient, name: string): Promise<Properties | undefined> {
  return ifThere(client.call('ram', 'GetPolicy', { PolicyName: name, PolicyType: 'Custom' }))
}

/** Gives the document that holds, from what RAM says of a policy. */
export function documentOf(live: Properties): Value {
  return JSON.parse(text(record(live.DefaultPolicyVersion).PolicyDocument) ?? '{}')
}

/** Makes another document hold; RAM keeps the last few versions. */
export async function rewritePolicy(client: AliyunClient, name: string, document: Value): Promise<void> {
  await client.call('ram', 'CreatePolicyVersion', {
    PolicyName: name,
    PolicyDocument: JSON.stringify(document),
    SetAsDefault: true,
    RotateStrategy: 'DeleteOldestNonDefaultVersionWhenLimitExceeded',
  })
}

/** Attaches a policy to a role; one that it has already, after a call whose answer was lost, is fine. */
export async function attach(client: AliyunClient, role: string, policy: Policy): Promise<void> {
  try {
    await client.call('ram', 'AttachPolicyToRole', attachmentOf(role, policy))
  } catch (error) {
    if (diagnose(error).trouble !== 'exists') throw error
  }
}

/** Takes a policy from a role; one that it has not is fine. */
export async function detach(client: AliyunClient, role: string, policy: Policy): Promise<void> {
  await ifThere(client.call('ram', 'DetachPolicyFromRole', attachmentOf(role, policy)))
}

function attachmentOf(role: string, { name, type }: Policy): Properties {
  return { RoleName: role, PolicyName: name, PolicyType: type }
}

/**
 * Deletes a policy with its versions; one that is gone is fine. RAM refuses one that is attached: `CascadingDelete` is
 * about versions alone (https://help.aliyun.com/document_detail/28718.html).
 */
export async function dropPolicy(client: AliyunClient, name: string): Promise<void> {
  await ifThere(client.call('ram', 'DeletePolicy', { PolicyName: name, CascadingDelete: true }))
}

function policiesIn(value: Parameters<typeof record>[0]): readonly Policy[] {
  return list(record(value).Policy).map(policy => {
    const { PolicyName, PolicyType, Description, AttachDate } = record(policy)
    return {
      name: text(PolicyName) ?? '',
      type: text(PolicyType) ?? '',
      description: text(Description) ?? '',
      attached: text(AttachDate) ?? '',
    }
  })
}
