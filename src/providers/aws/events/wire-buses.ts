import type { WireCall } from '../../../model/operation.ts'
import { isRecord, list, type Properties, record, type Value } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import { keptTags } from '../protocols/kept-tags.ts'
import { account, arn, entriesIn, entry, keyIn } from '../protocols/scope.ts'
import { targetService } from '../protocols/target.ts'
import { ruleTable } from './kept.ts'

/** The table of buses; the one of every account is in it as soon as it has a policy. */
export const busTable = 'aws.events.buses'

const on = targetService('events')

/** EventBridge's calls on buses and their policies. */
export const buses = [
  on('CreateEventBus', (call, { Tags, ...asked }) => {
    const name = String(asked.Name)
    if (name === 'default' || entry(call.store, busTable, keyIn(call, name)) !== undefined)
      throw fault(400, 'ResourceAlreadyExistsException', `Event bus ${name} already exists.`)
    const own = { name, arn: arn(call, 'events', `event-bus/${name}`) }
    saveBus(call, { ...own, asked, statements: [], tags: keptTags(Tags) })
    return { EventBusArn: own.arn }
  }),
  on('UpdateEventBus', (call, { Name = 'default', ...changed }) => {
    const bus = busOf(call, Name)
    saveBus(call, { ...bus, asked: { ...record(bus.asked), ...changed } })
    return { Arn: bus.arn ?? '', Name }
  }),
  on('DescribeEventBus', (call, { Name }) => {
    const { name = '', arn: Arn = '', asked, statements } = busOf(call, Name)
    const { EventSourceName: _, ...shown } = record(asked)
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: statements ?? [] })
    return { ...shown, Name: name, Arn, ...(list(statements).length === 0 ? {} : { Policy }) }
  }),
  on('ListEventBuses', call => ({
    EventBuses: [busOf(call, 'default'), ...entriesIn(call, busTable)]
      .filter(({ name }, index) => index === 0 || name !== 'default')
      .map(({ name: Name = '', arn: Arn = '' }) => ({ Name, Arn })),
  })),
  on('DeleteEventBus', (call, { Name }) => {
    const name = busName(Name)
    if (entriesIn(call, ruleTable).some(rule => rule.EventBusName === name))
      throw fault(400, 'ValidationException', "EventBus can't be deleted since it has rules.")
    call.store.delete(busTable, keyIn(call, name))
    return {}
  }),
  on('PutPermission', (call, { EventBusName, Policy, ...input }) => {
    const bus = busOf(call, EventBusName)
    if (Policy !== undefined) {
      saveBus(call, { ...bus, statements: list(record(JSON.parse(String(Policy)) as Value).Statement) }) // JSON gives values
      return {}
    }
    const statement = statementOf(bus, input)
    const others = list(bus.statements).filter(other => record(other).Sid !== statement.Sid)
    saveBus(call, { ...bus, statements: [...others, statement] })
    return {}
  }),
  on('RemovePermission', (call, { EventBusName, StatementId, RemoveAllPermissions }) => {
    const bus = busOf(call, EventBusName)
    const kept = list(bus.statements).filter(
      statement => RemoveAllPermissions !== true && record(statement).Sid !== StatementId,
    )
    if (RemoveAllPermissions !== true && kept.length === list(bus.statements).length)
      throw fault(400, 'ResourceNotFoundException', `Statement ${String(StatementId)} does not exist.`)
    saveBus(call, { ...bus, statements: kept })
    return {}
  }),
]

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html */
function statementOf(bus: Properties, { Action = '', Principal, StatementId = '', Condition }: Properties) {
  const who = Principal === '*' ? '*' : { AWS: `arn:aws:iam::${String(Principal)}:root` }
  const { Type, Key, Value: wanted = '' } = record(Condition)
  const condition = isRecord(Condition) ? { Condition: { [String(Type)]: { [String(Key)]: wanted } } } : {}
  const own = { Sid: StatementId, Effect: 'Allow', Principal: who, Action, Resource: bus.arn ?? '' }
  return { ...own, ...condition } satisfies Properties as Properties
}

/** Gives the name of the bus that a call names by its name or by its ARN. */
export function busName(bus: Value | undefined): string {
  return String(bus ?? 'default').replace(/^.*:event-bus\//, '')
}

/** Finds a bus; every account has the default one. */
export function busOf(call: WireCall, bus: Value | undefined): Properties {
  const name = busName(bus)
  const found = entry(call.store, busTable, keyIn(call, name))
  if (found !== undefined) return found
  if (name === 'default') return { name, arn: arn(call, 'events', `event-bus/${name}`), asked: {}, tags: {} }
  throw fault(400, 'ResourceNotFoundException', `Event bus ${name} does not exist (account ${account}).`)
}

/** Keeps a bus; the default one only while there is something to keep of it. */
export function saveBus(call: WireCall, bus: Properties): void {
  const isHollow =
    bus.name === 'default' && [bus.statements, bus.tags].every(part => Object.keys(Object(part)).length === 0)
  if (isHollow) call.store.delete(busTable, keyIn(call, 'default'))
  else call.store.put(busTable, keyIn(call, String(bus.name)), bus)
}
