import type { Input, ResourceType } from '../../../model/provider.ts'
import { equal, record, text } from '../../../model/value.ts'
import { inTemplateForm } from '../../kit/in-template-form.ts'
import { foreign, isOfStack } from '../../kit/ownership.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { attributeForm, attributes } from './attributes.ts'
import { among, isPending, type Subscriber, subscribers, type Topics } from './subscriptions.ts'

type Placed = Pick<Input, 'properties'>

const type = 'AWS::SNS::Subscription'

/** In the order in which they are set: how a filter is read depends on its scope. */
const defaults = {
  DeliveryPolicy: '',
  FilterPolicyScope: 'MessageAttributes',
  // https://docs.aws.amazon.com/sns/latest/dg/message-filtering-policy-remove.html
  FilterPolicy: '{}',
  RawMessageDelivery: false,
  RedrivePolicy: '',
  ReplayPolicy: '',
  SubscriptionRoleArn: '',
}
const form = attributeForm(Object.keys(defaults))

/** A subscription to a topic of SNS; its physical ID is its ARN. */
export const subscription: ResourceType<AwsClient> = made('sns', {
  type,
  partOf: ['TopicArn'],
  uniqueBy: ['Protocol', 'Endpoint'],
  id: {
    takes: ['TopicArn', 'Protocol', 'Endpoint'],
    from: ({ SubscriptionArn }) => text(SubscriptionArn),
    creating: ({ properties: { TopicArn, Protocol, Endpoint } }) => ({ TopicArn, Protocol, Endpoint }),
    key: SubscriptionArn => ({ SubscriptionArn }),
  },
  form,
  create: {
    call: 'Subscribe',
    takes: Object.keys(defaults),
    // Else a subscription that waits for its confirmation has no ARN.
    members: () => ({ ReturnSubscriptionArn: true }),
    // Subscribing twice is success.
    overwrites: async (session, input) => (await subscribed(session, input)) !== undefined,
  },
  parts: [attributes('SetSubscriptionAttributes', defaults)],
  omits: { Region: 'fnx subscribes in the region of the stack' },
  async show({ ask }) {
    const live = await ask('GetSubscriptionAttributes')
    return live && { live }
  },
  async search(session, sought) {
    const found = await subscribed(session, sought)
    if (found === undefined) return undefined
    // SNS tells no ARN of one that waits for its confirmation; subscribing again does.
    if (isPending(found)) return undefined
    const { TopicArn, Protocol, Endpoint, ...own } = sought.properties
    const topic = await session.ask('ListTagsForResource', { ResourceArn: TopicArn })
    if (isOfStack(readTags(topic?.Tags), sought)) return found.arn
    const live = await session.ask('GetSubscriptionAttributes', { SubscriptionArn: found.arn })
    if (!equal(inTemplateForm(own, record(live), form), own)) throw foreign(type, text(Endpoint) ?? '')
    return found.arn
  },
  attributes: ({ id }) => ({ Arn: id }),
  delete: {
    call: 'Unsubscribe',
    isLeft: async ({ ask }) =>
      record((await ask('GetSubscriptionAttributes'))?.Attributes).PendingConfirmation === 'true',
  },
})

async function subscribed(session: Topics, { properties }: Placed): Promise<Subscriber | undefined> {
  return among(await subscribers(session, properties.TopicArn), properties)
}
