import { logFilter } from '../../../model/log-filter.ts'
import type { WireCall } from '../../../model/operation.ts'
import type { Properties } from '../../../model/value.ts'
import { list, record } from '../../../model/value.ts'
import { localId } from '../lambda/wire-invoke.ts'
import { functionTable } from '../lambda/wire-store.ts'
import { fault } from '../protocols/fault.ts'
import { arn, entriesIn, entry, keyIn, regionOf } from '../protocols/scope.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { targetRefusal, targetService } from '../protocols/target.ts'
import { dropFilters, filterCalls } from './wire-filters.ts'

/** The table of log groups. */
export const logTable = 'aws.logs.groups'
const on = targetService('logs')

/** CloudWatch Logs' calls; what functions wrote is read from the local cloud itself. */
const logGroups = [
  on('CreateLogGroup', (call, { logGroupName, tags, kmsKeyId, logGroupClass = 'STANDARD' }) => {
    const name = String(logGroupName)
    if (entry(call.store, logTable, keyIn(call, name)))
      throw fault(400, 'ResourceAlreadyExistsException', 'The specified log group already exists')
    const key = kmsKeyId === undefined ? {} : { kmsKeyId }
    save(call, {
      logGroupName: name,
      creationTime: call.now.getTime(),
      tags: record(tags),
      logGroupClass,
      ...key,
    })
    return {}
  }),
  on('DeleteLogGroup', (call, input) => {
    const name = String(groupOf(call, input).logGroupName)
    call.store.delete(logTable, keyIn(call, name))
    dropFilters(call, name)
    return {}
  }),
  on('PutRetentionPolicy', (call, input) => {
    save(call, { ...groupOf(call, input), retentionInDays: input.retentionInDays ?? null })
    return {}
  }),
  on('DeleteRetentionPolicy', (call, input) => {
    const { retentionInDays: _, ...group } = groupOf(call, input)
    save(call, group)
    return {}
  }),
  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_AssociateKmsKey.html
  on('AssociateKmsKey', (call, input) => {
    save(call, { ...groupOf(call, input), kmsKeyId: input.kmsKeyId ?? null })
    return {}
  }),
  on('DisassociateKmsKey', (call, input) => {
    const { kmsKeyId: _, ...group } = groupOf(call, input)
    save(call, group)
    return {}
  }),
  on('DescribeLogGroups', (call, { logGroupNamePrefix }) => {
    const groups = [...entriesIn(call, logTable), ...functionGroups(call)]
    const prefix = String(logGroupNamePrefix ?? '')
    const shown = groups.filter(group => String(group.logGroupName).startsWith(prefix))
    return { logGroups: shown.map(group => describe(call, group)) }
  }),
  on('ListTagsForResource', (call, { resourceArn }) => {
    const group = groupOf(call, { logGroupName: String(resourceArn).replace(/^.*:log-group:|:\*$/g, '') })
    return { tags: record(group.tags) }
  }),
  on('TagResource', (call, { resourceArn, tags }) => {
    const group = groupOf(call, { logGroupName: String(resourceArn).replace(/^.*:log-group:|:\*$/g, '') })
    save(call, { ...group, tags: { ...record(group.tags), ...record(tags) } })
    return {}
  }),
  on('UntagResource', (call, { resourceArn, tagKeys }) => {
    const group = groupOf(call, { logGroupName: String(resourceArn).replace(/^.*:log-group:|:\*$/g, '') })
    const kept = Object.entries(record(group.tags)).filter(([key]) => !list(tagKeys).includes(key))
    save(call, { ...group, tags: Object.fromEntries(kept) })
    return {}
  }),
  on('FilterLogEvents', (call, input) => ({ events: events(call, input), searchedLogStreams: [] })),
  on('GetLogEvents', (call, input) => ({
    events: events(call, { ...input, logStreamNames: [input.logStreamName ?? ''] }),
  })),
  on('DescribeLogStreams', (call, input) => {
    const streams = [...new Set(linesOf(call, input).map(line => line.stream))]
    return { logStreams: streams.map(logStreamName => ({ logStreamName })) }
  }),
]

function save(call: WireCall, group: Properties): void {
  call.store.put(logTable, keyIn(call, String(group.logGroupName)), group)
}

function groupOf(call: WireCall, { logGroupName }: Properties): Properties {
  const found = entry(call.store, logTable, keyIn(call, String(logGroupName)))
  if (found === undefined)
    throw fault(400, 'ResourceNotFoundException', 'The specified log group does not exist.')
  return found
}

// Lambda makes the group of a function when it first runs.
function functionGroups(call: WireCall): readonly Properties[] {
  const known = new Set(entriesIn(call, logTable).map(group => group.logGroupName))
  return entriesIn(call, functionTable)
    .map(found => String(record(found.config).FunctionName))
    .filter(name => !known.has(`/aws/lambda/${name}`) && call.logs(localId(regionOf(call), name)).length > 0)
    .map(name => ({ logGroupName: `/aws/lambda/${name}`, creationTime: 0 }))
}

function describe(call: WireCall, { tags: _, ...group }: Properties): Properties {
  const name = `log-group:${String(group.logGroupName)}`
  return {
    ...group,
    arn: arn(call, 'logs', `${name}:*`),
    logGroupArn: arn(call, 'logs', name),
    storedBytes: 0,
  }
}

function linesOf(call: WireCall, { logGroupName, logGroupIdentifier }: Properties) {
  const group = String(logGroupName ?? logGroupIdentifier).replace(/^.*:log-group:/, '')
  const name = /^\/aws\/lambda\/([\w-]+)$/.exec(group)?.[1]
  const lines = writersTo(call, group, name).flatMap(writer => call.logs(localId(regionOf(call), writer)))
  if (lines.length === 0) groupOrFunction(call, group, name)
  return lines
}

/** A function writes to the group of its LoggingConfig, and without one to its own. */
function writersTo(call: WireCall, group: string, own: string | undefined): readonly string[] {
  const others = entriesIn(call, functionTable)
    .map(found => record(found.config))
    .filter(config => record(config.LoggingConfig).LogGroup === group)
    .map(config => String(config.FunctionName))
  return [...new Set([...(own === undefined ? [] : [own]), ...others])]
}

function groupOrFunction(call: WireCall, group: string, name: string | undefined): void {
  if (name !== undefined && entry(call.store, functionTable, keyIn(call, name)) !== undefined) return
  groupOf(call, { logGroupName: group })
}

function events(call: WireCall, input: Properties): Properties[string] {
  const { startTime = 0, endTime = Number.MAX_SAFE_INTEGER, logStreamNames, filterPattern } = input
  const wanted = list(logStreamNames)
  const isWanted = logFilter(String(filterPattern ?? ''))
  if (isWanted === undefined)
    throw fault(400, 'InvalidParameterException', 'The local cloud reads no filter patterns of columns')
  return linesOf(call, input)
    .map((line, index) => ({ ...line, index }))
    .filter(({ time }) => time >= Number(startTime) && time <= Number(endTime))
    .filter(({ stream }) => wanted.length === 0 || wanted.includes(stream))
    .filter(({ text }) => isWanted(text))
    .map(({ time, text, stream, index }) => ({
      eventId: `${time}-${index}`,
      logStreamName: stream,
      timestamp: time,
      ingestionTime: time,
      message: text.endsWith('\n') ? text : `${text}\n`,
    }))
}

/** CloudWatch Logs, as the local cloud answers it. */
export const wire: AwsWire = { operations: [...logGroups, ...filterCalls(groupOf)], refusal: targetRefusal }
