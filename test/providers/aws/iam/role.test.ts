import { describe, expect, it } from 'vitest'
import { role } from '../../../../src/providers/aws/iam/role.ts'
import { recordedCloud } from '../../../support/recorded-cloud.ts'
import { inputOf, stateOf } from '../aws-cloud.ts'

const policies = { Policies: [{ PolicyName: 'own', PolicyDocument: {} }] }
const state = stateOf(role.type, 'runs', inputOf('runs', policies))

describe('a role', () => {
  it('takes ARN and ID from the answer of its create, and asks for nothing', async () => {
    const { client, calls } = recordedCloud({
      CreateRole: { Role: { RoleName: 'runs', Arn: 'arn:r', RoleId: 'AROA' } },
    })
    const { attributes } = await role.create(client, inputOf('runs', { AssumeRolePolicyDocument: {} }))
    expect(attributes).toEqual({ Ref: 'runs', Arn: 'arn:r', RoleId: 'AROA' })
    expect(calls.map(({ action }) => action)).toEqual(['CreateRole'])
  })

  it.each([
    [
      'an inline policy',
      { ListRolePolicies: { PolicyNames: ['own', 'theirs'] } },
      'the inline policy theirs',
    ],
    [
      'an instance profile',
      { ListInstanceProfilesForRole: { InstanceProfiles: [{ InstanceProfileName: 'machines' }] } },
      'machines',
    ],
  ])('that has %s of others is not deleted, and nothing is taken from it', async (_what, answers, named) => {
    const { client, calls } = recordedCloud(answers)
    const error = await role.delete(client, state, { empty: false }).catch(found => found)
    expect(error.diagnostics[0]).toMatchObject({ code: 'E6209', message: expect.stringContaining(named) })
    expect(calls.filter(({ action }) => !action.startsWith('List'))).toEqual([])
  })

  it('loses what the template and earlier ones gave it, and its links, when it is deleted', async () => {
    const { client, calls } = recordedCloud({
      ListRolePolicies: { PolicyNames: ['own', 'older'] },
      ListAttachedRolePolicies: { AttachedPolicies: [{ PolicyArn: 'arn:p' }] },
    })
    const earlier = [{ Policies: [{ PolicyName: 'older', PolicyDocument: {} }] }]
    await role.delete(client, { ...state, status: 'updating', earlier }, { empty: false })
    expect(calls.filter(({ action }) => !action.startsWith('List')).map(({ action }) => action)).toEqual([
      'DeleteRolePolicy',
      'DeleteRolePolicy',
      'DetachRolePolicy',
      'DeleteRole',
    ])
  })
})
