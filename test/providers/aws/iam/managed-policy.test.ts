import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { managedPolicy } from '../../../../src/providers/aws/iam/managed-policy.ts'
import { recordedCloud } from '../../../support/recorded-cloud.ts'
import { inputOf, stateOf } from '../aws-cloud.ts'

const PolicyArn = 'arn:aws:iam::111122223333:policy/read'
const properties: Properties = { PolicyDocument: { Statement: [] }, Roles: ['own'] }
const state = stateOf(managedPolicy.type, PolicyArn, inputOf('read', properties))

/** Answers the roles that have a policy, page by page. */
const held = (...names: readonly string[]) => ({
  ListEntitiesForPolicy: ({ EntityFilter, Marker }: Properties): Properties => {
    if (EntityFilter !== 'Role') return { IsTruncated: false }
    const at = Number(Marker ?? 0)
    const more = at + 1 < names.length ? { IsTruncated: true, Marker: String(at + 1) } : {}
    return { PolicyRoles: [{ RoleName: names[at] ?? '' }], ...more }
  },
})

describe('a managed policy', () => {
  it('that others have is not deleted, and nobody loses it', async () => {
    const { client, calls } = recordedCloud(held('own', 'theirs'))
    const error = await managedPolicy.delete(client, state, { empty: false }).catch(found => found)
    expect(error.diagnostics[0]).toMatchObject({
      code: 'E6209',
      message: expect.stringContaining('the role theirs'),
    })
    expect(calls.every(({ action }) => action.startsWith('List'))).toBe(true)
  })

  it('leaves those that the template gave it to, and goes', async () => {
    const { client, calls } = recordedCloud(held('own'))
    await managedPolicy.delete(client, state, { empty: false })
    expect(calls.filter(({ action }) => !action.startsWith('List'))).toEqual([
      { action: 'DetachRolePolicy', members: { RoleName: 'own', PolicyArn } },
      { action: 'DeletePolicy', members: { PolicyArn } },
    ])
  })

  it('shows by drift that a role of the template lost it', async () => {
    const { client } = recordedCloud({
      GetPolicy: { Policy: { Arn: PolicyArn, DefaultVersionId: 'v1' } },
      GetPolicyVersion: { PolicyVersion: { Document: encodeURIComponent('{"Statement":[]}') } },
      ListEntitiesForPolicy: {},
    })
    expect((await managedPolicy.read(client, state))?.properties).toEqual({ ...properties, Roles: [] })
  })

  it('makes room for a new version of its text', async () => {
    const { client, calls } = recordedCloud({
      ListPolicyVersions: {
        Versions: [
          { VersionId: 'v2', IsDefaultVersion: true },
          { VersionId: 'v1', IsDefaultVersion: false },
        ],
      },
    })
    const now = { PolicyDocument: { Statement: [{ Effect: 'Deny' }] }, Roles: ['own'] }
    await managedPolicy.update(client, PolicyArn, inputOf('read', now, { before: properties }))
    expect(calls.slice(1)).toEqual([
      { action: 'DeletePolicyVersion', members: { PolicyArn, VersionId: 'v1' } },
      {
        action: 'CreatePolicyVersion',
        members: { PolicyArn, PolicyDocument: JSON.stringify(now.PolicyDocument), SetAsDefault: true },
      },
    ])
  })
})
