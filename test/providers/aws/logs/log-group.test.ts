import { describe, expect, it } from 'vitest'
import { logGroup } from '../../../../src/providers/aws/logs/log-group.ts'
import { recordedCloud } from '../../../support/recorded-cloud.ts'
import { inputOf } from '../aws-cloud.ts'

const key = 'arn:aws:kms:eu-central-1:111122223333:key/one'

describe('a log group', () => {
  it('gets another key, or none, in place', async () => {
    const { client, calls } = recordedCloud()
    await logGroup.update(client, '/app', inputOf('/app', { KmsKeyId: key }, { before: {} }))
    await logGroup.update(client, '/app', inputOf('/app', {}, { before: { KmsKeyId: key } }))
    expect(calls).toEqual([
      { action: 'AssociateKmsKey', members: { logGroupName: '/app', kmsKeyId: key } },
      { action: 'DisassociateKmsKey', members: { logGroupName: '/app' } },
    ])
  })
})
