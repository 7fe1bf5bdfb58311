import { isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { getAtt, ref } from '../calls.ts'
import { refuseEvent } from '../refusal.ts'
import type { GeneratedResource } from '../transform-context.ts'
import type { EventSource } from './trigger.ts'

/** Where events go that could not be handed over. */
export interface DeadLetters {
  readonly arn: Value
  readonly made: readonly GeneratedResource[]
}

/** Reads `DeadLetterConfig`: a queue that is there, or one that is made, with its policy where a rule sends to it. */
export function deadLetters(
  event: EventSource,
  passed: Properties,
  ruleArn?: Value,
): DeadLetters | undefined {
  const config = event.properties.DeadLetterConfig
  if (config === undefined || config === null) return undefined
  const path = ['Properties', 'DeadLetterConfig']
  if (!isRecord(config)) return refuseEvent(event.place, 'DeadLetterConfig must be a map.', path)
  check(event, config)
  if (config.Arn !== undefined && config.Arn !== null) return { arn: config.Arn, made: [] }
  const named = config.QueueLogicalId ?? null
  if (named !== null && typeof named !== 'string')
    return refuseEvent(event.place, 'QueueLogicalId must be a text.', path)
  const id = named === null || named === '' ? `${event.id}Queue` : named
  const queue: GeneratedResource = { id, type: 'AWS::SQS::Queue', properties: {}, attributes: passed }
  const arn = getAtt(id, 'Arn')
  if (ruleArn === undefined) return { arn, made: [queue] }
  const statement = {
    Action: 'sqs:SendMessage',
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Resource: arn,
    Condition: { ArnEquals: { 'aws:SourceArn': ruleArn } },
  }
  const policy: GeneratedResource = {
    id: `${event.id}QueuePolicy`,
    type: 'AWS::SQS::QueuePolicy',
    properties: { PolicyDocument: { Version: '2012-10-17', Statement: [statement] }, Queues: [ref(id)] },
    attributes: passed,
  }
  return { arn, made: [queue, policy] }
}

function check({ place }: EventSource, config: Properties): void {
  const path = ['Properties', 'DeadLetterConfig']
  const [arn, type] = [Object.hasOwn(config, 'Arn'), Object.hasOwn(config, 'Type')]
  if (arn && type) refuseEvent(place, 'DeadLetterConfig takes Arn or Type, not both.', path)
  if (!arn && !type) refuseEvent(place, 'DeadLetterConfig needs Arn or Type.', path)
  if (type && config.Type !== 'SQS') refuseEvent(place, 'the Type of DeadLetterConfig is SQS.', path)
}
