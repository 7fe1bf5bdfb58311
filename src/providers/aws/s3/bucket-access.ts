import { type Properties, record, text } from '../../../model/value.ts'
import { omitUndefined } from '../../kit/omit-undefined.ts'
import type { Part } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'

type BucketPart = Part<AwsClient, CallName<'s3'>>

/** The canned list of who may do what; a new bucket is private, and where lists are off no call may say so. */
export const accessControl: BucketPart = {
  takes: ['AccessControl'],
  calls({ key, now, before }) {
    const [wanted, known] = [now, before].map(({ AccessControl }) => text(AccessControl) ?? 'Private')
    return wanted === undefined || wanted === known
      ? []
      : [{ action: 'PutBucketAcl', members: { ...key, ACL: cannedName(wanted) } }]
  },
}

/** @example cannedName('LogDeliveryWrite') // 'log-delivery-write' */
function cannedName(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
}

/** Where the log of requests goes: to the bucket itself where no other is named. */
export const logging: BucketPart = {
  takes: ['LoggingConfiguration'],
  calls({ key, id, now: { LoggingConfiguration } }) {
    const own = record(LoggingConfiguration)
    const LoggingEnabled = omitUndefined({
      TargetBucket: own.DestinationBucketName ?? id,
      TargetPrefix: own.LogFilePrefix ?? '',
      TargetObjectKeyFormat: own.TargetObjectKeyFormat,
    })
    const BucketLoggingStatus = LoggingConfiguration === undefined ? {} : { LoggingEnabled }
    return [{ action: 'PutBucketLogging', members: { ...key, BucketLoggingStatus } }]
  },
  async reads({ ask, id }) {
    const { LoggingEnabled } = (await ask('GetBucketLogging')) ?? {}
    return { LoggingConfiguration: LoggingEnabled === undefined ? null : shown(record(LoggingEnabled), id) }
  },
}

function shown({ TargetBucket, TargetPrefix, TargetObjectKeyFormat }: Properties, id: string): Properties {
  return omitUndefined({
    DestinationBucketName: TargetBucket ?? id,
    LogFilePrefix: TargetPrefix,
    TargetObjectKeyFormat,
  })
}
