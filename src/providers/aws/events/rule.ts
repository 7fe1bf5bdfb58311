import { FnxError } from '../../../model/diagnostic.ts'
import type { Input, ResourceType } from '../../../model/provider.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { equal, list, record } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import { defined, gone, present, refuseOthers } from '../kit/answers.ts'
import { faithful } from '../kit/faithful.ts'
import { foreign } from '../kit/foreign.ts'
import type { Tags } from '../kit/tags.ts'
import { allTags, claim, droppedTags, fromTagList, tagList } from '../kit/tags.ts'

const type = 'AWS::Events::Rule'
const properties = [
  'Description',
  'EventBusName',
  'EventPattern',
  'Name',
  'RoleArn',
  'ScheduleExpression',
  'State',
  'Tags',
  'Targets',
]

/** A rule of EventBridge with its targets; its physical ID is the name, after `bus|` on a bus of its own. */
export const rule: ResourceType<AwsClient> = {
  type,
  naming: { max: 64, allowed: /[\w.-]/ },
  nameProperty: 'Name',
  takes: properties,
  reads: ['Description', 'ScheduleExpression', 'State', 'EventPattern', 'Targets'],
  tagging: { property: 'Tags', form: 'list' },
  async create(client, input) {
    refuseOthers(type, input.properties, properties)
    const place = placeOf(input.name, input.properties)
    // PutRule overwrites what has the name, so what is there is looked at first.
    if ((await present(client.call('events', 'DescribeRule', place))) !== undefined)
      throw foreign(type, input.name)
    await client.call('events', 'PutRule', {
      ...place,
      ...fields(input.properties),
      Tags: tagList(allTags(input)),
    })
    await putTargets(client, place, list(input.properties.Targets))
    return described(client, place)
  },
  async find(client, sought) {
    const place = placeOf(sought.name, sought.properties)
    const found = await present(client.call('events', 'DescribeRule', place))
    if (found === undefined) return undefined
    return claim(sought, await tagsOf(client, String(found.Arn)), { type, physicalId: physicalIdOf(place) })
  },
  async read(client, { physicalId = '', properties: known }) {
    const place = placeIn(physicalId)
    const found = await present(client.call('events', 'DescribeRule', place))
    if (found === undefined) return undefined
    const { Targets = [] } = await client.call('events', 'ListTargetsByRule', targetPlace(place))
    const { Description, ScheduleExpression, State, EventPattern } = found
    const live = defined<Value>({
      Description,
      ScheduleExpression,
      State,
      EventPattern: EventPattern === undefined ? undefined : (JSON.parse(EventPattern) as Value), // patterns are JSON
      Targets: JSON.parse(JSON.stringify(Targets)) as Value, // the SDK's answer is JSON
    })
    return { properties: faithful(known, live), attributes: described(client, place).attributes }
  },
  async update(client, physicalId, input) {
    refuseOthers(type, input.properties, properties)
    const place = placeIn(physicalId)
    await client.call('events', 'PutRule', { ...place, ...fields(input.properties) })
    await putTargets(client, place, list(input.properties.Targets))
    await dropTargets(client, place, dropped(input))
    await writeTags(client, input, described(client, place).attributes.Arn)
    return described(client, place)
  },
  async delete(client, { physicalId = '' }) {
    const place = placeIn(physicalId)
    const found = await present(client.call('events', 'ListTargetsByRule', targetPlace(place)))
    if (found === undefined) return
    await dropTargets(
      client,
      place,
      (found.Targets ?? []).map(({ Id = '' }) => Id),
    )
    await gone(client.call('events', 'DeleteRule', place))
  },
}

interface Place {
  readonly [key: string]: string
  readonly Name: string
}

function placeOf(Name: string, { EventBusName }: Properties): Place {
  return EventBusName === undefined ? { Name } : { Name, EventBusName: String(EventBusName) }
}

function placeIn(physicalId: string): Place {
  const [bus = '', name] = physicalId.split('|')
  return name === undefined ? { Name: bus } : { Name: name, EventBusName: bus }
}

function physicalIdOf({ Name, EventBusName }: Place): string {
  return EventBusName === undefined ? Name : `${EventBusName}|${Name}`
}

function targetPlace({ Name, EventBusName }: Place): Record<string, string> {
  return { Rule: Name, ...defined({ EventBusName }) }
}

function described({ partition, region, account }: AwsClient, place: Place) {
  const path = place.EventBusName === undefined ? place.Name : `${place.EventBusName}/${place.Name}`
  const physicalId = physicalIdOf(place)
  const Arn = `arn:${partition}:events:${region}:${account}:rule/${path}`
  return { physicalId, attributes: { Ref: physicalId, Arn, RuleName: place.Name } }
}

function fields({ Description, ScheduleExpression, State, RoleArn, EventPattern }: Properties) {
  const pattern =
    EventPattern === undefined || typeof EventPattern === 'string'
      ? EventPattern
      : JSON.stringify(EventPattern)
  return defined({
    Description,
    ScheduleExpression,
    State: State ?? 'ENABLED',
    RoleArn,
    EventPattern: pattern,
  })
}

async function putTargets(client: AwsClient, place: Place, targets: readonly Value[]): Promise<void> {
  if (targets.length === 0) return
  const answer = await client.call('events', 'PutTargets', { ...targetPlace(place), Targets: targets })
  refuseFailed(place, answer)
}

async function dropTargets(client: AwsClient, place: Place, Ids: readonly string[]): Promise<void> {
  if (Ids.length === 0) return
  const answer = await present(client.call('events', 'RemoveTargets', { ...targetPlace(place), Ids }))
  refuseFailed(place, answer ?? {})
}

// The call answers 200 even where single targets were refused.
function refuseFailed(
  { Name }: Place,
  answer: {
    readonly FailedEntryCount?: number | undefined
    readonly FailedEntries?: readonly { readonly ErrorMessage?: string | undefined }[] | undefined
  },
): void {
  if ((answer.FailedEntryCount ?? 0) === 0) return
  const reasons = (answer.FailedEntries ?? []).map(({ ErrorMessage }) => ErrorMessage ?? 'no reason given')
  throw new FnxError({
    code: 'E6205',
    message: `Targets of the rule ${Name} were refused: ${reasons.join('; ')}.`,
    hint: 'Correct the targets that the reasons name, then deploy again.',
  })
}

function dropped({ properties: now, before }: Input): readonly string[] {
  const ids = (from: Properties | undefined) => list(from?.Targets).map(target => String(record(target).Id))
  const kept = ids(now)
  return ids(before).filter(id => !kept.includes(id))
}

async function tagsOf(client: AwsClient, ResourceARN: string): Promise<Tags> {
  const { Tags: found } = await client.call('events', 'ListTagsForResource', { ResourceARN })
  return fromTagList(found)
}

async function writeTags(client: AwsClient, input: Input, ResourceARN: string): Promise<void> {
  const TagKeys = droppedTags(input.before, input)
  if (!equal(input.properties.Tags, input.before?.Tags))
    await client.call('events', 'TagResource', { ResourceARN, Tags: tagList(allTags(input)) })
  if (TagKeys.length > 0) await client.call('events', 'UntagResource', { ResourceARN, TagKeys })
}
