import type { WireCall, WireReply } from '../../../model/operation.ts'
import { list, type Properties, record, text } from '../../../model/value.ts'
import { faultOfScheduler } from '../kit/schedule.ts'
import { type Fault, fault } from '../protocols/fault.ts'
import { type RestInput, restService } from '../protocols/rest.ts'
import { arn, entriesIn, entry, keyIn } from '../protocols/scope.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { keptSchedules, scheduleTable } from './kept.ts'

/** The table of groups, by region and name; the group `default` is always there. */
const groupTable = 'aws.scheduler.groups'

const on = restService('scheduler', refusal)

/** EventBridge Scheduler's calls on schedules. */
const schedules = [
  on('POST /schedules/{name} CreateSchedule', (call, { path, body }) => {
    const { ClientToken: _, ...fields } = body
    const place = placeOf(path.name, body.GroupName)
    groupOf(call, place.group)
    checkSchedule(body)
    if (entry(call.store, scheduleTable, keyOf(call, place)) !== undefined)
      throw fault(409, 'ConflictException', `Schedule ${place.name} already exists.`)
    const Arn = arn(call, 'scheduler', `schedule/${place.group}/${place.name}`)
    const times = { CreationDate: seconds(call), LastModificationDate: seconds(call) }
    call.store.put(scheduleTable, keyOf(call, place), { ...scheduleOf(fields, place), ...times, Arn })
    return { json: { ScheduleArn: Arn } }
  }),
  on('PUT /schedules/{name} UpdateSchedule', (call, { path, body }) => {
    const { ClientToken: _, ...fields } = body
    const place = placeOf(path.name, body.GroupName)
    const { Arn = '', CreationDate = 0 } = scheduleAt(call, place)
    checkSchedule(body)
    const times = { CreationDate, LastModificationDate: seconds(call) }
    call.store.put(scheduleTable, keyOf(call, place), { ...scheduleOf(fields, place), ...times, Arn })
    return { json: { ScheduleArn: Arn } }
  }),
  on('GET /schedules/{name} GetSchedule', (call, input) => ({ json: scheduleAt(call, placeIn(input)) })),
  on('DELETE /schedules/{name} DeleteSchedule', (call, input) => {
    scheduleAt(call, placeIn(input))
    call.store.delete(scheduleTable, keyOf(call, placeIn(input)))
    return { json: {} }
  }),
  on('GET /schedules ListSchedules', (call, { query }) => {
    const group = query.get('ScheduleGroup')
    const prefix = query.get('NamePrefix') ?? ''
    const found = entriesIn(call, scheduleTable)
      .filter(({ GroupName }) => group === null || GroupName === group)
      .filter(({ Name }) => String(Name).startsWith(prefix))
    return { json: { Schedules: found.map(summary) } }
  }),
]

/** Calls on groups and their tags. */
const groups = [
  on('POST /schedule-groups/{name} CreateScheduleGroup', (call, { path: { name = '' }, body }) => {
    checkName(name)
    if (name === 'default' || entry(call.store, groupTable, keyIn(call, name)) !== undefined)
      throw fault(409, 'ConflictException', `Schedule group ${name} already exists.`)
    const Arn = arn(call, 'scheduler', `schedule-group/${name}`)
    const times = { CreationDate: seconds(call), LastModificationDate: seconds(call) }
    call.store.put(groupTable, keyIn(call, name), {
      shown: { Name: name, Arn, ...times, State: 'ACTIVE' },
      tags: tagsIn(body.Tags),
    })
    return { json: { ScheduleGroupArn: Arn } }
  }),
  on('GET /schedule-groups/{name} GetScheduleGroup', (call, { path }) => ({
    json: record(groupOf(call, path.name).shown),
  })),
  on('DELETE /schedule-groups/{name} DeleteScheduleGroup', (call, { path: { name = '' } }) => {
    groupOf(call, name)
    if (name === 'default') throw fault(400, 'ValidationException', 'The default group cannot be deleted.')
    for (const { GroupName, Name } of entriesIn(call, scheduleTable))
      if (GroupName === name)
        call.store.delete(scheduleTable, keyOf(call, { group: name, name: String(Name) }))
    call.store.delete(groupTable, keyIn(call, name))
    return { json: {} }
  }),
  on('GET /tags/{arn} ListTagsForResource', (call, { path }) => {
    const tags = Object.entries(record(taggedGroup(call, path.arn).tags))
    return { json: { Tags: tags.map(([Key, Value]) => ({ Key, Value })) } }
  }),
  on('POST /tags/{arn} TagResource', (call, { path, body }) => {
    const group = taggedGroup(call, path.arn)
    saveGroup(call, { ...group, tags: { ...record(group.tags), ...tagsIn(body.Tags) } })
    return { json: {} }
  }),
  on('DELETE /tags/{arn} UntagResource', (call, { path, query }) => {
    const group = taggedGroup(call, path.arn)
    const gone = query.getAll('TagKeys')
    const kept = Object.entries(record(group.tags)).filter(([key]) => !gone.includes(key))
    saveGroup(call, { ...group, tags: Object.fromEntries(kept) })
    return { json: {} }
  }),
]

/** Lists ARNs and tags of the groups of a region. */
export function taggedGroups(call: WireCall): readonly (readonly [arn: string, tags: Properties])[] {
  return entriesIn(call, groupTable).map(
    ({ shown, tags }) => [String(record(shown).Arn), record(tags)] as const,
  )
}

function refusal({ status, code, message }: Fault): WireReply {
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': code }
  return { status, headers, body: JSON.stringify({ Message: message }) }
}

/** Where a schedule is. */
interface Place {
  readonly group: string
  readonly name: string
}

function placeOf(name = '', group: Properties[string] | null | undefined = undefined): Place {
  return { name, group: text(group ?? undefined) ?? 'default' }
}

function placeIn({ path, query }: RestInput): Place {
  return placeOf(path.name, query.get('groupName'))
}

function keyOf(call: WireCall, { group, name }: Place): string {
  return keyIn(call, `${group}/${name}`)
}

function scheduleOf(fields: Properties, { group, name }: Place): Properties {
  return {
    ActionAfterCompletion: 'NONE',
    ScheduleExpressionTimezone: 'UTC',
    State: 'ENABLED',
    ...fields,
    Name: name,
    GroupName: group,
  }
}

function scheduleAt(call: WireCall, place: Place): Properties {
  const found = entry(call.store, scheduleTable, keyOf(call, place))
  if (found === undefined) throw missing(`Schedule ${place.name} does not exist.`)
  return found
}

function groupOf(call: WireCall, name = ''): Properties {
  if (name === 'default') return { shown: { Name: name, State: 'ACTIVE' }, tags: {} }
  const found = entry(call.store, groupTable, keyIn(call, name))
  if (found === undefined) throw missing(`Schedule group ${name} does not exist.`)
  return found
}

function taggedGroup(call: WireCall, resource = ''): Properties {
  return groupOf(call, resource.replace(/^.*:schedule-group\//, ''))
}

function saveGroup(call: WireCall, group: Properties): void {
  call.store.put(groupTable, keyIn(call, String(record(group.shown).Name)), group)
}

function missing(message: string): Error {
  return fault(404, 'ResourceNotFoundException', message)
}

function checkName(name: string): void {
  if (!/^[\w.-]{1,64}$/.test(name))
    throw fault(400, 'ValidationException', `The name ${name} does not match [0-9a-zA-Z-_.]+.`)
}

function checkSchedule({ ScheduleExpression, Target }: Properties): void {
  const wrong = faultOfScheduler(String(ScheduleExpression))
  if (wrong !== undefined)
    throw fault(
      400,
      'ValidationException',
      `Invalid Schedule Expression ${String(ScheduleExpression)}: it ${wrong.fault}.`,
    )
  for (const member of ['Arn', 'RoleArn'])
    if (record(Target)[member] === undefined)
      throw fault(400, 'ValidationException', `A target needs ${member}.`)
}

function summary({ Arn, CreationDate, GroupName, LastModificationDate, Name, State, Target }: Properties) {
  const target = { Arn: record(Target).Arn ?? '' }
  return {
    Arn: Arn ?? '',
    CreationDate: CreationDate ?? 0,
    GroupName: GroupName ?? '',
    LastModificationDate: LastModificationDate ?? 0,
    Name: Name ?? '',
    State: State ?? '',
    Target: target,
  }
}

function tagsIn(tags: Properties[string] | undefined): Properties {
  return Object.fromEntries(list(tags).map(tag => [String(record(tag).Key), record(tag).Value ?? '']))
}

function seconds({ now }: WireCall): number {
  return now.getTime() / 1000
}

const operations = [...schedules, ...groups]

/** EventBridge Scheduler, as the local cloud answers it. */
export const wire: AwsWire = { operations, routes: operations, kept: keptSchedules, refusal }
