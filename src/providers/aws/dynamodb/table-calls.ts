import { equal, isRecord, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import type { Call, Session } from '../../kit/call.ts'
import { toMembers } from '../../kit/form.ts'
import { inTemplateForm } from '../../kit/in-template-form.ts'
import { type Change, type Part, withResets } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { described, tableForm } from './table-form.ts'

/** Calls on tables. */
export type Tables = Session<AwsClient, CallName<'dynamodb'>>
type Calls = readonly Call<CallName<'dynamodb'>>[]

const unlimited = { MaxReadRequestUnits: -1, MaxWriteRequestUnits: -1 }

/** What a table goes back to when it leaves the template. */
const resets = {
  BillingMode: 'PROVISIONED',
  DeletionProtectionEnabled: false,
  GlobalSecondaryIndexes: [],
  OnDemandThroughput: unlimited,
  'OnDemandThroughput.MaxReadRequestUnits': -1,
  'OnDemandThroughput.MaxWriteRequestUnits': -1,
  SSESpecification: { SSEEnabled: false },
  StreamSpecification: { StreamEnabled: false },
  TableClass: 'STANDARD',
}

/**
 * What UpdateTable changes. It takes one kind of change at a time, one index at a time, and takes offence at what is as it
 * asks (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html), so each call is made only
 * where the table differs.
 */
export const tableSettings: Part<AwsClient, CallName<'dynamodb'>> = {
  takes: [
    'AttributeDefinitions',
    'BillingMode',
    'DeletionProtectionEnabled',
    'GlobalSecondaryIndexes',
    'OnDemandThroughput',
    'ProvisionedThroughput',
    'SSESpecification',
    'StreamSpecification',
    'TableClass',
    'WarmThroughput',
  ],
  async calls(change) {
    const { session, id } = change
    const live = described(record((await session.ask('DescribeTable'))?.Table))
    const wanted = withResets(change.before, change.now, { resets, id })
    const difference: Difference = { change, live, wanted }
    const update = (members: Properties) => ({
      action: 'UpdateTable' as const,
      members: { ...change.key, ...members },
    })
    return [
      ...indexRemovals(difference),
      ...capacity(difference),
      ...stream(difference),
      ...['WarmThroughput', 'SSESpecification', 'TableClass', 'DeletionProtectionEnabled'].flatMap(name =>
        differs(difference, name) ? [toMembers({ [name]: wanted[name] ?? null }, tableForm)] : [],
      ),
      ...indexCreations(difference),
    ].map(update)
  },
}

interface Difference {
  readonly change: Change<AwsClient, CallName<'dynamodb'>>
  /** The table as it is, and as it shall be. */
  readonly live: Properties
  readonly wanted: Properties
}

/** Tells whether a property is to change: what it lost since it was written shows nowhere else. */
function differs({ change: { before, now }, live, wanted }: Difference, name: string): boolean {
  if (equal(before[name] ?? null, now[name] ?? null)) return false
  const own = wanted[name] === undefined ? {} : { [name]: wanted[name] }
  return !equal(inTemplateForm(own, live, tableForm), own) || hasLost(before[name], wanted[name])
}

function hasLost(before: Value | undefined, now: Value | undefined): boolean {
  if (!isRecord(before)) return before !== undefined && now === undefined
  return Object.entries(before).some(([name, value]) => hasLost(value, record(now)[name]))
}

/** Switching between the modes needs the capacity of every index at once. */
function capacity(difference: Difference): readonly Properties[] {
  const { live, wanted } = difference
  const names = ['BillingMode', 'OnDemandThroughput', 'ProvisionedThroughput']
  const changed = names.filter(name => differs(difference, name))
  const isSwitched = changed.includes('BillingMode')
  const sent = isSwitched ? names.filter(name => wanted[name] !== undefined) : changed
  const own = Object.fromEntries(sent.map(name => [name, wanted[name] ?? null]))
  const indexes = keptIndexes(difference).flatMap(index => {
    const { IndexName = '', OnDemandThroughput, ProvisionedThroughput, WarmThroughput } = index
    const known = indexNamed(difference.change.before.GlobalSecondaryIndexes, IndexName)
    const lives = indexNamed(live.GlobalSecondaryIndexes, IndexName)
    const limits = OnDemandThroughput ?? (known.OnDemandThroughput === undefined ? undefined : {})
    const given = {
      ...(limits === undefined ? {} : { OnDemandThroughput: { ...unlimited, ...record(limits) } }),
      ...(ProvisionedThroughput === undefined ? {} : { ProvisionedThroughput }),
      ...(WarmThroughput === undefined ? {} : { WarmThroughput }),
    }
    const isAlike = equal(inTemplateForm(given, lives), given)
    const isKept = isAlike && !hasLost(known.ProvisionedThroughput, ProvisionedThroughput) && !isSwitched
    return isKept || Object.keys(given).length === 0 ? [] : [{ Update: { IndexName, ...given } }]
  })
  const updates = indexes.length === 0 ? {} : { GlobalSecondaryIndexUpdates: indexes }
  return sent.length + indexes.length === 0 ? [] : [{ ...own, ...updates }]
}

/** A stream must end before one of another view begins. */
function stream(difference: Difference): readonly Properties[] {
  if (!differs(difference, 'StreamSpecification')) return []
  const { live, wanted } = difference
  const own = toMembers({ StreamSpecification: wanted.StreamSpecification ?? null }, tableForm)
  const off = { StreamSpecification: { StreamEnabled: false } }
  const [isOn, isWanted] = [live, own].map(one => record(one.StreamSpecification).StreamEnabled === true)
  return [...(isOn ? [off] : []), ...(isWanted ? [own] : [])]
}

/** Gives the indexes that there are as the template has them, but for their capacity. */
function keptIndexes({ live, wanted }: Difference): readonly Properties[] {
  return list(wanted.GlobalSecondaryIndexes)
    .map(record)
    .filter(index => isSameIndex(index, indexNamed(live.GlobalSecondaryIndexes, index.IndexName)))
}

function isSameIndex({ KeySchema = [], Projection = {} }: Properties, live: Properties): boolean {
  const own = { KeySchema, Projection }
  const names = (projection: Value | undefined) => list(record(projection).NonKeyAttributes).length
  return equal(inTemplateForm(own, live), own) && names(Projection) === names(live.Projection)
}

function indexRemovals(difference: Difference): readonly Properties[] {
  const { change, live, wanted } = difference
  if (wanted.GlobalSecondaryIndexes === undefined && change.before.GlobalSecondaryIndexes === undefined)
    return []
  const kept = keptIndexes(difference).map(({ IndexName }) => IndexName)
  return list(live.GlobalSecondaryIndexes)
    .map(index => record(index).IndexName ?? '')
    .filter(name => !kept.includes(name))
    .map(IndexName => ({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] }))
}

function indexCreations(difference: Difference): readonly Properties[] {
  const { AttributeDefinitions = [], GlobalSecondaryIndexes } = difference.wanted
  const kept = keptIndexes(difference).map(({ IndexName }) => IndexName)
  const indexes = toMembers({ GlobalSecondaryIndexes: list(GlobalSecondaryIndexes) }, tableForm)
  return list(indexes.GlobalSecondaryIndexes)
    .filter(index => !kept.includes(record(index).IndexName))
    .map(index => ({ AttributeDefinitions, GlobalSecondaryIndexUpdates: [{ Create: index }] }))
}

/** Gives the index of a list that has a name. */
export function indexNamed(indexes: Value | undefined, name: Value | undefined): Properties {
  return (
    list(indexes)
      .map(record)
      .find(({ IndexName }) => text(IndexName) === text(name)) ?? {}
  )
}

/** Calls of a part. */
export type TableCalls = Calls
