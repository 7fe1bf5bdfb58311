import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { diagnose } from '../../../../src/providers/aliyun/diagnose.ts'
import { managedPolicy } from '../../../../src/providers/aliyun/ram/managed-policy.ts'
import { role } from '../../../../src/providers/aliyun/ram/role.ts'
import { aliyunCloud, inputOf, stateOf } from '../aliyun-cloud.ts'

const document = (action: string): Properties => ({
  Version: '1',
  Statement: [{ Effect: 'Allow', Action: [action], Resource: '*' }],
})
const trusted: Properties = {
  AssumeRolePolicyDocument: {
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: ['fc.aliyuncs.com'] } }],
  },
}
const reads = { PolicyName: 'read', PolicyDocument: document('oss:GetObject') }

describe('DeletePolicy of the local cloud', () => {
  it('refuses a policy that is attached, though its versions may go with it', async () => {
    const { client } = await aliyunCloud()
    await role.create(client, inputOf('runner', trusted))
    await managedPolicy.create(client, inputOf('shared', { PolicyDocument: document('oss:GetObject') }))
    const policy = { PolicyName: 'shared', PolicyType: 'Custom' }
    await client.call('ram', 'AttachPolicyToRole', { ...policy, RoleName: 'runner' })
    const gone = { PolicyName: 'shared', CascadingDelete: true }
    const refused = await client.call('ram', 'DeletePolicy', gone).catch(diagnose)
    expect(refused).toMatchObject({ kind: 'invalid' })
    expect(refused).toHaveProperty(
      'diagnostic.message',
      expect.stringContaining('DeleteConflict.Policy.Role'),
    )
    expect(refused).toHaveProperty('diagnostic.hint', expect.stringContaining('Detach the policy'))
  })
})

describe('a role with a policy of its own', () => {
  it.each(['removed', 'updated to have none'])(
    'takes it off before it is deleted when it is %s',
    async how => {
      const { client, calls } = await aliyunCloud()
      const input = inputOf('runner', { ...trusted, Policies: [reads] })
      const { physicalId } = await role.create(client, input)
      if (how === 'removed')
        await role.delete(client, stateOf('ALIYUN::RAM::Role', physicalId, input), { empty: false })
      else await role.update(client, physicalId, inputOf('runner', trusted, { before: input.properties }))
      const names = calls.map(({ operation }) => operation)
      expect(names).toContain('DeletePolicy')
      expect(names.indexOf('DetachPolicyFromRole')).toBeGreaterThan(-1)
      expect(names.indexOf('DetachPolicyFromRole')).toBeLessThan(names.indexOf('DeletePolicy'))
    },
  )
})
