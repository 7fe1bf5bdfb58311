import type { Input, ResourceType } from '../../../model/provider.ts'
import { type Properties, text } from '../../../model/value.ts'
import type { Session } from '../../kit/call.ts'
import { valueText } from '../../kit/form.ts'
import { foreign, isOurs } from '../../kit/ownership.ts'
import { settings } from '../../kit/parts.ts'
import { tagCalls } from '../../kit/tagging.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { made } from '../kit/recipe.ts'

type Queues = Session<AwsClient, CallName<'sqs'>>
type Named = Pick<Input, 'name' | 'properties'>

const type = 'AWS::SQS::Queue'

/** What every queue starts with: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
const defaults = {
  ContentBasedDeduplication: false,
  DeduplicationScope: 'queue',
  DelaySeconds: 0,
  FifoThroughputLimit: 'perQueue',
  KmsDataKeyReusePeriodSeconds: 300,
  KmsMasterKeyId: '',
  MaximumMessageSize: 1_048_576,
  MessageRetentionPeriod: 345_600,
  ReceiveMessageWaitTimeSeconds: 0,
  RedriveAllowPolicy: '',
  RedrivePolicy: '',
  // A key of one's own and the key of SQS exclude each other.
  SqsManagedSseEnabled: (_id: string, { KmsMasterKeyId }: Properties) =>
    KmsMasterKeyId === undefined ? true : undefined,
  VisibilityTimeout: 30,
}
const attributes = Object.keys(defaults)

/** A queue of SQS; its physical ID is its URL. */
export const queue: ResourceType<AwsClient> = made('sqs', {
  type,
  // 80, and the end of a FIFO queue's name.
  naming: { max: 75, allowed: /[\w-]/ },
  nameProperty: 'QueueName',
  id: {
    takes: [],
    from: ({ QueueUrl }) => text(QueueUrl),
    creating: thing => ({ QueueName: nameOf(thing) }),
    key: QueueUrl => ({ QueueUrl }),
  },
  form: {
    names: Object.fromEntries([...attributes, 'FifoQueue'].map(name => [name, `Attributes.${name}`])),
    codecs: {
      ...Object.fromEntries(attributes.map(name => [name, valueText])),
      // SQS takes no `false`, and the SDK sends no null.
      FifoQueue: { write: value => (value === true ? 'true' : null), read: live => live },
    },
  },
  create: {
    call: 'CreateQueue',
    takes: [...attributes, 'FifoQueue'],
    // A queue with the same attributes is success.
    overwrites: async (session, input) => (await urlOf(session, input)) !== undefined,
  },
  parts: [settings({ call: 'SetQueueAttributes', takes: attributes, resets: defaults })],
  // A queue cannot change its kind.
  unseen: ['FifoQueue'],
  tags: {
    property: 'Tags',
    form: 'list',
    member: 'tags',
    sent: 'map',
    calls: tagCalls({
      tag: 'TagQueue',
      untag: 'UntagQueue',
      member: 'Tags',
      keys: 'TagKeys',
      sent: 'map',
    }),
    list: async ({ ask }) => readTags((await ask('ListQueueTags'))?.Tags),
  },
  async show({ ask, key }) {
    const live = await ask('GetQueueAttributes', { ...key, AttributeNames: ['All'] })
    return live && { live }
  },
  async search(session, sought) {
    const url = await urlOf(session, sought)
    if (url === undefined) return undefined
    const answer = await session.ask('ListQueueTags', { QueueUrl: url })
    if (!isOurs(readTags(answer?.Tags), sought)) throw foreign(type, sought.name)
    return url
  },
  attributes: ({ client, id }) => ({ Arn: arnOf(client, id), QueueName: nameIn(id), QueueUrl: id }),
  delete: { call: 'DeleteQueue' },
})

/** The name of a FIFO queue must end so, also where the template leaves the name to fnx. */
function nameOf({ name, properties: { FifoQueue } }: Named): string {
  return FifoQueue === true && !name.endsWith('.fifo') ? `${name}.fifo` : name
}

async function urlOf({ ask }: Queues, named: Named): Promise<string | undefined> {
  return text((await ask('GetQueueUrl', { QueueName: nameOf(named) }))?.QueueUrl)
}

function nameIn(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1)
}

function arnOf({ partition, region, account }: AwsClient, url: string): string {
  return `arn:${partition}:sqs:${region}:${account}:${nameIn(url)}`
}
