import type { TypeTable } from '../../../model/dialect.ts'
import type { Store, WireCall } from '../../../model/operation.ts'
import type { Tables } from '../../../model/service.ts'
import type { Thing } from '../../../model/source.ts'
import { canonical, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import { page } from '../protocols/page.ts'
import { account, entriesIn, entry, keyIn, regional } from '../protocols/scope.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { targetRefusal, targetService } from '../protocols/target.ts'
import { identifierIn, whyNot } from './traits.ts'
import { patched } from './wire-patch.ts'
import { completed } from './wire-values.ts'

const thingTable = 'aws.cloudcontrol.things'
/** Requests outlive what they made, as they do in AWS. */
export const requestTable = 'aws.cloudcontrol.requests'
const on = targetService('cloudcontrolapi')

/** Cloud Control for every type of which something is published, as the local cloud answers it. */
export function wireOf(tables: Tables): AwsWire {
  return { operations: operationsOn(tables), refusal: targetRefusal, kept }
}

function kept(store: Store): readonly Thing[] {
  return regional(store, thingTable).map(([region, { type, Identifier, model }]) => ({
    id: String(Identifier),
    type: String(type),
    properties: record(model),
    region,
    account,
  }))
}

/**
 * A request is carried out at once and said to be under way until it is asked for:
 * https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/resource-operations.html.
 */
function operationsOn(tables: Tables) {
  return [
    on('CreateResource', (call, input) =>
      once(call, 'CREATE', input, () => {
        const { type, table } = handled(tables, input, 'create')
        const desired = modelIn(input.DesiredState)
        const wrong = refusalOf(table, desired)
        if (wrong !== undefined) throw fault(400, 'InvalidRequestException', wrong)
        const model = completed(call, { type, table }, desired)
        const Identifier = identifierIn(table, model) ?? call.id()
        if (thingAt(call, type, Identifier) !== undefined)
          return failed(
            'AlreadyExists',
            `Resource of type '${type}' with identifier '${Identifier}' already exists.`,
            Identifier,
          )
        write(call, { type, Identifier, model })
        return { Identifier, model }
      }),
    ),
    on('GetResource', (call, input) => {
      const { type, table } = handled(tables, input, 'read')
      const Identifier = String(input.Identifier)
      const model = thingAt(call, type, Identifier)
      if (model === undefined) throw notFound(type, Identifier)
      return { TypeName: type, ResourceDescription: describedAs(Identifier, shown(table, model)) }
    }),
    on('UpdateResource', (call, input) =>
      once(call, 'UPDATE', input, () => {
        const { type, table } = handled(tables, input, 'update')
        const Identifier = String(input.Identifier)
        const before = thingAt(call, type, Identifier)
        if (before === undefined) throw notFound(type, Identifier)
        const model = patched(shown(table, before), input.PatchDocument)
        const changed = (name: string) => canonical(model[name] ?? null) !== canonical(before[name] ?? null)
        const fixed = table.replacedBy.filter(name => name in model && changed(name))
        if (fixed.length > 0)
          return failed('NotUpdatable', `Properties [${fixed.join(', ')}] cannot be updated.`, Identifier)
        const wrong = refusalOf(table, writable(table, model))
        if (wrong !== undefined) return failed('InvalidRequest', wrong, Identifier)
        write(call, { type, Identifier, model })
        return { Identifier, model }
      }),
    ),
    on('DeleteResource', (call, input) =>
      once(call, 'DELETE', input, () => {
        const { type } = handled(tables, input, 'delete')
        const Identifier = String(input.Identifier)
        if (!call.store.delete(thingTable, keyOf(call, type, Identifier))) throw notFound(type, Identifier)
        return { Identifier }
      }),
    ),
    on('ListResources', (call, input) => {
      const { type, table } = handled(tables, input, 'list')
      const fitting = entriesIn(call, thingTable).filter(thing => thing.type === type)
      const { items, next } = page(fitting, input)
      return {
        TypeName: type,
        ResourceDescriptions: items.map(thing =>
          describedAs(String(thing.Identifier), shown(table, record(thing.model))),
        ),
        ...next,
      }
    }),
    on('GetResourceRequestStatus', (call, { RequestToken }) => ({
      ProgressEvent: record(requestAt(call, RequestToken).event),
    })),
    on('ListResourceRequests', (call, input) => {
      const { Operations, OperationStatuses } = record(input.ResourceRequestStatusFilter)
      const has = (wanted: Value | undefined, value: Value | undefined) =>
        list(wanted).length === 0 || list(wanted).includes(value ?? null)
      const events = entriesIn(call, requestTable)
        .map(({ event }) => record(event))
        .filter(event => has(Operations, event.Operation) && has(OperationStatuses, event.OperationStatus))
      const { items, next } = page(events, input)
      return { ResourceRequestStatusSummaries: items, ...next }
    }),
    on('CancelResourceRequest', (call, { RequestToken }) => {
      requestAt(call, RequestToken)
      // Every request is at its end by now, and only those under way can be cancelled.
      throw fault(400, 'ConcurrentModificationException', 'The request has ended.')
    }),
  ]
}

function requestAt(call: WireCall, token: Value | undefined): Properties {
  const found = entry(call.store, requestTable, keyIn(call, String(token)))
  if (found !== undefined) return found
  throw fault(400, 'RequestTokenNotFoundException', `Request token ${String(token)} was not found.`)
}

interface Ending {
  readonly Identifier: string
  readonly model?: Properties
  readonly ErrorCode?: string
  readonly StatusMessage?: string
}

function failed(ErrorCode: string, StatusMessage: string, Identifier: string): Ending {
  return { Identifier, ErrorCode, StatusMessage }
}

/** Carries a request out, and only answers it where its token was used for the very same before. */
function once(call: WireCall, operation: string, input: Properties, work: () => Ending): Properties {
  const { ClientToken = call.id(), ...asked } = input
  const content = canonical({ operation, ...asked })
  const same = entriesIn(call, requestTable).find(known => known.clientToken === ClientToken)
  if (same !== undefined && same.content !== content)
    throw fault(
      400,
      'ClientTokenConflictException',
      `Client token ${String(ClientToken)} was used for another request.`,
    )
  if (same !== undefined) return { ProgressEvent: record(same.event) }
  const { Identifier, model, ErrorCode, StatusMessage } = work()
  const RequestToken = call.id()
  const begun = {
    TypeName: String(input.TypeName),
    Identifier,
    RequestToken,
    Operation: operation,
    EventTime: call.now.getTime() / 1000,
  }
  const event = {
    ...begun,
    OperationStatus: ErrorCode === undefined ? 'SUCCESS' : 'FAILED',
    ...(model === undefined ? {} : { ResourceModel: JSON.stringify(model) }),
    ...(ErrorCode === undefined ? {} : { ErrorCode, StatusMessage: StatusMessage ?? '' }),
  }
  call.store.put(requestTable, keyIn(call, RequestToken), { clientToken: ClientToken, content, event })
  return { ProgressEvent: { ...begun, OperationStatus: 'IN_PROGRESS' } }
}

function handled(tables: Tables, { TypeName }: Properties, handler: string) {
  const type = String(TypeName)
  const table = tables.typeOf(type)
  if (table === undefined) throw fault(400, 'TypeNotFoundException', `The type '${type}' cannot be found.`)
  if (table.lacks.includes(handler) || (handler === 'create' && whyNot(type, table) !== undefined))
    throw fault(
      400,
      'UnsupportedActionException',
      `Resource type ${type} does not support ${handler.toUpperCase()} action`,
    )
  return { type, table }
}

function notFound(type: string, identifier: string): Error {
  const message = `Resource of type '${type}' with identifier '${identifier}' was not found.`
  return fault(400, 'ResourceNotFoundException', message)
}

/** What stands at the top of a model is checked; what is deeper was when the template was. */
function refusalOf({ properties, required }: TypeTable, model: Properties): string | undefined {
  const extra = Object.keys(model).find(name => !properties.includes(name))
  if (extra !== undefined) return `Model validation failed (#: extraneous key [${extra}] is not permitted)`
  const missing = required.find(name => model[name] === undefined)
  return missing === undefined
    ? undefined
    : `Model validation failed (#: required key [${missing}] not found)`
}

function modelIn(json: Value | undefined): Properties {
  try {
    return record(JSON.parse(text(json) ?? '') as Value) // JSON gives values
  } catch {
    throw fault(400, 'InvalidRequestException', 'The desired state is not JSON.')
  }
}

function shown({ writeOnly }: TypeTable, model: Properties): Properties {
  return Object.fromEntries(Object.entries(model).filter(([name]) => !writeOnly.includes(name)))
}

function writable({ properties }: TypeTable, model: Properties): Properties {
  return Object.fromEntries(Object.entries(model).filter(([name]) => properties.includes(name)))
}

function describedAs(Identifier: string, model: Properties): Properties {
  return { Identifier, Properties: JSON.stringify(model) }
}

function keyOf(call: WireCall, type: string, identifier: string): string {
  return keyIn(call, `${type}|${identifier}`)
}

function thingAt(call: WireCall, type: string, identifier: string): Properties | undefined {
  const found = entry(call.store, thingTable, keyOf(call, type, identifier))
  return found === undefined ? undefined : record(found.model)
}

interface Kept {
  readonly type: string
  readonly Identifier: string
  readonly model: Properties
}

function write(call: WireCall, { type, Identifier, model }: Kept): void {
  call.store.put(thingTable, keyOf(call, type, Identifier), { type, Identifier, model })
}
