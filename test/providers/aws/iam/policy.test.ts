import { describe, expect, it } from 'vitest'
import type { Properties } from '../../../../src/model/value.ts'
import { policy } from '../../../../src/providers/aws/iam/policy.ts'
import { recordedCloud } from '../../../support/recorded-cloud.ts'
import { inputOf, stateOf } from '../aws-cloud.ts'

const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }
const properties: Properties = { PolicyDocument: { Statement: [statement] }, Roles: ['runs', 'serves'] }
const state = stateOf(policy.type, 'read', inputOf('read', properties))

/** Answers the text that a role has of the policy. */
const written = (documents: Readonly<Record<string, Properties>>) => ({
  GetRolePolicy: ({ RoleName }: Properties): Properties => ({
    PolicyDocument: encodeURIComponent(JSON.stringify(documents[String(RoleName)])),
  }),
})

describe('an inline policy', () => {
  it('shows its text where all holders have it', async () => {
    const same = properties.PolicyDocument as Properties // as it is above
    const { client } = recordedCloud(written({ runs: same, serves: same }))
    const live = await policy.read(client, state)
    expect(live?.properties).toEqual({ PolicyDocument: same })
  })

  it('shows by drift what somebody added to a statement of one holder', async () => {
    const added = { Statement: [{ ...statement, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }] }
    const { client } = recordedCloud(written({ runs: { Statement: [statement] }, serves: added }))
    const live = await policy.read(client, state)
    expect(live?.properties).toEqual({ PolicyDocument: added })
  })
})
