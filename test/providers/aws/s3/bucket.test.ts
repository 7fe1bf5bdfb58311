import { describe, expect, it } from 'vitest'
import { diagnose } from '../../../../src/providers/aws/diagnose.ts'
import { bucket } from '../../../../src/providers/aws/s3/bucket.ts'
import { awsCloud, inputOf, stateOf } from '../aws-cloud.ts'

const state = stateOf('AWS::S3::Bucket', 'photos', inputOf('photos', {}))

async function filledBucket() {
  const cloud = await awsCloud()
  await bucket.create(cloud.client, inputOf('photos', {}))
  for (const Key of ['a', 'b c', 'd/ü'])
    await cloud.client.call('s3', 'PutObject', { Bucket: 'photos', Key, Body: Buffer.from(Key) })
  return cloud
}

describe('bucket', () => {
  it('is not deleted with what it holds, and says how it would be', async () => {
    const { client } = await filledBucket()
    const error = await bucket.delete(client, state, { empty: false }).catch(thrown => thrown)
    const { diagnostic } = diagnose(error)
    expect(diagnostic.code).toBe('E6204')
    expect(diagnostic.hint).toContain('--empty-buckets')
    expect(await bucket.read(client, state)).toBeDefined()
  })

  it('is emptied first when that is allowed', async () => {
    const { client, store } = await filledBucket()
    await bucket.delete(client, state, { empty: true })
    expect(store.list('aws.s3.objects')).toEqual([])
    expect(await bucket.read(client, state)).toBeUndefined()
  })

  it('shows a change that was made outside as drift', async () => {
    const { client } = await filledBucket()
    const known = { Tags: [{ Key: 'team', Value: 'a' }] }
    await client.call('s3', 'PutBucketTagging', {
      Bucket: 'photos',
      Tagging: { TagSet: [{ Key: 'team', Value: 'b' }] },
    })
    const live = await bucket.read(client, { ...state, properties: known })
    expect(live?.properties).toEqual({ Tags: [{ Key: 'team', Value: 'b' }] })
  })
})
