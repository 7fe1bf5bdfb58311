import { describe, expect, it } from 'vitest'
import { list, type Properties, record } from '../../../../src/model/value.ts'
import { bucket } from '../../../../src/providers/aws/s3/bucket.ts'
import { recordedCloud } from '../../../support/recorded-cloud.ts'
import { awsCloud, inputOf, stateOf } from '../aws-cloud.ts'

/** Gives what an update of a bucket sends for one property. */
async function sent(name: string, value: Properties[string]): Promise<Properties | undefined> {
  const { client, calls } = recordedCloud()
  await bucket.update(client, 'photos', inputOf('photos', { [name]: value }, { before: {} }))
  const { Bucket: _, ...members } = calls[0]?.members ?? {}
  return members
}

const lifecycle = async (rule: Properties) => {
  const members = await sent('LifecycleConfiguration', { Rules: [{ Status: 'Enabled', ...rule }] })
  return list(record(members?.LifecycleConfiguration).Rules)[0]
}

describe('a rule of the life cycle of a bucket', () => {
  it.each<readonly [string, Properties, Properties]>([
    [
      'holds for tagged objects alone',
      { TagFilters: [{ Key: 'temporary', Value: 'yes' }] },
      { Filter: { Tag: { Key: 'temporary', Value: 'yes' } } },
    ],
    [
      'holds for objects of a size alone',
      { ObjectSizeGreaterThan: 1024 },
      { Filter: { ObjectSizeGreaterThan: 1024 } },
    ],
    [
      'holds for what meets all conditions',
      { Prefix: 'logs/', ObjectSizeLessThan: 5, TagFilters: [{ Key: 'a', Value: 'b' }] },
      { Filter: { And: { Prefix: 'logs/', ObjectSizeLessThan: 5, Tags: [{ Key: 'a', Value: 'b' }] } } },
    ],
    ['holds for all objects without a condition', {}, { Filter: { Prefix: '' } }],
    [
      'expires by days, by date or by marker',
      { ExpirationDate: '2030-01-01', ExpiredObjectDeleteMarker: true, ExpirationInDays: 3 },
      {
        Expiration: { Date: '2030-01-01T00:00:00.000Z', ExpiredObjectDeleteMarker: true, Days: 3 },
        Filter: { Prefix: '' },
      },
    ],
    [
      'keeps the newest versions',
      { NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 3 } },
      {
        NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 3 },
        Filter: { Prefix: '' },
      },
    ],
    [
      'moves objects and old versions to other classes, by the older properties too',
      {
        Transition: { StorageClass: 'GLACIER', TransitionDate: '2030-01-01' },
        Transitions: [{ StorageClass: 'STANDARD_IA', TransitionInDays: 30 }],
        NoncurrentVersionTransitions: [
          { StorageClass: 'GLACIER', TransitionInDays: 3, NewerNoncurrentVersions: 2 },
        ],
        NoncurrentVersionTransition: { StorageClass: 'GLACIER_IR', TransitionInDays: 1 },
      },
      {
        Transitions: [
          { StorageClass: 'GLACIER', Date: '2030-01-01T00:00:00.000Z' },
          { StorageClass: 'STANDARD_IA', Days: 30 },
        ],
        NoncurrentVersionTransitions: [
          { StorageClass: 'GLACIER_IR', NoncurrentDays: 1 },
          { StorageClass: 'GLACIER', NewerNoncurrentVersions: 2, NoncurrentDays: 3 },
        ],
        Filter: { Prefix: '' },
      },
    ],
  ])('%s', async (_what, written, members) => {
    expect(await lifecycle(written)).toEqual({ Status: 'Enabled', ...members })
  })
})

describe('settings of a bucket', () => {
  it.each<readonly [string, Properties, Properties]>([
    [
      'WebsiteConfiguration',
      { RedirectAllRequestsTo: { HostName: 'example.org', Protocol: 'https' } },
      { WebsiteConfiguration: { RedirectAllRequestsTo: { HostName: 'example.org', Protocol: 'https' } } },
    ],
    [
      'WebsiteConfiguration',
      {
        IndexDocument: 'index.html',
        ErrorDocument: 'error.html',
        RoutingRules: [
          { RoutingRuleCondition: { KeyPrefixEquals: 'a' }, RedirectRule: { ReplaceKeyPrefixWith: 'b' } },
        ],
      },
      {
        WebsiteConfiguration: {
          IndexDocument: { Suffix: 'index.html' },
          ErrorDocument: { Key: 'error.html' },
          RoutingRules: [{ Condition: { KeyPrefixEquals: 'a' }, Redirect: { ReplaceKeyPrefixWith: 'b' } }],
        },
      },
    ],
    [
      'BucketEncryption',
      {
        ServerSideEncryptionConfiguration: [
          {
            ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'key' },
            BucketKeyEnabled: true,
            BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
          },
        ],
      },
      {
        ServerSideEncryptionConfiguration: {
          Rules: [
            {
              ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'key' },
              BucketKeyEnabled: true,
              BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
            },
          ],
        },
      },
    ],
    [
      'NotificationConfiguration',
      { EventBridgeConfiguration: { EventBridgeEnabled: false } },
      { NotificationConfiguration: {} },
    ],
    [
      'NotificationConfiguration',
      {
        EventBridgeConfiguration: { EventBridgeEnabled: true },
        LambdaConfigurations: [
          {
            Event: 's3:ObjectCreated:*',
            Function: 'arn:f',
            Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'in/' }] } },
          },
        ],
      },
      {
        NotificationConfiguration: {
          EventBridgeConfiguration: {},
          LambdaFunctionConfigurations: [
            {
              LambdaFunctionArn: 'arn:f',
              Events: ['s3:ObjectCreated:*'],
              Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'in/' }] } },
            },
          ],
        },
      },
    ],
    [
      'CorsConfiguration',
      {
        CorsRules: [
          { Id: 'a', AllowedMethods: ['GET'], AllowedOrigins: ['*'], ExposedHeaders: ['x'], MaxAge: 5 },
        ],
      },
      {
        CORSConfiguration: {
          CORSRules: [
            {
              ID: 'a',
              AllowedMethods: ['GET'],
              AllowedOrigins: ['*'],
              ExposeHeaders: ['x'],
              MaxAgeSeconds: 5,
            },
          ],
        },
      },
    ],
    [
      'LifecycleConfiguration',
      { TransitionDefaultMinimumObjectSize: 'varies_by_storage_class', Rules: [] },
      {
        TransitionDefaultMinimumObjectSize: 'varies_by_storage_class',
        LifecycleConfiguration: { Rules: [] },
      },
    ],
  ])('%s goes on whole', async (name, written, members) => {
    expect(await sent(name, written)).toEqual(members)
  })

  it('reach the wire, and are drift when somebody changes them', async () => {
    const properties: Properties = {
      LifecycleConfiguration: {
        Rules: [
          {
            Id: 'old',
            Status: 'Enabled',
            ExpirationDate: '2030-01-01',
            TagFilters: [{ Key: 'a', Value: 'b' }],
          },
        ],
      },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: false } },
      WebsiteConfiguration: { RedirectAllRequestsTo: { HostName: 'example.org' } },
      AccelerateConfiguration: { AccelerationStatus: 'Enabled' },
    }
    const { client } = await awsCloud()
    await bucket.create(client, inputOf('photos', properties))
    const state = stateOf(bucket.type, 'photos', inputOf('photos', properties))
    expect((await bucket.read(client, state))?.properties).toEqual(properties)
    await client.call('s3', 'DeleteBucketLifecycle', { Bucket: 'photos' })
    const live = await bucket.read(client, state)
    expect(live?.properties.LifecycleConfiguration).toBeNull()
  })
})

describe('the website of a bucket', () => {
  it.each([
    ['eu-west-1', 'aws', 'http://photos.s3-website-eu-west-1.amazonaws.com'],
    ['eu-central-1', 'aws', 'http://photos.s3-website.eu-central-1.amazonaws.com'],
    ['us-gov-west-1', 'aws-us-gov', 'http://photos.s3-website-us-gov-west-1.amazonaws.com'],
    ['cn-north-1', 'aws-cn', 'http://photos.s3-website.cn-north-1.amazonaws.com.cn'],
  ])('in %s', async (region, partition, url) => {
    const { client } = recordedCloud()
    const place = { ...client, region, partition }
    const made = await bucket.update(place, 'photos', inputOf('photos', {}, { before: {} }))
    expect(made.attributes.WebsiteURL).toBe(url)
  })
})

describe('emptying a bucket', () => {
  it('ends at what S3 refuses to delete, and names it', async () => {
    const { client, calls } = recordedCloud({
      ListObjectVersions: { Versions: [{ Key: 'locked.txt', VersionId: 'v1' }] },
      DeleteObjects: { Errors: [{ Key: 'locked.txt', Code: 'AccessDenied', Message: 'Access Denied' }] },
    })
    const state = stateOf(bucket.type, 'photos', inputOf('photos', {}))
    const error = await bucket.delete(client, state, { empty: true }).catch(found => found)
    expect(error.diagnostics[0]).toMatchObject({
      code: 'E6210',
      message: expect.stringContaining('locked.txt'),
    })
    expect(calls.map(({ action }) => action)).toEqual(['ListObjectVersions', 'DeleteObjects'])
  })
})
