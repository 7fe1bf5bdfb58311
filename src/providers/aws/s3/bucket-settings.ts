import type { Input } from '../../../model/provider.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { equal, isList, isRecord, list, record } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { defined, gone } from '../kit/answers.ts'

/** A property of a bucket that calls of its own write and clear. */
interface Setting {
  readonly property: string
  readonly put: CallName<'s3'>
  readonly clear?: CallName<'s3'>
  /** Makes the members that the call takes beside the bucket. */
  input(value: Value): Record<string, unknown>
  /** What is written where there is no call to clear. */
  readonly empty?: Value
}

const settings: readonly Setting[] = [
  {
    property: 'VersioningConfiguration',
    put: 'PutBucketVersioning',
    input: value => ({ VersioningConfiguration: value }),
    empty: { Status: 'Suspended' },
  },
  {
    property: 'BucketEncryption',
    put: 'PutBucketEncryption',
    clear: 'DeleteBucketEncryption',
    input: value => ({
      ServerSideEncryptionConfiguration: {
        Rules: list(record(value).ServerSideEncryptionConfiguration).map(encryption),
      },
    }),
  },
  {
    property: 'PublicAccessBlockConfiguration',
    put: 'PutPublicAccessBlock',
    clear: 'DeletePublicAccessBlock',
    input: value => ({ PublicAccessBlockConfiguration: flags(record(value)) }),
  },
  {
    property: 'OwnershipControls',
    put: 'PutBucketOwnershipControls',
    clear: 'DeleteBucketOwnershipControls',
    input: value => ({ OwnershipControls: value }),
  },
  {
    property: 'LifecycleConfiguration',
    put: 'PutBucketLifecycleConfiguration',
    clear: 'DeleteBucketLifecycle',
    input: value => ({ LifecycleConfiguration: { Rules: list(record(value).Rules).map(lifecycle) } }),
  },
  {
    property: 'CorsConfiguration',
    put: 'PutBucketCors',
    clear: 'DeleteBucketCors',
    input: value => ({ CORSConfiguration: { CORSRules: list(record(value).CorsRules).map(cors) } }),
  },
  {
    property: 'WebsiteConfiguration',
    put: 'PutBucketWebsite',
    clear: 'DeleteBucketWebsite',
    input: value => ({ WebsiteConfiguration: website(record(value)) }),
  },
  {
    property: 'NotificationConfiguration',
    put: 'PutBucketNotificationConfiguration',
    input: value => ({ NotificationConfiguration: notification(record(value)) }),
    empty: {},
  },
]

/** Every property of a bucket that fnx deploys. */
export const bucketProperties = ['BucketName', 'Tags', ...settings.map(({ property }) => property)]

/** Writes what differs from what was applied last. */
export async function writeSettings(
  client: AwsClient,
  Bucket: string,
  { properties, before }: Input,
): Promise<void> {
  for (const setting of settings) {
    const value = properties[setting.property]
    if (equal(value, before?.[setting.property])) continue
    if (value === undefined && setting.clear !== undefined)
      await gone(client.call('s3', setting.clear, { Bucket }))
    else await client.call('s3', setting.put, { Bucket, ...setting.input(value ?? setting.empty ?? {}) })
  }
}

function encryption(rule: Value): Record<string, unknown> {
  const { ServerSideEncryptionByDefault, BucketKeyEnabled } = record(rule)
  return defined({
    ApplyServerSideEncryptionByDefault: ServerSideEncryptionByDefault,
    BucketKeyEnabled: flag(BucketKeyEnabled),
  })
}

function flag(value: Value | undefined): boolean | undefined {
  return value === undefined ? undefined : String(value).toLowerCase() === 'true'
}

function flags(map: Properties): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, flag(value)]))
}

function lifecycle(value: Value): Record<string, unknown> {
  const rule = record(value)
  const {
    Id,
    Status,
    Prefix = '',
    ExpirationInDays,
    NoncurrentVersionExpiration,
    AbortIncompleteMultipartUpload,
  } = rule
  const days = record(NoncurrentVersionExpiration).NoncurrentDays ?? rule.NoncurrentVersionExpirationInDays
  const aborted = record(AbortIncompleteMultipartUpload).DaysAfterInitiation
  return defined<unknown>({
    ID: Id,
    Status,
    Filter: { Prefix },
    Expiration: ExpirationInDays === undefined ? undefined : { Days: Number(ExpirationInDays) },
    NoncurrentVersionExpiration: days === undefined ? undefined : { NoncurrentDays: Number(days) },
    AbortIncompleteMultipartUpload:
      aborted === undefined ? undefined : { DaysAfterInitiation: Number(aborted) },
    Transitions: isList(rule.Transitions) ? rule.Transitions.map(transition) : undefined,
  })
}

function transition(value: Value): Record<string, unknown> {
  const { StorageClass, TransitionInDays } = record(value)
  return defined<unknown>({
    StorageClass,
    Days: TransitionInDays === undefined ? undefined : Number(TransitionInDays),
  })
}

function cors(value: Value): Record<string, unknown> {
  const { Id, MaxAge, ExposedHeaders, ...rule } = record(value)
  const age = MaxAge === undefined ? undefined : Number(MaxAge)
  return { ...rule, ...defined<unknown>({ ID: Id, MaxAgeSeconds: age, ExposeHeaders: ExposedHeaders }) }
}

function website({ IndexDocument, ErrorDocument }: Properties): Record<string, unknown> {
  return defined<unknown>({
    IndexDocument: IndexDocument === undefined ? undefined : { Suffix: IndexDocument },
    ErrorDocument: ErrorDocument === undefined ? undefined : { Key: ErrorDocument },
  })
}

function notification(value: Properties): Record<string, unknown> {
  const each = (items: Value | undefined, from: string, to: string) =>
    list(items).map(item => {
      const { Event, Filter, [from]: target } = record(item)
      const rules = record(record(Filter).S3Key).Rules
      return {
        [to]: target,
        Events: [Event],
        ...(rules === undefined ? {} : { Filter: { Key: { FilterRules: rules } } }),
      }
    })
  // In the API the member stands or does not; the template may say that it does not.
  const { EventBridgeConfiguration: bridge } = value
  return {
    LambdaFunctionConfigurations: each(value.LambdaConfigurations, 'Function', 'LambdaFunctionArn'),
    QueueConfigurations: each(value.QueueConfigurations, 'Queue', 'QueueArn'),
    TopicConfigurations: each(value.TopicConfigurations, 'Topic', 'TopicArn'),
    ...(isRecord(bridge) && String(bridge.EventBridgeEnabled) !== 'false'
      ? { EventBridgeConfiguration: {} }
      : {}),
  }
}
