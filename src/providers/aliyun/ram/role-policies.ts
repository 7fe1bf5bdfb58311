import type { Input } from '../../../model/provider.ts'
import type { ResourceState } from '../../../model/state.ts'
import { equal, list, type Properties, record, text } from '../../../model/value.ts'
import type { AliyunClient } from '../client.ts'
import { foreign } from '../diagnose.ts'
import { isOurs } from '../kit/mark.ts'
import {
  customPolicies,
  detach,
  documentOf,
  dropPolicy,
  makePolicy,
  readPolicy,
  rewritePolicy,
} from './policy-calls.ts'

/**
 * Gives the name of a role's own policy. RAM's custom policies belong to the account, not to a role, so the role's
 * name stands before the one that the template gives.
 */
export function policyName(role: string, policy: Properties): string {
  return `${role}-${text(policy.PolicyName) ?? 'Policy'}`.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 128)
}

/** Writes the policies of a role, drops those that it has no more, and gives the names of those that it has. */
export async function putPolicies(client: AliyunClient, input: Input): Promise<readonly string[]> {
  const { name, properties } = input
  const wanted = list(properties.Policies).map(policy => record(policy))
  const names = wanted.map(policy => policyName(name, policy))
  const there = await customPolicies(client, name)
  for (const { name: old, description } of there)
    if (!names.includes(old) && isOurs(description, input)) await dropFrom(client, name, old)
  for (const policy of wanted) await put(client, input, policy)
  return names
}

/** Takes a policy of a role's own from the role and deletes it; RAM keeps one that is attached. */
export async function dropFrom(client: AliyunClient, role: string, policy: string): Promise<void> {
  await detach(client, role, { name: policy, type: 'Custom' })
  await dropPolicy(client, policy)
}

/** Gives the names of the policies that were made for a role, whether or not a run got as far as attaching them. */
export async function ownPolicies(
  client: AliyunClient,
  role: string,
  known: ResourceState,
): Promise<readonly string[]> {
  const tags = { 'fnx:instance': known.instance }
  const there = await customPolicies(client, role)
  return there.filter(({ description }) => isOurs(description, { tags })).map(({ name }) => name)
}

async function put(client: AliyunClient, input: Input, policy: Properties): Promise<void> {
  const name = policyName(input.name, policy)
  const live = await readPolicy(client, name)
  const document = policy.PolicyDocument ?? {}
  if (live === undefined) {
    await makePolicy(client, { name, tags: input.tags }, { description: `Of role ${input.name}`, document })
    return
  }
  if (!isOurs(text(record(live.Policy).Description), input)) throw foreign(`Policy ${name}`)
  if (!equal(documentOf(live), document)) await rewritePolicy(client, name, document)
}
