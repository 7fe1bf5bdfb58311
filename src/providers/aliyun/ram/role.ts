import type { Created, Input, ResourceType } from '../../../model/provider.ts'
import type { ResourceState } from '../../../model/state.ts'
import { list, type Properties, record, text, type Value } from '../../../model/value.ts'
import type { AliyunClient } from '../client.ts'
import { foreign } from '../diagnose.ts'
import { faithful, inOrder } from '../kit/faithful.ts'
import { ifThere } from '../kit/if-there.ts'
import { isOurs, marked, unmarked } from '../kit/mark.ts'
import {
  attach,
  attachedTo,
  detach,
  documentOf,
  dropPolicy,
  type Policy,
  readPolicy,
} from './policy-calls.ts'
import { ownPolicies, policyName, putPolicies } from './role-policies.ts'

/** A role of RAM with its policies: custom ones that live and die with it, and managed ones that are attached. */
export const role: ResourceType<AliyunClient> = {
  type: 'ALIYUN::RAM::Role',
  naming: { max: 64, allowed: /[A-Za-z0-9-]/ },
  nameProperty: 'RoleName',
  takes: [
    'AssumeRolePolicyDocument',
    'Description',
    'MaxSessionDuration',
    'Policies',
    'PolicyAttachments',
    'RoleName',
  ],
  reads: ['AssumeRolePolicyDocument', 'Description', 'MaxSessionDuration', 'Policies', 'PolicyAttachments'],
  replaceOn: ['RoleName'],
  async create(client, input) {
    const { properties, name } = input
    const { Role } = await client.call('ram', 'CreateRole', {
      RoleName: name,
      Description: marked(text(properties.Description) ?? '', input),
      AssumeRolePolicyDocument: JSON.stringify(properties.AssumeRolePolicyDocument ?? {}),
      ...sessionOf(properties),
    })
    await policies(client, input)
    return created(record(Role))
  },
  async find(client, sought) {
    const live = await read(client, sought.name)
    if (live === undefined) return undefined
    if (isOurs(text(live.Description), sought)) return sought.name
    throw foreign(`Role ${sought.name}`)
  },
  async read(client, known) {
    const live = await read(client, known.physicalId ?? '')
    if (live === undefined) return undefined
    return { properties: await inTemplate(client, known, live), attributes: created(live).attributes }
  },
  async update(client, name, input) {
    const { properties } = input
    const { Role } = await client.call('ram', 'UpdateRole', {
      RoleName: name,
      NewDescription: marked(text(properties.Description) ?? '', input),
      NewAssumeRolePolicyDocument: JSON.stringify(properties.AssumeRolePolicyDocument ?? {}),
      NewMaxSessionDuration: Number(properties.MaxSessionDuration ?? 3600),
    })
    await policies(client, input)
    return created(record(Role))
  },
  async delete(client, known) {
    const name = known.physicalId ?? ''
    const attached = (await ifThere(attachedTo(client, name))) ?? []
    const own = await ownPolicies(client, name, known)
    for (const policy of attached) await detach(client, name, policy)
    for (const policy of own) await dropPolicy(client, policy)
    await ifThere(client.call('ram', 'DeleteRole', { RoleName: name }))
  },
}

/** Brings the policies of a role to what its properties say, from wherever an earlier run left them. */
async function policies(client: AliyunClient, input: Input): Promise<void> {
  const { name, properties, before } = input
  const attached = await attachedTo(client, name)
  const own = await putPolicies(client, input)
  const wanted = [...own.map(custom), ...managedOf(properties)]
  for (const policy of wanted) if (!has(attached, policy)) await attach(client, name, policy)
  const dropped = managedOf(before ?? {}).filter(policy => !has(wanted, policy) && has(attached, policy))
  for (const policy of dropped) await detach(client, name, policy)
}

function has(policies: readonly Policy[], { name, type }: Policy): boolean {
  return policies.some(policy => policy.name === name && policy.type === type)
}

function custom(name: string): Policy {
  return { name, type: 'Custom' }
}

function managedOf({ PolicyAttachments }: Properties): readonly Policy[] {
  const { System, Custom } = record(PolicyAttachments)
  const named = (names: Value | undefined, type: string) =>
    list(names).map(name => ({ name: text(name) ?? '', type }))
  return [...named(System, 'System'), ...named(Custom, 'Custom')]
}

async function read(client: AliyunClient, name: string): Promise<Properties | undefined> {
  const answer = await ifThere(client.call('ram', 'GetRole', { RoleName: name }))
  return answer === undefined ? undefined : record(answer.Role)
}

function created(live: Properties): Created {
  const name = text(live.RoleName) ?? ''
  return { physicalId: name, attributes: { Arn: live.Arn ?? '', RoleId: live.RoleId ?? '', RoleName: name } }
}

function sessionOf({ MaxSessionDuration }: Properties): Properties {
  return MaxSessionDuration === undefined ? {} : { MaxSessionDuration: Number(MaxSessionDuration) }
}

async function inTemplate(client: AliyunClient, known: ResourceState, live: Properties): Promise<Properties> {
  const { RoleName: _, Policies, PolicyAttachments, AssumeRolePolicyDocument, ...rest } = known.properties
  const description = unmarked(text(live.Description))
  const found: Record<string, Value> = {
    ...faithful(rest, { ...live, Description: description }, name => name),
  }
  if (AssumeRolePolicyDocument !== undefined) found.AssumeRolePolicyDocument = parsed(live)
  if (Policies === undefined && PolicyAttachments === undefined) return found
  const name = known.physicalId ?? ''
  const attached = await attachedTo(client, name)
  if (PolicyAttachments !== undefined) found.PolicyAttachments = attachments(PolicyAttachments, attached)
  if (Policies !== undefined) {
    const there = await Promise.all(
      list(Policies).map(async policy => {
        const own = policyName(name, record(policy))
        const there = has(attached, custom(own)) ? await readPolicy(client, own) : undefined
        return there === undefined ? [] : [{ ...record(policy), PolicyDocument: documentOf(there) }]
      }),
    )
    found.Policies = there.flat()
  }
  return found
}

function parsed({ AssumeRolePolicyDocument }: Properties): Value {
  return JSON.parse(text(AssumeRolePolicyDocument) ?? '{}')
}

/** Only of the kinds that the template names: what others attached to the role is not the template's. */
function attachments(asked: Value, attached: readonly Policy[]): Properties {
  const entries = Object.entries(record(asked)).map(([type, names]) => {
    const live = attached.filter(policy => policy.type === type).map(({ name }) => name)
    return [
      type,
      inOrder(list(names), type === 'System' ? live : live.filter(one => list(names).includes(one))),
    ]
  })
  return Object.fromEntries(entries)
}
