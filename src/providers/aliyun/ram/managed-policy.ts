import type { ResourceType } from '../../../model/provider.ts'
import { record } from '../../../model/value.ts'
import { byName } from '../../kit/identifier.ts'
import type { AliyunClient } from '../client.ts'
import { ownerMark } from '../kit/owner-mark.ts'
import { made } from '../kit/recipe.ts'
import { codecs } from './documents.ts'
import { newVersion } from './policy-calls.ts'

/** A custom policy of the account. Its description says whose it is, and so a new one replaces the policy. */
export const managedPolicy: ResourceType<AliyunClient> = made('ram', {
  type: 'ALIYUN::RAM::ManagedPolicy',
  naming: { max: 128, allowed: /[A-Za-z0-9-]/ },
  nameProperty: 'PolicyName',
  id: byName('PolicyName'),
  form: { codecs },
  create: { call: 'CreatePolicy', takes: ['Description', 'PolicyDocument'] },
  parts: [
    {
      takes: ['PolicyDocument'],
      calls: ({ id, now }) => [newVersion(id, now.PolicyDocument ?? {})],
    },
  ],
  mark: ownerMark,
  async show({ id, ask }) {
    const found = await ask('GetPolicy', { PolicyName: id, PolicyType: 'Custom' })
    if (found === undefined) return undefined
    const { PolicyDocument = '{}' } = record(found.DefaultPolicyVersion)
    return { live: { ...record(found.Policy), PolicyDocument } }
  },
  attributes: ({ id }) => ({ PolicyName: id }),
  // RAM refuses a policy that is attached: `CascadingDelete` is about versions alone (https://help.aliyun.com/document_detail/28718.html).
  delete: { call: 'DeletePolicy', members: { CascadingDelete: true } },
})
