import { createHash } from 'node:crypto'
import { answersKey } from '../../../model/artifact.ts'
import {
  canonical,
  isList,
  isRecord,
  isSecret,
  type Properties,
  record,
  text,
  type Value,
} from '../../../model/value.ts'

// The protocol of custom resources: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref.html

/** What is asked of whoever provides a custom resource. */
export type RequestType = 'Create' | 'Update' | 'Delete'

/** What tells one request from another, and where its answer goes. */
export interface Asked {
  readonly type: RequestType
  readonly resourceType: string
  readonly logicalId: string
  readonly instance: string
  /** Absent for a creation. */
  readonly physicalId?: string
  readonly properties: Properties
  readonly old?: Properties
}

/** What a provider of custom resources answers. */
export interface Reply {
  readonly Status: 'SUCCESS' | 'FAILED'
  readonly Reason?: string
  readonly PhysicalResourceId?: string
  readonly NoEcho?: boolean
  readonly Data?: Properties
}

/**
 * Gives the key of the object that the answer to a request becomes: the same for the same request, so that a run after a
 * crash finds what was answered meanwhile. A creation and a deletion are asked for once in the life of a thing.
 */
export function answerKey({ type, instance, physicalId, properties }: Asked): string {
  const change = type === 'Update' ? `-${digest([physicalId ?? '', properties]).slice(0, 16)}` : ''
  return `${answersPrefix(instance)}${type.toLowerCase()}${change}.json`
}

/** Begins the keys of all that is kept of the requests about one thing. */
export function answersPrefix(instance: string): string {
  return `custom/${instance}/`
}

/** Gives the message as CloudFormation writes it: all scalars are texts. */
export function messageOf(asked: Asked, responseUrl: string): Properties {
  const { type, resourceType, logicalId, physicalId, properties, old } = asked
  return {
    RequestType: type,
    RequestId: requestId(asked),
    ResponseURL: responseUrl,
    StackId: text(record(properties[answersKey]).StackId) ?? '',
    ResourceType: resourceType,
    LogicalResourceId: logicalId,
    ...(physicalId === undefined ? {} : { PhysicalResourceId: physicalId }),
    ResourceProperties: asTexts(own(properties)),
    ...(old === undefined ? {} : { OldResourceProperties: asTexts(own(old)) }),
  }
}

/** Looks like the UUID that it is for CloudFormation. */
function requestId(asked: Asked): string {
  return digest([answerKey(asked)]).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
}

function digest(value: readonly Value[]): string {
  return createHash('sha256').update(canonical(value)).digest('hex')
}

function own({ [answersKey]: _, ...properties }: Properties): Properties {
  return properties
}

/** A secret is on record by its hash alone: at a deletion nobody knows it any more. */
function asTexts(value: Value): Value {
  if (isSecret(value)) return ''
  if (isList(value)) return value.map(asTexts)
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asTexts(item)]))
  return value === null ? '' : String(value)
}

/** Reads an answer; nothing where it is none of the protocol. */
export function replyIn(text: string): Reply | undefined {
  try {
    const reply: unknown = JSON.parse(text)
    if (!isRecord(reply) || (reply.Status !== 'SUCCESS' && reply.Status !== 'FAILED')) return undefined
    return reply as unknown as Reply // its status says that it is an answer
  } catch {
    return undefined
  }
}
