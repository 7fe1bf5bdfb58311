import type { ResourceType } from '../../../model/provider.ts'
import { equal, list, type Properties, record, type Value } from '../../../model/value.ts'
import type { Call, Members, Session } from '../../kit/call.ts'
import { byName } from '../../kit/identifier.ts'
import { inTemplateForm } from '../../kit/in-template-form.ts'
import type { Part } from '../../kit/parts.ts'
import { tagCalls } from '../../kit/tagging.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { kmsKey } from '../kit/kms-key.ts'
import { made } from '../kit/recipe.ts'

type Streams = Session<AwsClient, CallName<'kinesis'>>
type Calls = readonly Call<CallName<'kinesis'>>[]

const form = { codecs: { 'StreamEncryption.KeyId': kmsKey } }

/** A stream of Kinesis. */
export const stream: ResourceType<AwsClient> = made('kinesis', {
  type: 'AWS::Kinesis::Stream',
  naming: { max: 128, allowed: /[\w.-]/ },
  nameProperty: 'Name',
  id: byName('StreamName'),
  form,
  create: {
    call: 'CreateStream',
    takes: ['MaxRecordSizeInKiB', 'ShardCount', 'StreamModeDetails', 'WarmThroughputMiBps'],
  },
  // The number of shards is that of a mode, so the mode comes first.
  parts: [
    changed('StreamModeDetails', { StreamMode: 'PROVISIONED' }, (StreamModeDetails, { arn }) => [
      { action: 'UpdateStreamMode', members: { ...arn, StreamModeDetails } },
    ]),
    changed('ShardCount', undefined, (TargetShardCount, { key }) => [
      { action: 'UpdateShardCount', members: { ...key, TargetShardCount, ScalingType: 'UNIFORM_SCALING' } },
    ]),
    changed('RetentionPeriodHours', 24, (RetentionPeriodHours, { key, live }) => {
      const isMore = Number(RetentionPeriodHours) > Number(live.RetentionPeriodHours)
      const action = isMore ? 'IncreaseStreamRetentionPeriod' : 'DecreaseStreamRetentionPeriod'
      return [{ action, members: { ...key, RetentionPeriodHours } }]
    }),
    changed('StreamEncryption', { EncryptionType: 'NONE' }, (wanted, { key, live }) => {
      const isWanted = record(wanted).EncryptionType !== 'NONE'
      const action = isWanted ? 'StartStreamEncryption' : 'StopStreamEncryption'
      return [{ action, members: { ...key, ...record(isWanted ? wanted : live.StreamEncryption) } }]
    }),
    changed('DesiredShardLevelMetrics', [], metricCalls),
    changed('MaxRecordSizeInKiB', 1_024, (MaxRecordSizeInKiB, { arn }) => [
      { action: 'UpdateMaxRecordSize', members: { ...arn, MaxRecordSizeInKiB } },
    ]),
    changed('WarmThroughputMiBps', undefined, (WarmThroughputMiBps, { key }) => [
      { action: 'UpdateStreamWarmThroughput', members: { ...key, WarmThroughputMiBps } },
    ]),
  ],
  stays: {
    ShardCount: 'a stream on demand has as many shards as it needs, and any other has some',
    WarmThroughputMiBps: 'no call takes it away',
  },
  tags: {
    property: 'Tags',
    form: 'list',
    member: 'Tags',
    sent: 'map',
    calls: tagCalls({
      tag: 'AddTagsToStream',
      untag: 'RemoveTagsFromStream',
      member: 'Tags',
      keys: 'TagKeys',
      sent: 'map',
    }),
    list: async ({ ask }) => readTags((await ask('ListTagsForStream'))?.Tags),
  },
  async show(session) {
    const live = await liveOf(session)
    return live === undefined || live.StreamStatus === 'DELETING' ? undefined : { live }
  },
  attributes: ({ client, id }) => ({ Arn: arnOf(client, id) }),
  rest: {
    what: id => `the stream ${id} to become active`,
    limit: 1_800,
    look: async ({ send, key }) =>
      record((await send({ action: 'DescribeStreamSummary', members: key }))?.StreamDescriptionSummary),
    pending: ({ StreamStatus }) => StreamStatus !== 'ACTIVE',
  },
  delete: {
    call: 'DeleteStream',
    members: { EnforceConsumerDeletion: true },
    async after({ ask, client, id }) {
      const gone = async () => ((await ask('DescribeStreamSummary')) === undefined ? true : undefined)
      await client.pace.until(gone, { what: `the end of the stream ${id}`, limit: 600 })
    },
  },
})

interface Place {
  readonly key: Members
  readonly arn: Members
  readonly live: Properties
}

/** Writes a property where the stream has it otherwise: Kinesis takes offence at what is as it is asked to be. */
function changed(
  property: string,
  reset: Value | undefined,
  calls: (wanted: Value, place: Place) => Calls,
): Part<AwsClient, CallName<'kinesis'>> {
  return {
    takes: [property],
    async calls({ session, client, id, key, now, before }) {
      const wanted = now[property] ?? reset
      const live = (await liveOf(session)) ?? {}
      if (wanted === undefined || !differs(property, { wanted, live, before })) return []
      return calls(wanted, { key, arn: { StreamARN: arnOf(client, id) }, live })
    },
  }
}

interface Difference {
  readonly wanted: Value
  readonly live: Properties
  readonly before: Properties
}

function differs(property: string, { wanted, live, before }: Difference): boolean {
  const own = { [property]: wanted }
  if (!equal(inTemplateForm(own, live, form), own)) return true
  const [known, now] = [record(before[property]), record(wanted)]
  return Object.keys(known).some(name => now[name] === undefined && now.EncryptionType !== 'NONE')
}

function metricCalls(wanted: Value, { key, live }: Place): Calls {
  const [all, known] = [list(wanted), list(live.DesiredShardLevelMetrics)]
  const [added, left] = [all.filter(name => !known.includes(name)), known.filter(name => !all.includes(name))]
  return [
    ...(left.length === 0
      ? []
      : [{ action: 'DisableEnhancedMonitoring', members: { ...key, ShardLevelMetrics: left } } as const]),
    ...(added.length === 0
      ? []
      : [{ action: 'EnableEnhancedMonitoring', members: { ...key, ShardLevelMetrics: added } } as const]),
  ]
}

/** Gives a stream with what Kinesis says of it under the names of the template. */
async function liveOf({ ask }: Streams): Promise<Properties | undefined> {
  const found = (await ask('DescribeStreamSummary'))?.StreamDescriptionSummary
  if (found === undefined) return undefined
  const live = record(found)
  const { EncryptionType = 'NONE', KeyId, EnhancedMonitoring, WarmThroughput } = live
  const { TargetMiBps } = record(WarmThroughput)
  return {
    ...live,
    DesiredShardLevelMetrics: list(EnhancedMonitoring).flatMap(one => list(record(one).ShardLevelMetrics)),
    ShardCount: live.OpenShardCount ?? null,
    StreamEncryption: { EncryptionType, ...(KeyId === undefined ? {} : { KeyId }) },
    ...(TargetMiBps === undefined ? {} : { WarmThroughputMiBps: TargetMiBps }),
  }
}

function arnOf({ partition, region, account }: AwsClient, name: string): string {
  return `arn:${partition}:kinesis:${region}:${account}:stream/${name}`
}
