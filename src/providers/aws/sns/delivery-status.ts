import { list, type Properties, record, text, type Value } from '../../../model/value.ts'
import type { Call, CloudClient } from '../../kit/call.ts'
import type { Part } from '../../kit/parts.ts'

/** What the attributes of a protocol begin with: https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
const prefixes: Readonly<Record<string, string>> = {
  application: 'Application',
  firehose: 'Firehose',
  'http/s': 'HTTP',
  lambda: 'Lambda',
  sqs: 'SQS',
}

const resets: Readonly<Record<string, string>> = {
  FailureFeedbackRoleArn: '',
  SuccessFeedbackRoleArn: '',
  SuccessFeedbackSampleRate: '0',
}

type Set = 'SetTopicAttributes'

/** What a topic logs of its deliveries: a list by protocol in the template, an attribute each in the API. */
export const deliveryStatus: Part<CloudClient, Set> = {
  takes: ['DeliveryStatusLogging'],
  calls({ key, now, before }) {
    const [wanted, known] = [flat(now.DeliveryStatusLogging), flat(before.DeliveryStatusLogging)]
    const set = (AttributeName: string, AttributeValue: Value): Call<Set> => ({
      action: 'SetTopicAttributes',
      members: { ...key, AttributeName, AttributeValue },
    })
    const left = Object.keys(known).filter(name => wanted[name] === undefined)
    return [
      ...Object.entries(wanted).flatMap(([name, value]) => (known[name] === value ? [] : [set(name, value)])),
      ...left.map(name => set(name, resets[name.replace(/^[A-Za-z]+?(?=Success|Failure)/, '')] ?? '')),
    ]
  },
}

/** Gives what the attributes of a topic say, in the template's form. */
export function deliveryStatusOf(known: Value | undefined, attributes: Properties): Value {
  return list(known).map(item => {
    const { Protocol, ...members } = record(item)
    const lives = Object.keys(members).map(name => {
      const live = attributes[`${prefixOf(Protocol)}${name}`] ?? resets[name] ?? ''
      return [name, live] as const
    })
    return { Protocol: Protocol ?? '', ...Object.fromEntries(lives) }
  })
}

function flat(items: Value | undefined): Readonly<Record<string, string>> {
  const pairs = list(items).flatMap(item => {
    const { Protocol, ...members } = record(item)
    return Object.entries(members).map(([name, value]) => [`${prefixOf(Protocol)}${name}`, text(value) ?? ''])
  })
  return Object.fromEntries(pairs)
}

function prefixOf(protocol: Value | undefined): string {
  const name = text(protocol) ?? ''
  return prefixes[name] ?? name
}
