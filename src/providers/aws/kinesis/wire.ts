import type { WireCall } from '../../../model/operation.ts'
import { list, type Properties, record } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import { keptTags, shownTags, withoutTags, withTags } from '../protocols/kept-tags.ts'
import { arn, entriesIn, entry, keyIn } from '../protocols/scope.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { targetRefusal, targetService } from '../protocols/target.ts'

/** The table of streams. */
export const streamTable = 'aws.kinesis.streams'

const on = targetService('kinesis')

/** For how many ms a stream takes no other change after one. */
const busyFor = 30

/** Kinesis' calls on streams; their records are not kept. */
const streams = [
  on('CreateStream', (call, { StreamName, Tags, ...input }) => {
    const name = String(StreamName)
    if (entry(call.store, streamTable, keyIn(call, name)) !== undefined)
      throw fault(400, 'ResourceInUseException', `Stream ${name} under account already exists.`)
    const { ShardCount, StreamModeDetails = { StreamMode: 'PROVISIONED' }, ...more } = input
    const shards = ShardCount ?? (record(StreamModeDetails).StreamMode === 'ON_DEMAND' ? 4 : undefined)
    if (shards === undefined) throw fault(400, 'InvalidArgumentException', 'ShardCount must be specified.')
    const own = { name, arn: arn(call, 'kinesis', `stream/${name}`), tags: keptTags(Tags) }
    const asked = { ShardCount: shards, StreamModeDetails, RetentionPeriodHours: 24, ...more }
    save(call, { ...own, asked, created: call.now.getTime() / 1000, status: 'CREATING' })
    return {}
  }),
  on('DescribeStreamSummary', (call, input) => ({
    StreamDescriptionSummary: described(call, streamOf(call, input)),
  })),
  on('ListStreams', call => ({
    StreamNames: entriesIn(call, streamTable).map(({ name = '' }) => name),
    HasMoreStreams: false,
  })),
  on('DeleteStream', (call, input) => {
    call.store.delete(streamTable, keyIn(call, String(restingStream(call, input).name)))
    return {}
  }),
  on('UpdateShardCount', (call, input) => {
    change(call, input, { ShardCount: input.TargetShardCount ?? 0 })
    const { TargetShardCount = 0 } = input
    return { StreamName: input.StreamName ?? '', TargetShardCount }
  }),
  on('UpdateStreamMode', (call, input) =>
    change(call, input, { StreamModeDetails: input.StreamModeDetails ?? {} }),
  ),
  on('IncreaseStreamRetentionPeriod', retention),
  on('DecreaseStreamRetentionPeriod', retention),
  on('StartStreamEncryption', (call, { EncryptionType = '', KeyId = '', ...input }) =>
    change(call, input, { EncryptionType, KeyId }),
  ),
  on('StopStreamEncryption', (call, { EncryptionType: _, KeyId: __, ...input }) =>
    change(call, input, { EncryptionType: 'NONE', KeyId: null }),
  ),
  on('EnableEnhancedMonitoring', (call, input) => {
    const known = list(record(streamOf(call, input).asked).metrics)
    return metrics(call, input, [...new Set([...known, ...list(input.ShardLevelMetrics)])])
  }),
  on('DisableEnhancedMonitoring', (call, input) => {
    const known = list(record(streamOf(call, input).asked).metrics)
    return metrics(
      call,
      input,
      known.filter(name => !list(input.ShardLevelMetrics).includes(name)),
    )
  }),
  on('UpdateMaxRecordSize', (call, input) =>
    change(call, input, { MaxRecordSizeInKiB: input.MaxRecordSizeInKiB ?? 0 }),
  ),
  on('UpdateStreamWarmThroughput', (call, input) =>
    change(call, input, { WarmThroughputMiBps: input.WarmThroughputMiBps ?? 0 }),
  ),
  on('AddTagsToStream', (call, input) => {
    call.store.put(streamTable, keyOf(call, input), withTags(streamOf(call, input), input.Tags))
    return {}
  }),
  on('RemoveTagsFromStream', (call, input) => {
    call.store.put(streamTable, keyOf(call, input), withoutTags(streamOf(call, input), input.TagKeys))
    return {}
  }),
  on('ListTagsForStream', (call, input) => ({
    Tags: shownTags(streamOf(call, input)),
    HasMoreTags: false,
  })),
]

function retention(call: WireCall, { RetentionPeriodHours = 24, ...input }: Properties): Properties {
  return change(call, input, { RetentionPeriodHours })
}

function metrics(call: WireCall, input: Properties, all: Properties[string]): Properties {
  const found = streamOf(call, input)
  change(call, input, { metrics: all })
  const before = record(found.asked).metrics ?? []
  return {
    StreamName: found.name ?? '',
    CurrentShardLevelMetrics: before,
    DesiredShardLevelMetrics: all,
  }
}

function change(call: WireCall, input: Properties, changed: Properties): Properties {
  const found = restingStream(call, input)
  save(call, { ...found, asked: { ...record(found.asked), ...changed }, status: 'UPDATING' })
  return {}
}

function described(call: WireCall, found: Properties): Properties {
  const { ShardCount = 0, metrics = [], KeyId, WarmThroughputMiBps, ...asked } = record(found.asked)
  const warm =
    WarmThroughputMiBps === undefined ? {} : { WarmThroughput: { TargetMiBps: WarmThroughputMiBps } }
  return {
    EncryptionType: 'NONE',
    ...asked,
    ...(typeof KeyId === 'string' ? { KeyId } : {}),
    ...warm,
    StreamName: found.name ?? '',
    StreamARN: found.arn ?? '',
    StreamStatus: statusOf(call, found),
    StreamCreationTimestamp: found.created ?? 0,
    EnhancedMonitoring: [{ ShardLevelMetrics: metrics }],
    OpenShardCount: ShardCount,
  }
}

function statusOf({ now }: WireCall, { status = 'ACTIVE', readyAt }: Properties): Properties[string] {
  return now.getTime() < Number(readyAt) ? status : 'ACTIVE'
}

function save(call: WireCall, found: Properties): void {
  const readyAt = call.now.getTime() + busyFor
  call.store.put(streamTable, keyIn(call, String(found.name)), { ...found, readyAt })
}

function restingStream(call: WireCall, input: Properties): Properties {
  const found = streamOf(call, input)
  if (statusOf(call, found) !== 'ACTIVE')
    throw fault(400, 'ResourceInUseException', `Stream ${String(found.name)} is not ACTIVE.`)
  return found
}

function keyOf(call: WireCall, { StreamName, StreamARN }: Properties): string {
  return keyIn(call, String(StreamName ?? StreamARN).replace(/^.*:stream\//, ''))
}

function streamOf(call: WireCall, input: Properties): Properties {
  const found = entry(call.store, streamTable, keyOf(call, input))
  if (found === undefined) throw fault(400, 'ResourceNotFoundException', 'The stream was not found.')
  return found
}

/** Kinesis, as the local cloud answers it. */
export const wire: AwsWire = { operations: streams, refusal: targetRefusal }
