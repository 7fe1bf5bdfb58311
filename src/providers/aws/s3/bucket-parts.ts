import { record, type Value } from '../../../model/value.ts'
import type { Form } from '../../kit/form.ts'
import { type Part, setting } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { accessControl, logging } from './bucket-access.ts'
import { bucketItems } from './bucket-items.ts'
import { lifecycle, withDates } from './lifecycle.ts'
import { notification } from './notification.ts'

type BucketPart = Part<AwsClient, CallName<'s3'>>

/** Where S3 writes the properties of a bucket otherwise than CloudFormation. */
export const bucketForm: Form = {
  names: {
    ObjectLockEnabled: 'ObjectLockEnabledForBucket',
    'AccelerateConfiguration.AccelerationStatus': 'Status',
    BucketEncryption: 'ServerSideEncryptionConfiguration',
    'BucketEncryption.ServerSideEncryptionConfiguration': 'Rules',
    'BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault':
      'ApplyServerSideEncryptionByDefault',
    CorsConfiguration: 'CORSConfiguration',
    'CorsConfiguration.CorsRules': 'CORSRules',
    'CorsConfiguration.CorsRules.Id': 'ID',
    'CorsConfiguration.CorsRules.ExposedHeaders': 'ExposeHeaders',
    'CorsConfiguration.CorsRules.MaxAge': 'MaxAgeSeconds',
    'ReplicationConfiguration.Rules.Id': 'ID',
    'ReplicationConfiguration.Rules.Filter.TagFilter': 'Tag',
    'ReplicationConfiguration.Rules.Filter.And.TagFilters': 'Tags',
    'WebsiteConfiguration.IndexDocument': 'IndexDocument.Suffix',
    'WebsiteConfiguration.ErrorDocument': 'ErrorDocument.Key',
    'WebsiteConfiguration.RoutingRules.RedirectRule': 'Redirect',
    'WebsiteConfiguration.RoutingRules.RoutingRuleCondition': 'Condition',
  },
  codecs: { LifecycleConfiguration: lifecycle, NotificationConfiguration: notification },
}

/** What calls of their own write of a bucket, in an order in which each finds what it needs. */
export const bucketParts: readonly BucketPart[] = [
  setting({
    property: 'VersioningConfiguration',
    put: 'PutBucketVersioning',
    reset: { Status: 'Suspended' },
    get: 'GetBucketVersioning',
    bare: true,
  }),
  setting({
    property: 'BucketEncryption',
    put: 'PutBucketEncryption',
    drop: 'DeleteBucketEncryption',
    get: 'GetBucketEncryption',
  }),
  setting({
    property: 'PublicAccessBlockConfiguration',
    put: 'PutPublicAccessBlock',
    drop: 'DeletePublicAccessBlock',
    get: 'GetPublicAccessBlock',
  }),
  setting({
    property: 'OwnershipControls',
    put: 'PutBucketOwnershipControls',
    drop: 'DeleteBucketOwnershipControls',
    get: 'GetBucketOwnershipControls',
  }),
  accessControl,
  lifecyclePart(),
  setting({
    property: 'CorsConfiguration',
    put: 'PutBucketCors',
    drop: 'DeleteBucketCors',
    get: 'GetBucketCors',
    bare: true,
  }),
  setting({
    property: 'WebsiteConfiguration',
    put: 'PutBucketWebsite',
    drop: 'DeleteBucketWebsite',
    get: 'GetBucketWebsite',
    bare: true,
  }),
  setting({
    property: 'NotificationConfiguration',
    put: 'PutBucketNotificationConfiguration',
    reset: {},
    get: 'GetBucketNotificationConfiguration',
    bare: true,
  }),
  setting({
    property: 'AccelerateConfiguration',
    put: 'PutBucketAccelerateConfiguration',
    reset: { AccelerationStatus: 'Suspended' },
    get: 'GetBucketAccelerateConfiguration',
    bare: true,
  }),
  setting({
    property: 'ReplicationConfiguration',
    put: 'PutBucketReplication',
    drop: 'DeleteBucketReplication',
    get: 'GetBucketReplication',
  }),
  // Without a rule the lock stays on, and holds nothing by itself.
  setting({
    property: 'ObjectLockConfiguration',
    put: 'PutObjectLockConfiguration',
    reset: { ObjectLockEnabled: 'Enabled' },
    get: 'GetObjectLockConfiguration',
  }),
  logging,
  ...bucketItems,
]

/** The smallest size that goes to another class stands beside the rules in the call, and in them in the template. */
function lifecyclePart(): BucketPart {
  const part = setting({
    property: 'LifecycleConfiguration',
    put: 'PutBucketLifecycleConfiguration',
    drop: 'DeleteBucketLifecycle',
    get: 'GetBucketLifecycleConfiguration',
    bare: true,
  })
  return {
    ...part,
    async calls(change) {
      const calls = await part.calls(change)
      const { TransitionDefaultMinimumObjectSize: size } = record(change.now.LifecycleConfiguration)
      return calls.map(call => ({ ...call, members: dated(call.members, size) }))
    },
  }
}

function dated(members: Readonly<Record<string, unknown>>, size: Value | undefined) {
  const { LifecycleConfiguration: rules, ...rest } = members
  if (rules === undefined) return members
  const own = size === undefined ? {} : { TransitionDefaultMinimumObjectSize: size }
  return { ...rest, ...own, LifecycleConfiguration: withDates(rules as Value) } // written by the form, so JSON
}
