import type { ResourceType } from '../../../model/provider.ts'
import { equal, list, type Properties, record, text } from '../../../model/value.ts'
import type { Call } from '../../kit/call.ts'
import { valueText } from '../../kit/form.ts'
import { foreign, isOurs } from '../../kit/ownership.ts'
import type { Change, Part } from '../../kit/parts.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { made } from '../kit/recipe.ts'
import { resourceTags } from '../kit/tagging.ts'
import { attributeForm, attributes } from './attributes.ts'
import { deliveryStatus, deliveryStatusOf } from './delivery-status.ts'
import { among, isPending, subscribers, type Topics } from './subscriptions.ts'

type Calls = readonly Call<CallName<'sns'>>[]

const type = 'AWS::SNS::Topic'

/** What every topic starts with: https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
const defaults = {
  ArchivePolicy: '{}',
  ContentBasedDeduplication: false,
  DisplayName: '',
  FifoThroughputScope: 'Topic',
  KmsMasterKeyId: '',
  MaximumMessageSize: 262_144,
  SignatureVersion: '1',
  TracingConfig: 'PassThrough',
}
const form = attributeForm([...Object.keys(defaults), 'FifoTopic'])

/** A topic of SNS; its physical ID is its ARN. */
export const topic: ResourceType<AwsClient> = made('sns', {
  type,
  // 256, and the end of a FIFO topic's name.
  naming: { max: 251, allowed: /[\w-]/ },
  nameProperty: 'TopicName',
  id: {
    takes: [],
    from: ({ TopicArn }) => text(TopicArn),
    creating: thing => ({ Name: nameOf(thing) }),
    key: TopicArn => ({ TopicArn }),
  },
  form: {
    names: form.names,
    codecs: {
      ...form.codecs,
      // SNS takes no `false`, and the SDK sends no null.
      FifoTopic: { write: value => (value === true ? 'true' : null), read: live => live },
      DataProtectionPolicy: valueText,
    },
  },
  create: {
    call: 'CreateTopic',
    takes: [...Object.keys(defaults), 'DataProtectionPolicy', 'FifoTopic'],
    // A topic with the same attributes is success.
    overwrites: async ({ client, ask }, input) =>
      (await ask('GetTopicAttributes', { TopicArn: arnOf(client, nameOf(input)) })) !== undefined,
  },
  parts: [
    attributes('SetTopicAttributes', defaults),
    deliveryStatus,
    dataProtection(),
    { takes: ['Subscription'], calls: subscriptionCalls },
  ],
  // A topic cannot change its kind.
  unseen: ['FifoTopic'],
  tags: {
    ...resourceTags(({ id }) => ({ ResourceArn: id })),
    list: async ({ ask, id }) => readTags((await ask('ListTagsForResource', { ResourceArn: id }))?.Tags),
  },
  async show(session, known) {
    const live = await session.ask('GetTopicAttributes')
    if (live === undefined) return undefined
    const { DeliveryStatusLogging: logged, Subscription: written } = known
    const all = written === undefined ? [] : await subscribers(session, session.id)
    const kept = list(written).filter(item => among(all, item) !== undefined)
    return {
      live: {
        ...live,
        ...(written === undefined ? {} : { Subscription: kept }),
        ...(logged === undefined
          ? {}
          : { DeliveryStatusLogging: deliveryStatusOf(logged, record(live.Attributes)) }),
      },
    }
  },
  async search({ client, ask }, sought) {
    const ResourceArn = arnOf(client, nameOf(sought))
    const found = await ask('ListTagsForResource', { ResourceArn })
    if (found === undefined) return undefined
    if (!isOurs(readTags(found.Tags), sought)) throw foreign(type, sought.name)
    return ResourceArn
  },
  attributes: ({ id }) => ({ TopicArn: id, TopicName: id.slice(id.lastIndexOf(':') + 1) }),
  delete: { call: 'DeleteTopic' },
})

/** The name of a FIFO topic must end so, also where the template leaves the name to fnx. */
function nameOf({
  name,
  properties: { FifoTopic },
}: {
  readonly name: string
  readonly properties: Properties
}) {
  return FifoTopic === true && !name.endsWith('.fifo') ? `${name}.fifo` : name
}

function arnOf({ partition, region, account }: AwsClient, name: string): string {
  return `arn:${partition}:sns:${region}:${account}:${name}`
}

/** An empty policy protects nothing. */
function dataProtection(): Part<AwsClient, CallName<'sns'>> {
  return {
    takes: ['DataProtectionPolicy'],
    calls: ({ id, now: { DataProtectionPolicy = '' } }) => [
      {
        action: 'PutDataProtectionPolicy',
        members: { ResourceArn: id, DataProtectionPolicy: valueText.write(DataProtectionPolicy) },
      },
    ],
    reads: async ({ ask, id }) => (await ask('GetDataProtectionPolicy', { ResourceArn: id })) ?? {},
    absent: { DataProtectionPolicy: '' },
  }
}

async function subscriptionCalls(change: Change<AwsClient, CallName<'sns'>>): Promise<Calls> {
  const { now, before, key, session } = change
  const [wanted, known] = [list(now.Subscription), list(before.Subscription)]
  const added = wanted.filter(item => !known.some(one => equal(one, item)))
  const left = known.filter(item => !wanted.some(one => equal(one, item)))
  return [
    ...added.map(item => ({ action: 'Subscribe', members: { ...key, ...record(item) } }) as const),
    ...(left.length === 0 ? [] : await removals(session, left)),
  ]
}

async function removals(session: Topics, left: Properties[string][]): Promise<Calls> {
  const all = await subscribers(session, session.id)
  return left.flatMap(item => {
    const found = among(all, item)
    if (found === undefined || isPending(found)) return []
    return [{ action: 'Unsubscribe', members: { SubscriptionArn: found.arn }, forgiving: true } as const]
  })
}
