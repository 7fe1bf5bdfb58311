import type { WireCall } from '../../../model/operation.ts'
import { list, type Properties, record, type Value } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import { keptTags, tagOperations } from '../protocols/kept-tags.ts'
import { page } from '../protocols/page.ts'
import { account, arn, entriesIn, entry, keyIn } from '../protocols/scope.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { targetRefusalOf, targetService } from '../protocols/target.ts'

/** The table of queues. */
export const queueTable = 'aws.sqs.queues'

const protocol = {
  version: '1.0',
  queryCodes: {
    QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
    QueueNameExists: 'QueueAlreadyExists',
  },
} as const
const on = targetService('sqs', protocol)

/** What a queue has that was given nothing: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
const defaults = {
  DelaySeconds: '0',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
  SqsManagedSseEnabled: 'true',
  VisibilityTimeout: '30',
}

/** SQS's calls on queues. */
const queues = [
  on('CreateQueue', (call, { QueueName, Attributes, tags }) => {
    const name = String(QueueName)
    const given = record(Attributes)
    checkName(name, given)
    const known = entry(call.store, queueTable, keyIn(call, name))
    if (known !== undefined && !hasAll(record(known.attributes), given))
      throw fault(400, 'QueueNameExists', 'A queue already exists with the same name and a different value.')
    if (known === undefined) {
      const fifo = given.FifoQueue === 'true' ? fifoDefaults : {}
      const own = {
        ...defaults,
        ...fifo,
        CreatedTimestamp: seconds(call),
        LastModifiedTimestamp: seconds(call),
      }
      const attributes = without({ ...own, ...given }, '')
      save(call, { name, arn: arn(call, 'sqs', name), attributes, tags: keptTags(tags) })
    }
    return { QueueUrl: urlOf(call, name) }
  }),
  on('GetQueueUrl', (call, { QueueName }) => ({
    QueueUrl: urlOf(call, String(queueNamed(call, String(QueueName)).name)),
  })),
  on('ListQueues', (call, { QueueNamePrefix = '', MaxResults = 1000, ...input }) => {
    const fitting = entriesIn(call, queueTable).filter(({ name }) =>
      String(name).startsWith(String(QueueNamePrefix)),
    )
    const { items, next } = page(fitting, { ...input, MaxResults })
    return { QueueUrls: items.map(({ name }) => urlOf(call, String(name))), ...next }
  }),
  on('GetQueueAttributes', (call, input) => {
    const { attributes, arn: QueueArn = '' } = queueOf(call, input)
    const wanted = list(input.AttributeNames)
    const all = { QueueArn, ...record(attributes) }
    const shown = Object.entries(all).filter(([name]) => wanted.includes('All') || wanted.includes(name))
    return { Attributes: Object.fromEntries(shown) }
  }),
  on('SetQueueAttributes', (call, input) => {
    const found = queueOf(call, input)
    const given = record(input.Attributes)
    if (given.FifoQueue !== undefined)
      throw fault(400, 'InvalidAttributeName', 'Unknown Attribute FifoQueue.')
    const attributes = { ...record(found.attributes), ...given, LastModifiedTimestamp: seconds(call) }
    save(call, { ...found, attributes: without(attributes, '') })
    return {}
  }),
  on('DeleteQueue', (call, input) => {
    call.store.delete(queueTable, keyIn(call, String(queueOf(call, input).name)))
    return {}
  }),
  ...tagOperations(on, {
    tag: 'TagQueue',
    untag: 'UntagQueue',
    list: 'ListQueueTags',
    asMap: true,
    find: queueOf,
    save,
  }),
]

const fifoDefaults = {
  ContentBasedDeduplication: 'false',
  DeduplicationScope: 'queue',
  FifoThroughputLimit: 'perQueue',
}

function checkName(name: string, { FifoQueue }: Properties): void {
  const fits = FifoQueue === 'true' ? /^[\w-]{1,75}\.fifo$/ : /^[\w-]{1,80}$/
  if (!fits.test(name))
    throw fault(
      400,
      'InvalidParameterValue',
      'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length; a FIFO queue ends with .fifo',
    )
}

function hasAll(known: Properties, given: Properties): boolean {
  return Object.entries(given).every(([name, value]) => known[name] === value)
}

/** An attribute that is set to an empty text is no longer there. */
function without(attributes: Properties, empty: Value): Properties {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== empty))
}

function seconds({ now }: WireCall): string {
  return String(Math.floor(now.getTime() / 1000))
}

function urlOf({ apiUrl }: WireCall, name: string): string {
  return `${apiUrl.replace(/\/$/, '')}/${account}/${name}`
}

/** Finds the queue that a call names by its URL. */
function queueOf(call: WireCall, { QueueUrl }: Properties): Properties {
  return queueNamed(call, String(QueueUrl).replace(/^.*\//, ''))
}

function queueNamed(call: WireCall, name: string): Properties {
  const found = entry(call.store, queueTable, keyIn(call, name))
  if (found === undefined) throw fault(400, 'QueueDoesNotExist', 'The specified queue does not exist.')
  return found
}

function save(call: WireCall, found: Properties): void {
  call.store.put(queueTable, keyIn(call, String(found.name)), found)
}

/** SQS, as the local cloud answers it. */
export const wire: AwsWire = { operations: queues, refusal: targetRefusalOf(protocol) }
