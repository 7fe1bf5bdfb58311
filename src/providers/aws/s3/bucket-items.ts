import { list, type Properties, record, text, type Value } from '../../../model/value.ts'
import { omitUndefined } from '../../kit/omit-undefined.ts'
import { items, type Part } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { filter } from './lifecycle.ts'

type BucketPart = Part<AwsClient, CallName<'s3'>>

/** A list of configurations that calls write and drop one by one, each by its ID. */
interface Configurations {
  readonly property: string
  readonly put: CallName<'s3'>
  readonly drop: CallName<'s3'>
  /** The member of the call, and what a configuration of the template is in it. */
  readonly member: string
  write(configuration: Properties): Properties
}

function configurations({ property, put, drop, member, write }: Configurations): BucketPart {
  const idOf = (value: Value) => text(record(value).Id) ?? ''
  return items({
    property,
    name: idOf,
    put,
    drop,
    putting: item => ({ Id: idOf(item), [member]: write(record(item)) }),
    dropping: Id => ({ Id }),
  }) as BucketPart // calls of S3 are made by any client
}

/** Lists of a bucket whose items have calls of their own. */
export const bucketItems: readonly BucketPart[] = [
  configurations({
    property: 'MetricsConfigurations',
    put: 'PutBucketMetricsConfiguration',
    drop: 'DeleteBucketMetricsConfiguration',
    member: 'MetricsConfiguration',
    write: filtered,
  }),
  configurations({
    property: 'IntelligentTieringConfigurations',
    put: 'PutBucketIntelligentTieringConfiguration',
    drop: 'DeleteBucketIntelligentTieringConfiguration',
    member: 'IntelligentTieringConfiguration',
    write: filtered,
  }),
  configurations({
    property: 'AnalyticsConfigurations',
    put: 'PutBucketAnalyticsConfiguration',
    drop: 'DeleteBucketAnalyticsConfiguration',
    member: 'AnalyticsConfiguration',
    write: analytics,
  }),
  configurations({
    property: 'InventoryConfigurations',
    put: 'PutBucketInventoryConfiguration',
    drop: 'DeleteBucketInventoryConfiguration',
    member: 'InventoryConfiguration',
    write: inventory,
  }),
]

/** What is not filtered is the whole bucket. */
function filtered({ Prefix, TagFilters, AccessPointArn, ...rest }: Properties): Properties {
  const conditions = { Prefix, AccessPointArn }
  const isWhole = Object.keys(omitUndefined(conditions)).length + list(TagFilters).length === 0
  return { ...rest, ...(isWhole ? {} : { Filter: filter(conditions, list(TagFilters)) }) }
}

function analytics({ StorageClassAnalysis, ...rest }: Properties): Properties {
  const { DataExport } = record(StorageClassAnalysis)
  const { Destination, ...more } = record(DataExport)
  const { BucketArn, ...place } = record(Destination)
  const S3BucketDestination = omitUndefined({ ...place, Bucket: BucketArn })
  const exported =
    DataExport === undefined ? {} : { DataExport: { ...more, Destination: { S3BucketDestination } } }
  return { ...filtered(rest), StorageClassAnalysis: exported }
}

function inventory({ Destination, Enabled, Prefix, ScheduleFrequency, ...rest }: Properties): Properties {
  const { BucketAccountId, BucketArn, ...place } = record(Destination)
  const S3BucketDestination = omitUndefined({ ...place, AccountId: BucketAccountId, Bucket: BucketArn })
  return omitUndefined({
    ...rest,
    Destination: { S3BucketDestination },
    IsEnabled: Enabled,
    Filter: Prefix === undefined ? undefined : { Prefix },
    Schedule: { Frequency: ScheduleFrequency ?? 'Weekly' },
  })
}
