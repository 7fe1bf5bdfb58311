import type { Case } from '../../../support/lifecycle-cases.ts'

/** A stream with shards, and one on demand. */
export const cases: readonly Case[] = [
  {
    type: 'AWS::Kinesis::Stream',
    name: 'clicks',
    first: {
      DesiredShardLevelMetrics: ['IncomingBytes', 'OutgoingBytes'],
      RetentionPeriodHours: 48,
      ShardCount: 2,
      StreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' },
      Tags: [{ Key: 'team', Value: 'a/b: c@d' }],
    },
    second: { DesiredShardLevelMetrics: ['IncomingRecords'], ShardCount: 4 },
  },
  {
    type: 'AWS::Kinesis::Stream',
    name: 'views',
    first: { StreamModeDetails: { StreamMode: 'ON_DEMAND' } },
    second: { StreamModeDetails: { StreamMode: 'PROVISIONED' }, ShardCount: 1, MaxRecordSizeInKiB: 2048 },
  },
]
