import type { WireCall } from '../../../model/operation.ts'
import { list, type Properties, record, type Value } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import { keptTags, shownTags, withoutTags, withTags } from '../protocols/kept-tags.ts'
import { arn, entriesIn, entry, keyIn } from '../protocols/scope.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { targetRefusalOf, targetService } from '../protocols/target.ts'

/** The table of tables. */
export const tableTable = 'aws.dynamodb.tables'

const protocol = { version: '1.0' } as const
const on = targetService('dynamodb', protocol)

/** For how many ms a table takes no other change after one. */
const busyFor = 30

/** DynamoDB's calls on tables and their settings. */
const tables = [
  on('CreateTable', (call, input) => {
    const { Tags, ResourcePolicy, ...asked } = input
    const name = String(asked.TableName)
    if (entry(call.store, tableTable, keyIn(call, name)) !== undefined)
      throw fault(400, 'ResourceInUseException', `Table already exists: ${name}`)
    checkKeys(asked)
    const own = { arn: arn(call, 'dynamodb', `table/${name}`), tags: keptTags(Tags), asked, name }
    const policy = ResourcePolicy === undefined ? {} : { policy: ResourcePolicy }
    const made = busy(call, { ...own, ...policy, created: call.now.getTime() / 1000 }, 'CREATING')
    save(
      call,
      asked.StreamSpecification === undefined ? made : streaming(call, made, asked.StreamSpecification),
    )
    return { TableDescription: shown(call, tableOf(call, asked)) }
  }),
  on('DescribeTable', (call, input) => ({ Table: shown(call, tableOf(call, input)) })),
  on('ListTables', call => ({ TableNames: entriesIn(call, tableTable).map(({ name = '' }) => name) })),
  on('UpdateTable', (call, { TableName: _, GlobalSecondaryIndexUpdates, StreamSpecification, ...input }) => {
    const found = restingTable(call, { TableName: _ ?? '' })
    const asked = record(found.asked)
    const GlobalSecondaryIndexes = changedIndexes(
      list(asked.GlobalSecondaryIndexes),
      GlobalSecondaryIndexUpdates,
    )
    const changed = busy(
      call,
      { ...found, asked: { ...asked, ...input, GlobalSecondaryIndexes } },
      'UPDATING',
    )
    save(call, StreamSpecification === undefined ? changed : streaming(call, changed, StreamSpecification))
    return { TableDescription: shown(call, changed) }
  }),
  on('DeleteTable', (call, input) => {
    const found = restingTable(call, input)
    if (record(found.asked).DeletionProtectionEnabled === true)
      throw fault(
        400,
        'ValidationException',
        `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.`,
      )
    call.store.delete(tableTable, keyIn(call, String(found.name)))
    return { TableDescription: { ...shown(call, found), TableStatus: 'DELETING' } }
  }),
]

const settings = [
  on('UpdateTimeToLive', (call, { TimeToLiveSpecification, ...input }) => {
    const found = tableOf(call, input)
    const { Enabled, AttributeName } = record(TimeToLiveSpecification)
    const known = record(found.ttl)
    if (Enabled === (known.Enabled ?? false))
      throw fault(400, 'ValidationException', `TimeToLive is already ${Enabled ? 'enabled' : 'disabled'}`)
    save(call, { ...found, ttl: Enabled ? { Enabled, AttributeName: AttributeName ?? '' } : {} })
    return { TimeToLiveSpecification: TimeToLiveSpecification ?? {} }
  }),
  on('DescribeTimeToLive', (call, input) => {
    const { Enabled, AttributeName } = record(tableOf(call, input).ttl)
    const name = AttributeName === undefined ? {} : { AttributeName }
    return { TimeToLiveDescription: { TimeToLiveStatus: Enabled ? 'ENABLED' : 'DISABLED', ...name } }
  }),
  on('UpdateContinuousBackups', (call, { PointInTimeRecoverySpecification, ...input }) => {
    const found = { ...tableOf(call, input), backups: PointInTimeRecoverySpecification ?? {} }
    save(call, found)
    return backupsOf(found)
  }),
  on('DescribeContinuousBackups', (call, input) => backupsOf(tableOf(call, input))),
  on('UpdateContributorInsights', (call, input) => {
    const found = tableOf(call, input)
    const { IndexName = '', ContributorInsightsAction, ContributorInsightsMode: mode } = input
    const own = { isOn: ContributorInsightsAction === 'ENABLE', ...(mode === undefined ? {} : { mode }) }
    const changed = { ...found, insights: { ...record(found.insights), [String(IndexName)]: own } }
    save(call, changed)
    return insightsOf(changed, input)
  }),
  on('DescribeContributorInsights', (call, input) => insightsOf(tableOf(call, input), input)),
  on('EnableKinesisStreamingDestination', (call, input) => {
    const found = tableOf(call, input)
    const { StreamArn = '', EnableKinesisStreamingConfiguration: own } = input
    save(call, { ...found, kinesis: { StreamArn, ...record(own) } })
    return { TableName: found.name ?? '', StreamArn, DestinationStatus: 'ENABLING' }
  }),
  on('DisableKinesisStreamingDestination', (call, input) => {
    const { kinesis: _, ...found } = tableOf(call, input)
    save(call, found)
    return { TableName: found.name ?? '', StreamArn: input.StreamArn ?? '', DestinationStatus: 'DISABLING' }
  }),
  on('DescribeKinesisStreamingDestination', (call, input) => {
    const { name = '', kinesis } = tableOf(call, input)
    const own = kinesis === undefined ? [] : [{ ...record(kinesis), DestinationStatus: 'ACTIVE' }]
    return { TableName: name, KinesisDataStreamDestinations: own }
  }),
  on('PutResourcePolicy', (call, input) => {
    save(call, { ...tableAt(call, input), policy: input.Policy ?? '' })
    return { RevisionId: call.id() }
  }),
  on('GetResourcePolicy', (call, input) => {
    const { policy } = tableAt(call, input)
    if (policy === undefined) throw fault(400, 'PolicyNotFoundException', 'The policy is not there.')
    return { Policy: policy, RevisionId: '1' }
  }),
  on('DeleteResourcePolicy', (call, input) => {
    const { policy: _, ...found } = tableAt(call, input)
    save(call, found)
    return {}
  }),
  on('TagResource', (call, input) => {
    save(call, withTags(tableAt(call, input), input.Tags))
    return {}
  }),
  on('UntagResource', (call, input) => {
    save(call, withoutTags(tableAt(call, input), input.TagKeys))
    return {}
  }),
  on('ListTagsOfResource', (call, input) => ({ Tags: shownTags(tableAt(call, input)) })),
]

function checkKeys({
  AttributeDefinitions,
  KeySchema,
  BillingMode,
  ProvisionedThroughput,
}: Properties): void {
  const defined = list(AttributeDefinitions).map(one => record(one).AttributeName)
  for (const { AttributeName = '' } of list(KeySchema).map(record))
    if (!defined.includes(AttributeName))
      throw fault(400, 'ValidationException', `No definition of the attribute ${String(AttributeName)}.`)
  if (BillingMode !== 'PAY_PER_REQUEST' && ProvisionedThroughput === undefined)
    throw fault(400, 'ValidationException', 'No provisioned throughput specified for the table')
}

/** Of indexes one may come or go at a time. */
function changedIndexes(indexes: readonly Value[], updates: Value | undefined): readonly Value[] {
  const all = list(updates).map(record)
  if (all.filter(({ Update }) => Update === undefined).length > 1)
    throw fault(
      400,
      'LimitExceededException',
      'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
    )
  return all.reduce<readonly Value[]>((found, { Create, Delete, Update }) => {
    const name = record(Create ?? Delete ?? Update).IndexName
    const isThere = found.some(index => record(index).IndexName === name)
    if (isThere === (Create !== undefined))
      throw fault(
        400,
        'ValidationException',
        `Index ${String(name)} ${isThere ? 'already exists' : 'is not there'}`,
      )
    if (Create !== undefined) return found.concat([Create])
    if (Delete !== undefined) return found.filter(index => record(index).IndexName !== name)
    return found.map(index =>
      record(index).IndexName === name ? { ...record(index), ...record(Update) } : index,
    )
  }, indexes)
}

function busy(call: WireCall, found: Properties, status: string): Properties {
  return { ...found, status, readyAt: call.now.getTime() + busyFor }
}

/** Switches a stream on or off; each has a name of its own. */
function streaming(call: WireCall, found: Properties, specification: Value): Properties {
  const { StreamEnabled } = record(specification)
  const asked = { ...record(found.asked), StreamSpecification: specification }
  const label = StreamEnabled === true ? { stream: call.now.toISOString().replace('Z', '') } : {}
  if (StreamEnabled !== true) {
    const { StreamSpecification: _, ...without } = asked
    return { ...found, asked: without }
  }
  return { ...found, asked, ...label }
}

function statusOf(call: WireCall, { status = 'ACTIVE', readyAt }: Properties): Value {
  return call.now.getTime() < Number(readyAt) ? status : 'ACTIVE'
}

/** Describes a table as DynamoDB does, of what it was asked for. */
function shown(call: WireCall, found: Properties): Properties {
  const { BillingMode, TableClass, SSESpecification, WarmThroughput, ...asked } = record(found.asked)
  const { Enabled, SSEType = 'KMS', KMSMasterKeyId = 'alias/aws/dynamodb' } = record(SSESpecification)
  const key = String(KMSMasterKeyId)
  const KMSMasterKeyArn = key.startsWith('arn:') ? key : arn(call, 'kms', `key/${key}`)
  const stream =
    found.stream === undefined
      ? {}
      : {
          LatestStreamLabel: found.stream,
          LatestStreamArn: `${String(found.arn)}/stream/${String(found.stream)}`,
        }
  const indexes = list(asked.GlobalSecondaryIndexes).map(index => ({
    ...record(index),
    IndexStatus: 'ACTIVE',
    IndexArn: `${String(found.arn)}/index/${String(record(index).IndexName)}`,
  }))
  return {
    ...asked,
    GlobalSecondaryIndexes: indexes,
    TableArn: found.arn ?? '',
    TableStatus: statusOf(call, found),
    CreationDateTime: found.created ?? 0,
    ...(BillingMode === undefined ? {} : { BillingModeSummary: { BillingMode } }),
    ...(TableClass === undefined ? {} : { TableClassSummary: { TableClass } }),
    ...(Enabled === true ? { SSEDescription: { Status: 'ENABLED', SSEType, KMSMasterKeyArn } } : {}),
    ...(WarmThroughput === undefined ? {} : { WarmThroughput }),
    ...stream,
    ItemCount: 0,
    TableSizeBytes: 0,
  }
}

function backupsOf({ backups }: Properties): Properties {
  const { PointInTimeRecoveryEnabled, RecoveryPeriodInDays: days } = record(backups)
  const PointInTimeRecoveryStatus = PointInTimeRecoveryEnabled === true ? 'ENABLED' : 'DISABLED'
  const period = days === undefined ? {} : { RecoveryPeriodInDays: days }
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus, ...period },
    },
  }
}

function insightsOf(found: Properties, { IndexName }: Properties): Properties {
  const { isOn = false, mode } = record(record(found.insights)[String(IndexName ?? '')])
  return {
    TableName: found.name ?? '',
    ...(IndexName === undefined ? {} : { IndexName }),
    ContributorInsightsStatus: isOn ? 'ENABLED' : 'DISABLED',
    ...(mode === undefined ? {} : { ContributorInsightsMode: mode }),
  }
}

function save(call: WireCall, found: Properties): void {
  call.store.put(tableTable, keyIn(call, String(found.name)), found)
}

function restingTable(call: WireCall, input: Properties): Properties {
  const found = tableOf(call, input)
  if (statusOf(call, found) !== 'ACTIVE')
    throw fault(
      400,
      'ResourceInUseException',
      `Attempt to change a resource which is still in use: ${String(found.name)}`,
    )
  return found
}

function tableOf(call: WireCall, { TableName }: Properties): Properties {
  const name = String(TableName).replace(/^.*:table\//, '')
  const found = entry(call.store, tableTable, keyIn(call, name))
  if (found === undefined)
    throw fault(400, 'ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`)
  return found
}

function tableAt(call: WireCall, { ResourceArn }: Properties): Properties {
  return tableOf(call, { TableName: ResourceArn ?? '' })
}

/** DynamoDB, as the local cloud answers it. */
export const wire: AwsWire = {
  operations: [...tables, ...settings],
  refusal: targetRefusalOf(protocol),
}
