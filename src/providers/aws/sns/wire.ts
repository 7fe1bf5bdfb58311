import type { WireCall } from '../../../model/operation.ts'
import { type Properties, record } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import { keptTags, shownTags, withoutTags, withTags } from '../protocols/kept-tags.ts'
import { listOf, mapOf, queryRefusal, queryService, textsOf } from '../protocols/query.ts'
import { account, arn, entriesIn, entry, keyIn } from '../protocols/scope.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { entries, members } from '../protocols/xml.ts'
import { defaultPolicy } from './default-policy.ts'

/** The tables of topics and of who gets their messages. */
export const topicTable = 'aws.sns.topics'
export const subscriptionTable = 'aws.sns.subscriptions'

const on = queryService('sns')

/** SNS's calls on topics and subscriptions. */
const topics = [
  on('CreateTopic', (call, form) => {
    const name = form.get('Name') ?? ''
    const given = mapOf(form, 'Attributes')
    checkName(name, given)
    const own = arn(call, 'sns', name)
    const known = entry(call.store, topicTable, keyIn(call, own))
    const tags = keptTags(listOf(form, 'Tags'))
    if (known !== undefined && !hasAll(known, { attributes: given, tags }))
      throw invalid('Topic already exists with different attributes or tags')
    if (known === undefined) {
      const attributes = { ...defaults, ...given, TopicArn: own, Owner: account, Policy: defaultPolicy(own) }
      save(call, { arn: own, attributes, tags, protection: form.get('DataProtectionPolicy') ?? '' })
    }
    return { TopicArn: own }
  }),
  on('GetTopicAttributes', (call, form) => ({
    Attributes: entries(record(topicOf(call, form).attributes)),
  })),
  on('SetTopicAttributes', (call, form) => {
    const topic = topicOf(call, form)
    save(call, { ...topic, attributes: { ...record(topic.attributes), ...attributeIn(form) } })
    return undefined
  }),
  on('DeleteTopic', (call, form) => {
    const own = form.get('TopicArn') ?? ''
    call.store.delete(topicTable, keyIn(call, own))
    for (const { arn: gone } of subscriptionsTo(call, own))
      call.store.delete(subscriptionTable, keyIn(call, String(gone)))
    return undefined
  }),
  on('ListTopics', call => ({
    Topics: members(entriesIn(call, topicTable).map(({ arn: TopicArn = '' }) => ({ TopicArn }))),
  })),
  on('PutDataProtectionPolicy', (call, form) => {
    save(call, { ...topicOf(call, form), protection: form.get('DataProtectionPolicy') ?? '' })
    return undefined
  }),
  on('GetDataProtectionPolicy', (call, form) => {
    const { protection = '' } = topicOf(call, form)
    return protection === '' ? {} : { DataProtectionPolicy: protection }
  }),
  on('ListTagsForResource', (call, form) => ({ Tags: members(shownTags(topicOf(call, form))) })),
  on('TagResource', (call, form) => {
    save(call, withTags(topicOf(call, form), listOf(form, 'Tags')))
    return {}
  }),
  on('UntagResource', (call, form) => {
    save(call, withoutTags(topicOf(call, form), textsOf(form, 'TagKeys')))
    return {}
  }),
]

const subscriptions = [
  on('Subscribe', (call, form) => {
    const topic = String(topicOf(call, form).arn)
    const [Protocol, Endpoint] = [form.get('Protocol') ?? '', form.get('Endpoint') ?? '']
    const given = mapOf(form, 'Attributes')
    const known = subscriptionsTo(call, topic).find(
      one => one.protocol === Protocol && one.endpoint === Endpoint,
    )
    if (known !== undefined && !hasAll(known, { attributes: given }))
      throw invalid('Subscription already exists with different attributes')
    // Who is not of AWS must confirm.
    const isPending = /^(https?|email|email-json)$/.test(Protocol)
    const own = String(known?.arn ?? `${topic}:${call.id()}`)
    if (known === undefined)
      keep(call, { arn: own, topic, protocol: Protocol, endpoint: Endpoint, isPending, attributes: given })
    const isTold = !isPending || form.get('ReturnSubscriptionArn') === 'true'
    return { SubscriptionArn: isTold ? own : 'pending confirmation' }
  }),
  on('GetSubscriptionAttributes', (call, form) => {
    const { arn: own, topic, protocol, endpoint, isPending, attributes } = subscriptionOf(call, form)
    return {
      Attributes: entries({
        RawMessageDelivery: 'false',
        ...record(attributes),
        SubscriptionArn: own ?? '',
        TopicArn: topic ?? '',
        Protocol: protocol ?? '',
        Endpoint: endpoint ?? '',
        Owner: account,
        PendingConfirmation: String(isPending),
      }),
    }
  }),
  on('SetSubscriptionAttributes', (call, form) => {
    const found = subscriptionOf(call, form)
    const all = { ...record(found.attributes), ...attributeIn(form) }
    const kept = Object.entries(all).filter(([, value]) => value !== '' && value !== '{}')
    keep(call, { ...found, attributes: Object.fromEntries(kept) })
    return undefined
  }),
  on('ListSubscriptionsByTopic', (call, form) => ({
    Subscriptions: members(subscriptionsTo(call, String(topicOf(call, form).arn)).map(listed)),
  })),
  on('ListSubscriptions', call => ({
    Subscriptions: members(entriesIn(call, subscriptionTable).map(listed)),
  })),
  on('Unsubscribe', (call, form) => {
    if (subscriptionOf(call, form).isPending === true)
      throw invalid('This subscription is pending confirmation, so that it cannot be removed')
    call.store.delete(subscriptionTable, keyIn(call, form.get('SubscriptionArn') ?? ''))
    return undefined
  }),
]

const defaults = { DisplayName: '' }

function checkName(name: string, { FifoTopic }: Properties): void {
  const fits = FifoTopic === 'true' ? /^[\w-]{1,251}\.fifo$/ : /^[\w-]{1,256}$/
  if (!fits.test(name)) throw invalid('Topic Name')
}

function invalid(what: string): Error {
  return fault(400, 'InvalidParameter', `Invalid parameter: ${what}`)
}

function hasAll(known: Properties, wanted: Readonly<Record<string, Properties>>): boolean {
  return Object.entries(wanted).every(([part, given]) =>
    Object.entries(given).every(([name, value]) => record(known[part])[name] === value),
  )
}

function attributeIn(form: URLSearchParams): Properties {
  return { [form.get('AttributeName') ?? '']: form.get('AttributeValue') ?? '' }
}

function topicOf(call: WireCall, form: URLSearchParams): Properties {
  const own = form.get('TopicArn') ?? form.get('ResourceArn') ?? ''
  const found = entry(call.store, topicTable, keyIn(call, own))
  if (found !== undefined) return found
  const code =
    form.has('TopicArn') || /DataProtection/.test(form.get('Action') ?? '') ? 'NotFound' : 'ResourceNotFound'
  throw fault(404, code, 'Topic does not exist')
}

function subscriptionOf(call: WireCall, form: URLSearchParams): Properties {
  const found = entry(call.store, subscriptionTable, keyIn(call, form.get('SubscriptionArn') ?? ''))
  if (found === undefined) throw fault(404, 'NotFound', 'Subscription does not exist')
  return found
}

function subscriptionsTo(call: WireCall, topic: string): readonly Properties[] {
  return entriesIn(call, subscriptionTable).filter(one => one.topic === topic)
}

function listed({ arn: own = '', topic = '', protocol = '', endpoint = '', isPending }: Properties) {
  return {
    SubscriptionArn: isPending === true ? 'PendingConfirmation' : own,
    Owner: account,
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: topic,
  }
}

function save(call: WireCall, topic: Properties): void {
  call.store.put(topicTable, keyIn(call, String(topic.arn)), topic)
}

function keep(call: WireCall, subscription: Properties): void {
  call.store.put(subscriptionTable, keyIn(call, String(subscription.arn)), subscription)
}

/** SNS, as the local cloud answers it. */
export const wire: AwsWire = {
  operations: [...topics, ...subscriptions],
  forms: true,
  throttled: 'Throttled',
  refusal: found => queryRefusal('sns', found),
}
