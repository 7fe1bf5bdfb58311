import { equal, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import { jsonText } from '../../kit/form.ts'
import type { Part } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { indexNamed, type TableCalls, type Tables } from './table-calls.ts'
import { isOn } from './table-form.ts'

type TablePart = Part<AwsClient, CallName<'dynamodb'>>

/** When items go by themselves. DynamoDB takes offence at what is so already. */
export const timeToLive: TablePart = {
  takes: ['TimeToLiveSpecification'],
  async calls({ session, key, now, before }) {
    const live = await timeToLiveOf(session)
    const wanted = record(now.TimeToLiveSpecification)
    const known = record(before.TimeToLiveSpecification)
    const set = (Enabled: boolean, AttributeName: Value | undefined) => ({
      action: 'UpdateTimeToLive' as const,
      members: { ...key, TimeToLiveSpecification: { Enabled, AttributeName } },
    })
    const isWanted = wanted.Enabled === true
    if (!isWanted && live.Enabled !== true) return []
    if (isWanted && live.Enabled === true && live.AttributeName === wanted.AttributeName) return []
    const off = live.Enabled === true ? [set(false, live.AttributeName ?? known.AttributeName)] : []
    return [...off, ...(isWanted ? [set(true, wanted.AttributeName)] : [])]
  },
  reads: async session => ({ TimeToLiveSpecification: await timeToLiveOf(session) }),
}

async function timeToLiveOf({ ask }: Tables): Promise<Properties> {
  const found = record((await ask('DescribeTimeToLive'))?.TimeToLiveDescription)
  const { AttributeName } = found
  return {
    Enabled: isOn(found.TimeToLiveStatus),
    ...(AttributeName === undefined ? {} : { AttributeName }),
  }
}

/** Going back to any second of the last days. */
export const pointInTimeRecovery: TablePart = {
  takes: ['PointInTimeRecoverySpecification'],
  calls: ({ key, now: { PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: false } } }) => [
    { action: 'UpdateContinuousBackups', members: { ...key, PointInTimeRecoverySpecification } },
  ],
  async reads({ ask }) {
    const found = record((await ask('DescribeContinuousBackups'))?.ContinuousBackupsDescription)
    const { PointInTimeRecoveryStatus, ...shown } = record(found.PointInTimeRecoveryDescription)
    const PointInTimeRecoveryEnabled = isOn(PointInTimeRecoveryStatus)
    return { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled, ...shown } }
  },
}

/** Which keys are used most, of a table and of each of its indexes. */
export const contributorInsights: TablePart = {
  takes: ['ContributorInsightsSpecification', 'GlobalSecondaryIndexes'],
  calls({ key, now, before }) {
    const set = (IndexName: Value | undefined, wanted: Value | undefined): TableCalls[number] => {
      const { Enabled = false, Mode } = record(wanted)
      const index = IndexName === undefined ? {} : { IndexName }
      const mode = Mode === undefined ? {} : { ContributorInsightsMode: Mode }
      const members = { ...key, ...index, ContributorInsightsAction: Enabled ? 'ENABLE' : 'DISABLE', ...mode }
      return { action: 'UpdateContributorInsights', members }
    }
    const own = isChanged(before, now) ? [set(undefined, now.ContributorInsightsSpecification)] : []
    const indexes = list(now.GlobalSecondaryIndexes).map(record)
    const changed = indexes.filter(index =>
      isChanged(indexNamed(before.GlobalSecondaryIndexes, index.IndexName), index),
    )
    return [...own, ...changed.map(index => set(index.IndexName, index.ContributorInsightsSpecification))]
  },
}

function isChanged(before: Properties, now: Properties): boolean {
  return !equal(before.ContributorInsightsSpecification ?? null, now.ContributorInsightsSpecification ?? null)
}

/** Gives what a table, or one of its indexes, says of who uses which keys. */
export async function insightsOf({ ask, key }: Tables, IndexName?: Value): Promise<Properties> {
  const members = IndexName === undefined ? key : { ...key, IndexName }
  const found = await ask('DescribeContributorInsights', members)
  const { ContributorInsightsStatus, ContributorInsightsMode: Mode } = found ?? {}
  return { Enabled: isOn(ContributorInsightsStatus), ...(Mode === undefined ? {} : { Mode }) }
}

/** The stream of Kinesis that changes go to. */
export const kinesisStream: TablePart = {
  takes: ['KinesisStreamSpecification'],
  async calls({ session, key, now }) {
    const { StreamArn, ...own } = record(now.KinesisStreamSpecification)
    const live = await kinesisOf(session)
    if (equal(live, { StreamArn: StreamArn ?? null, ...own })) return []
    const off = {
      action: 'DisableKinesisStreamingDestination',
      members: { ...key, StreamArn: live.StreamArn },
    } as const
    const on = {
      action: 'EnableKinesisStreamingDestination',
      members: { ...key, StreamArn, EnableKinesisStreamingConfiguration: own },
    } as const
    return [...(live.StreamArn === undefined ? [] : [off]), ...(StreamArn === undefined ? [] : [on])]
  },
  reads: async session => ({ KinesisStreamSpecification: await kinesisOf(session) }),
}

async function kinesisOf({ ask }: Tables): Promise<Properties> {
  const found = list((await ask('DescribeKinesisStreamingDestination'))?.KinesisDataStreamDestinations)
  const active = found
    .map(record)
    .find(({ DestinationStatus }) => /^(ACTIVE|ENABLING|UPDATING)$/.test(text(DestinationStatus) ?? ''))
  if (active === undefined) return {}
  const { DestinationStatus: _, DestinationStatusDescription: __, ...shown } = active
  return shown
}

/** What others may do with the table. */
export const resourcePolicy: TablePart = {
  takes: ['ResourcePolicy'],
  async calls({ session, now }) {
    const members = { ResourceArn: await arnOf(session) }
    if (now.ResourcePolicy === undefined)
      return [{ action: 'DeleteResourcePolicy', members, forgiving: true }]
    const Policy = jsonText.write(record(now.ResourcePolicy).PolicyDocument ?? {})
    return [{ action: 'PutResourcePolicy', members: { ...members, Policy } }]
  },
  async reads(session) {
    const found = await session.ask('GetResourcePolicy', { ResourceArn: await arnOf(session) })
    return { ResourcePolicy: found?.Policy ?? null }
  },
}

/** Gives the ARN of a table. */
export async function arnOf({ ask }: Tables): Promise<Value | undefined> {
  return record((await ask('DescribeTable'))?.Table).TableArn
}
