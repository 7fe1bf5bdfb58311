import type { ResourceType } from '../../../model/provider.ts'
import { list, type Properties, record, text } from '../../../model/value.ts'
import type { AliyunClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { hasPolicy, type Policy } from './policy-calls.ts'

/** A policy on a role. It has no name and no tags: what was attached after the intent is ours. */
export const policyAttachment: ResourceType<AliyunClient> = made('ram', {
  type: 'ALIYUN::RAM::AttachPolicyToRole',
  partOf: ['RoleName', 'PolicyName'],
  uniqueBy: ['PolicyType'],
  grants: 'RoleName',
  id: {
    takes: ['PolicyName', 'PolicyType', 'RoleName'],
    of: ({ properties }) =>
      [policyOf(properties).type, policyOf(properties).name, text(properties.RoleName)].join('|'),
    key(id) {
      const [PolicyType = '', PolicyName = '', RoleName = ''] = id.split('|')
      return { PolicyType, PolicyName, RoleName }
    },
  },
  create: { call: 'AttachPolicyToRole', takes: [], overwrites: true },
  async show({ key, ask }) {
    const { RoleName } = key
    const found = await ask('ListPoliciesForRole', { RoleName })
    const live = list(record(found?.Policies ?? null).Policy)
      .map(record)
      .find(one => hasPolicy([policyOf(one)], policyOf(key as Properties))) // the key is of texts
    return live && { live }
  },
  owns({ live }, { since }) {
    const second = 1000
    const intent = Math.floor(Date.parse(since) / second) * second
    return Date.parse(text(live.AttachDate) ?? '') >= intent
  },
  delete: { call: 'DetachPolicyFromRole' },
})

function policyOf({ PolicyName, PolicyType }: Properties): Policy {
  return { name: text(PolicyName) ?? '', type: text(PolicyType) ?? 'Custom' }
}
