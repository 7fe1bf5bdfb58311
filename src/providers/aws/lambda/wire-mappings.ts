import type { WireCall } from '../../../model/operation.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { equal, record } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import { arn, entriesIn, entry, keyIn } from '../protocols/scope.ts'
import { onLambda } from './wire-service.ts'
import { configOf, conflict, functionName, functionOf, invalid, settledAt } from './wire-store.ts'

/** The table of event source mappings: `mapping` as AWS shows it without its state, and beside it tags and times. */
export const mappingTable = 'aws.lambda.mappings'

const path = '/2015-03-31/event-source-mappings'

/** Lambda's calls on event source mappings, which come and go in the background as on AWS. */
export const mappings = [
  onLambda(`POST ${path} CreateEventSourceMapping`, (call, { body }) => {
    const { FunctionName, Enabled = true, Tags, ...settings } = body
    const FunctionArn = arnOf(call, FunctionName)
    checkSource(settings)
    const UUID = call.id()
    const mapping = { ...defaultsOf(settings), ...settings, FunctionArn }
    refuseTwice(call, mapping)
    const EventSourceMappingArn = arn(call, 'lambda', `event-source-mapping:${UUID}`)
    const made = {
      mapping: { ...mapping, UUID, EventSourceMappingArn, LastModified: now(call) },
      enabled: Enabled,
      tags: record(Tags),
      readyAt: settledAt(call),
    }
    saveMapping(call, UUID, made)
    return { status: 202, json: shown(call, made) }
  }),
  onLambda(`GET ${path} ListEventSourceMappings`, (call, { query }) => {
    const wanted = query.get('FunctionName')
    const source = query.get('EventSourceArn')
    const all = living(call).map(found => shown(call, found))
    const EventSourceMappings = all.filter(
      one =>
        (source === null || one.EventSourceArn === source) &&
        (wanted === null || one.FunctionArn === arnOf(call, wanted)),
    )
    return { json: { EventSourceMappings } }
  }),
  onLambda(`GET ${path}/{id} GetEventSourceMapping`, (call, { path: { id = '' } }) => ({
    json: shown(call, mappingOf(call, id)),
  })),
  onLambda(`PUT ${path}/{id} UpdateEventSourceMapping`, (call, { path: { id = '' }, body }) => {
    const found = mappingOf(call, id)
    refuseBusy(call, found)
    const { FunctionName, Enabled = found.enabled ?? true, ...settings } = body
    const FunctionArn = FunctionName === undefined ? {} : { FunctionArn: arnOf(call, FunctionName) }
    const mapping = { ...record(found.mapping), ...settings, ...FunctionArn, LastModified: now(call) }
    const after = { ...found, mapping, enabled: Enabled, updatedAt: settledAt(call) }
    saveMapping(call, id, after)
    return { status: 202, json: shown(call, after) }
  }),
  onLambda(`DELETE ${path}/{id} DeleteEventSourceMapping`, (call, { path: { id = '' } }) => {
    const found = mappingOf(call, id)
    refuseBusy(call, found)
    const going = { ...found, goneAt: settledAt(call) }
    saveMapping(call, id, going)
    return { status: 202, json: shown(call, going) }
  }),
]

/** Gives the record of a mapping. */
export function mappingOf(call: WireCall, id: string): Properties {
  living(call)
  const found = entry(call.store, mappingTable, keyIn(call, id))
  if (found !== undefined) return found
  throw fault(404, 'ResourceNotFoundException', 'The resource you requested does not exist.', {
    Type: 'User',
  })
}

/** Keeps the record of a mapping. */
export function saveMapping(call: WireCall, id: string, found: Properties): void {
  call.store.put(mappingTable, keyIn(call, id), found)
}

/** Lists the mappings of a region once those are gone whose time has come. */
function living(call: WireCall): readonly Properties[] {
  const isGone = ({ goneAt }: Properties) => goneAt !== undefined && Number(goneAt) <= call.now.getTime()
  const all = entriesIn(call, mappingTable)
  for (const { mapping } of all.filter(isGone))
    call.store.delete(mappingTable, keyIn(call, String(record(mapping).UUID)))
  return all.filter(found => !isGone(found))
}

function shown(call: WireCall, found: Properties): Properties {
  return {
    ...record(found.mapping),
    State: stateOf(call, found),
    StateTransitionReason: 'User action',
  }
}

function stateOf({ now }: WireCall, { enabled, goneAt, readyAt, updatedAt }: Properties): string {
  const isAhead = (time: Value | undefined) => Number(time ?? 0) > now.getTime()
  if (goneAt !== undefined) return 'Deleting'
  if (isAhead(readyAt)) return 'Creating'
  if (isAhead(updatedAt)) return 'Updating'
  return enabled === false ? 'Disabled' : 'Enabled'
}

function refuseBusy(call: WireCall, found: Properties): void {
  const state = stateOf(call, found)
  if (!/ing$/.test(state)) return
  throw fault(
    400,
    'ResourceInUseException',
    `Cannot update the event source mapping because it is in use. It is ${state}.`,
    { Type: 'User' },
  )
}

function arnOf(call: WireCall, named: Value | undefined): string {
  const { qualifier } = functionName(String(named))
  const found = String(configOf(functionOf(call, String(named))).FunctionArn)
  return qualifier === undefined ? found : `${found}:${qualifier}`
}

function checkSource({ EventSourceArn, SelfManagedEventSource }: Properties): void {
  if (EventSourceArn === undefined && SelfManagedEventSource === undefined)
    throw invalid('Unrecognized event source, must be an ARN or a self-managed event source.')
}

/** What Lambda fills in depends on what is read. */
function defaultsOf({ EventSourceArn }: Properties): Properties {
  const service = String(EventSourceArn).split(':')[2]
  if (service === 'sqs') return { BatchSize: 10, MaximumBatchingWindowInSeconds: 0 }
  return { BatchSize: 100, MaximumBatchingWindowInSeconds: 0 }
}

function refuseTwice(call: WireCall, wanted: Properties): void {
  const alike = ['EventSourceArn', 'FunctionArn', 'Queues', 'SelfManagedEventSource', 'Topics']
  const twin = living(call)
    .filter(({ goneAt }) => goneAt === undefined)
    .map(({ mapping }) => record(mapping))
    .find(mapping => alike.every(name => equal(mapping[name] ?? null, wanted[name] ?? null)))
  if (twin === undefined) return
  throw conflict(
    `An event source mapping with event source arn (" ${String(twin.EventSourceArn)} ") and function (" ${String(twin.FunctionArn)} ") already exists. Please update or delete the existing mapping with UUID ${String(twin.UUID)}`,
  )
}

function now({ now }: WireCall): number {
  return now.getTime() / 1000
}
