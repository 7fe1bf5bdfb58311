import { equal, isList, isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { present, ref, tagList, when } from '../calls.ts'
import { type Draft, type DraftMap, draftOf, isMap, mapAt, own } from '../draft.ts'
import { refuse, refuseEvent } from '../refusal.ts'
import { shapeOf } from '../shape.ts'
import type { GeneratedResource, TransformContext } from '../transform-context.ts'
import { permission } from './permission.ts'
import type { EventSource, FunctionTrigger, Target } from './trigger.ts'

/** Changes in a bucket of the template that are told to a function. */
export const s3: FunctionTrigger = {
  event: 'S3',
  shape: shapeOf({ text: 'Bucket*', 'text|texts': 'Events*!', mapOfTexts: 'Filter' }),
  link(event, context) {
    bucketOf(event, context)
  },
  expand(event, target, context) {
    const { id, body } = bucketOf(event, context)
    const caller = { id: event.id, principal: 's3.amazonaws.com', account: ref('AWS::AccountId') }
    const allowed = permission(target, caller)
    const condition = target.passed.Condition
    if (condition === undefined) dependOn(event, body, allowed)
    else dependByTag(id, body, { allowed, condition: condition ?? null })
    notify(event, target, { id, body })
    return [allowed, { ...bucketMade(id, body), origin: ['Resources', id] }]
  },
}

interface Bucket {
  readonly id: string
  readonly body: DraftMap
}

function bucketOf({ place, properties }: EventSource, context: TransformContext): Bucket {
  const id = isRecord(properties.Bucket) ? properties.Bucket.Ref : undefined
  const body = typeof id === 'string' && Object.hasOwn(context.written, id) ? context.written[id] : undefined
  if (typeof id === 'string' && body?.Type === 'AWS::S3::Bucket') return { id, body }
  return refuseEvent(
    place,
    `Bucket must be a Ref to a bucket of the template${typeof id === 'string' ? `, and ${id} is none` : ''}.`,
    ['Properties', 'Bucket'],
  )
}

/** The bucket can tell only whom it may call, so the permission comes first. */
function dependOn({ place }: EventSource, body: DraftMap, allowed: GeneratedResource): void {
  const held = Object.hasOwn(body, 'DependsOn') ? (body.DependsOn ?? null) : []
  const names = Array.isArray(held) ? held : [held]
  if (!names.every(name => typeof name === 'string'))
    refuseEvent(place, 'the DependsOn of its bucket is a logical ID or a list of them.')
  body.DependsOn = [...new Set([...names, allowed.id])]
}

/** A dependency cannot have a condition, but a tag that refers to the permission can. */
function dependByTag(
  id: string,
  body: DraftMap,
  { allowed, condition }: { readonly allowed: GeneratedResource; readonly condition: Value },
): void {
  const properties = propertiesOf(id, body)
  const tags = properties.Tags ?? []
  if (!Array.isArray(tags)) refuse(id, 'Tags must be a list.', ['Properties', 'Tags'])
  const value = when(String(condition), ref(allowed.id), 'no dependency')
  const added = tagList({ [`sam:ConditionalDependsOn:${allowed.id}`]: value })
  properties.Tags = [...tags, ...added.map(draftOf)]
}

function notify({ properties }: EventSource, target: Target, { id, body }: Bucket): void {
  const written = properties.Events
  const events: readonly Value[] = isList(written) ? written : [written ?? null]
  const held = propertiesOf(id, body)
  if (given(held.NotificationConfiguration) && !isMap(held.NotificationConfiguration))
    refuse(id, 'NotificationConfiguration must be a map.', ['Properties', 'NotificationConfiguration'])
  const configuration = mapAt(held, 'NotificationConfiguration')
  const list = configuration.LambdaConfigurations ?? []
  if (!Array.isArray(list))
    refuse(id, 'LambdaConfigurations must be a list.', ['Properties', 'NotificationConfiguration'])
  const condition = target.passed.Condition
  for (const event of events) {
    const mapping: Properties = present({ Function: target.arn, Filter: properties.Filter, Event: event })
    const entry = typeof condition === 'string' ? when(condition, mapping) : mapping
    if (!list.some(known => equal(known, entry))) list.push(draftOf(entry))
  }
  configuration.LambdaConfigurations = list
}

/** The bucket is among what the event makes, so that it gets the tags that are propagated. */
function bucketMade(id: string, body: DraftMap): GeneratedResource {
  const kept = ['DeletionPolicy', 'UpdatePolicy', 'Condition', 'UpdateReplacePolicy', 'Metadata']
  const attributes = kept.filter(name => Object.hasOwn(body, name)).map(name => [name, body[name] ?? null])
  return {
    id,
    type: 'AWS::S3::Bucket',
    properties: propertiesOf(id, body),
    attributes: Object.fromEntries(attributes),
    dependsOn: body.DependsOn,
  }
}

function given(value: Draft | undefined): boolean {
  return value !== undefined && value !== null
}

function propertiesOf(id: string, body: DraftMap): DraftMap {
  const found = own(body, 'Properties')
  if (given(found) && !isMap(found)) refuse(id, 'Properties must be a map.', ['Properties'])
  return mapAt(body, 'Properties')
}
