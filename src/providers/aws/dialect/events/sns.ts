import { isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { getAtt, given, namedBy, present, ref } from '../calls.ts'
import { isMap, own } from '../draft.ts'
import { refuseEvent } from '../refusal.ts'
import { resolved } from '../resolve.ts'
import { shapeOf } from '../shape.ts'
import type { GeneratedResource, TransformContext } from '../transform-context.ts'
import { permission } from './permission.ts'
import { sqs } from './sqs.ts'
import type { EventSource, FunctionTrigger, Target } from './trigger.ts'

/** Messages of a topic for a function: handed over directly, or by way of a queue. */
export const sns: FunctionTrigger = {
  event: 'SNS',
  shape: shapeOf({
    text: 'Topic* Region',
    any: 'FilterPolicy FilterPolicyScope',
    'flag|map': 'SqsSubscription',
    map: 'RedrivePolicy',
  }),
  expand(event, target, context) {
    const { Topic = null, SqsSubscription } = event.properties
    if (!given(SqsSubscription)) {
      const allowed = permission(target, { id: event.id, principal: 'sns.amazonaws.com', arn: Topic })
      return [allowed, subscription(event, target, { protocol: 'lambda', endpoint: target.arn })]
    }
    if (SqsSubscription === true) return byOwnQueue(event, target, context)
    if (isRecord(SqsSubscription)) return byQueue(event, target, { settings: SqsSubscription, context })
    return refuseEvent(event.place, 'SqsSubscription is true or a map.', ['Properties', 'SqsSubscription'])
  },
}

function byOwnQueue(
  event: EventSource,
  target: Target,
  context: TransformContext,
): readonly GeneratedResource[] {
  const id = `${event.id}Queue`
  const arn = getAtt(id, 'Arn')
  const fifo = isFifo(event, context)
  const queue: GeneratedResource = {
    id,
    type: 'AWS::SQS::Queue',
    properties: given(fifo) ? { FifoQueue: fifo } : {},
    attributes: target.passed,
  }
  const mapping = mappingOf(event, target, { queue: arn, context })
  const policy = policyOf(`${event.id}QueuePolicy`, event, { arn, url: ref(id), target })
  return [...mapping, queue, policy, subscription(event, target, { protocol: 'sqs', endpoint: arn })]
}

interface Asked {
  readonly settings: Properties
  readonly context: TransformContext
}

function byQueue(
  event: EventSource,
  target: Target,
  { settings, context }: Asked,
): readonly GeneratedResource[] {
  const { QueueArn, QueueUrl, QueuePolicyLogicalId: named, BatchSize } = settings
  if (!given(QueueArn) || !given(QueueUrl))
    return refuseEvent(event.place, 'SqsSubscription needs QueueArn and QueueUrl.', [
      'Properties',
      'SqsSubscription',
    ])
  const id = typeof named === 'string' && named !== '' ? named : `${event.id}QueuePolicy`
  const mapping = mappingOf(event, target, { queue: QueueArn, batch: BatchSize, context })
  const policy = policyOf(id, event, { arn: QueueArn, url: QueueUrl, target })
  return [...mapping, policy, subscription(event, target, { protocol: 'sqs', endpoint: QueueArn })]
}

function isFifo({ properties }: EventSource, context: TransformContext): Value {
  const id = namedBy(properties.Topic)
  const body = id !== undefined && Object.hasOwn(context.written, id) ? context.written[id] : undefined
  const topic = body === undefined ? undefined : own(body, 'Properties')
  return resolved(isMap(topic) ? (topic.FifoTopic ?? false) : false, context.parameters)
}

interface Mapped {
  readonly queue: Value
  readonly batch?: Value | undefined
  readonly context: TransformContext
}

function mappingOf(
  event: EventSource,
  target: Target,
  { queue, batch, context }: Mapped,
): readonly GeneratedResource[] {
  const properties = { Queue: queue, BatchSize: given(batch) ? batch : 10, Enabled: true }
  const source = { place: event.place, id: `${event.id}EventSourceMapping`, properties }
  return sqs.expand(source, target, context)
}

interface Queue {
  readonly arn: Value
  readonly url: Value
  readonly target: Target
}

function policyOf(id: string, { properties }: EventSource, { arn, url, target }: Queue): GeneratedResource {
  const statement = {
    Action: 'sqs:SendMessage',
    Effect: 'Allow',
    Principal: '*',
    Resource: arn,
    Condition: { ArnEquals: { 'aws:SourceArn': properties.Topic ?? null } },
  }
  return {
    id,
    type: 'AWS::SQS::QueuePolicy',
    properties: { PolicyDocument: { Version: '2012-10-17', Statement: [statement] }, Queues: [url] },
    attributes: target.passed,
  }
}

function subscription(
  event: EventSource,
  target: Target,
  { protocol, endpoint }: { readonly protocol: string; readonly endpoint: Value },
): GeneratedResource {
  const { Topic, Region, FilterPolicy, FilterPolicyScope, RedrivePolicy } = event.properties
  return {
    id: event.id,
    type: 'AWS::SNS::Subscription',
    properties: present({
      Protocol: protocol,
      Endpoint: endpoint,
      TopicArn: Topic,
      Region,
      FilterPolicy,
      FilterPolicyScope,
      RedrivePolicy,
    }),
    attributes: target.passed,
  }
}
