import { FnxError } from '../../../model/diagnostic.ts'
import type { Input } from '../../../model/provider.ts'
import type { ResourceState } from '../../../model/state.ts'
import { equal, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import type { AliyunClient } from '../client.ts'
import { plain } from './camel.ts'
import { ifThere } from './if-there.ts'
import { isOurs, marked } from './mark.ts'
import { customPolicies, dropPolicy } from './policy-calls.ts'

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
    if (!names.includes(old) && isOurs(description, input)) await dropPolicy(client, old)
  for (const policy of wanted) await put(client, input, policy)
  return names
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

/** Gives the document of a policy as it stands, or nothing when the policy is gone. */
export async function documentOf(client: AliyunClient, name: string): Promise<Value | undefined> {
  const live = await read(client, name)
  if (live === undefined) return undefined
  return JSON.parse(text(record(live.DefaultPolicyVersion).PolicyDocument) ?? '{}')
}

async function put(client: AliyunClient, input: Input, policy: Properties): Promise<void> {
  const name = policyName(input.name, policy)
  const live = await read(client, name)
  const document = policy.PolicyDocument ?? {}
  if (live === undefined) {
    await create(client, name, input, document)
    return
  }
  if (!isOurs(text(record(live.Policy).Description), input)) throw taken(name)
  if (equal(await documentOf(client, name), document)) return
  await client.ram('repeatable', (ram, { CreatePolicyVersionRequest }) =>
    ram.createPolicyVersion(
      new CreatePolicyVersionRequest({
        policyName: name,
        policyDocument: JSON.stringify(document),
        setAsDefault: true,
        rotateStrategy: 'DeleteOldestNonDefaultVersionWhenLimitExceeded',
      }),
    ),
  )
}

async function create(client: AliyunClient, name: string, input: Input, document: Value): Promise<void> {
  await client.ram('once', (ram, { CreatePolicyRequest }) =>
    ram.createPolicy(
      new CreatePolicyRequest({
        policyName: name,
        description: marked(`Of role ${input.name}`, input),
        policyDocument: JSON.stringify(document),
      }),
    ),
  )
}

async function read(client: AliyunClient, name: string): Promise<Properties | undefined> {
  const answer = await ifThere(
    client.ram('repeatable', (ram, { GetPolicyRequest }) =>
      ram.getPolicy(new GetPolicyRequest({ policyName: name, policyType: 'Custom' })),
    ),
  )
  return answer === undefined ? undefined : plain(answer.body)
}

function taken(name: string): FnxError {
  return new FnxError({
    code: 'E6004',
    message: `Policy ${name} exists already and was not made by this stack.`,
    hint: 'Give the policy another PolicyName, or delete the one that is there.',
  })
}
