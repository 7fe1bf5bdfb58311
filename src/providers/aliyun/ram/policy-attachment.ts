import type { Input, ResourceType, Sought } from '../../../model/provider.ts'
import { text } from '../../../model/value.ts'
import type { AliyunClient } from '../client.ts'
import { foreign } from '../diagnose.ts'
import { ifThere } from '../kit/if-there.ts'
import { attach, attachedTo, detach, type Policy } from './policy-calls.ts'

/** A policy on a role. It has no name and no tags: what was attached after the intent is ours. */
export const policyAttachment: ResourceType<AliyunClient> = {
  type: 'ALIYUN::RAM::AttachPolicyToRole',
  takes: ['PolicyName', 'PolicyType', 'RoleName'],
  reads: [],
  replaceOn: ['PolicyType', 'PolicyName', 'RoleName'],
  partOf: ['RoleName', 'PolicyName'],
  uniqueBy: ['PolicyType'],
  grants: 'RoleName',
  async create(client, input) {
    const { role, policy } = partsOf(input)
    if ((await read(client, role, policy)) !== undefined)
      throw foreign(`Policy ${policy.name} on role ${role}`)
    await attach(client, role, policy)
    return { physicalId: idOf(input), attributes: {} }
  },
  async find(client, sought) {
    const { role, policy } = partsOf(sought)
    const live = await read(client, role, policy)
    if (live === undefined) return undefined
    const second = 1000
    const intent = Math.floor(Date.parse(sought.since) / second) * second
    if (Date.parse(live.attached ?? '') >= intent) return idOf(sought)
    throw foreign(`Policy ${policy.name} on role ${role}`)
  },
  async read(client, { properties }) {
    const { role, policy } = partsOf({ properties })
    const live = await read(client, role, policy)
    return live === undefined ? undefined : { properties: {}, attributes: {} }
  },
  async update(client, physicalId, input) {
    const { role, policy } = partsOf(input)
    await attach(client, role, policy)
    return { physicalId, attributes: {} }
  },
  async delete(client, { physicalId = '' }) {
    const [type = '', name = '', role = ''] = physicalId.split('|')
    await detach(client, role, { name, type })
  },
}

async function read(client: AliyunClient, role: string, policy: Policy): Promise<Policy | undefined> {
  const attached = await ifThere(attachedTo(client, role))
  return attached?.find(({ name, type }) => name === policy.name && type === policy.type)
}

function partsOf({ properties }: Pick<Input | Sought, 'properties'>): {
  readonly role: string
  readonly policy: Policy
} {
  const { RoleName, PolicyName, PolicyType } = properties
  return {
    role: text(RoleName) ?? '',
    policy: { name: text(PolicyName) ?? '', type: text(PolicyType) ?? 'Custom' },
  }
}

function idOf(input: Pick<Input | Sought, 'properties'>): string {
  const { role, policy } = partsOf(input)
  return `${policy.type}|${policy.name}|${role}`
}
