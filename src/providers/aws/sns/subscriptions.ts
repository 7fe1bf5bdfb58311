import { record, text, type Value } from '../../../model/value.ts'
import type { Session } from '../../kit/call.ts'
import { allPages } from '../../kit/pages.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'

/** Calls on topics and their subscriptions. */
export type Topics = Session<AwsClient, CallName<'sns'>>

/** Who gets the messages of a topic. */
export interface Subscriber {
  readonly arn: string
  readonly protocol: string
  readonly endpoint: string
}

/** Lists who gets the messages of a topic; one that has not confirmed yet has no ARN in the list. */
export async function subscribers(
  { ask }: Topics,
  TopicArn: Value | undefined,
): Promise<readonly Subscriber[]> {
  const page = { action: 'ListSubscriptionsByTopic', items: 'Subscriptions', token: 'NextToken' } as const
  const found = await allPages(ask, { ...page, members: { TopicArn } })
  return (found ?? []).map(record).map(one => ({
    arn: text(one.SubscriptionArn) ?? '',
    protocol: text(one.Protocol) ?? '',
    endpoint: text(one.Endpoint) ?? '',
  }))
}

/** Gives the subscriber of a topic that a template writes. */
export function among(all: readonly Subscriber[], written: Value): Subscriber | undefined {
  const { Protocol, Endpoint } = record(written)
  return all.find(({ protocol, endpoint }) => protocol === Protocol && endpoint === Endpoint)
}

/** Tells whether nobody has confirmed a subscription: then nothing takes it away, and SNS forgets it by itself. */
export function isPending({ arn }: Subscriber): boolean {
  return !arn.startsWith('arn:')
}
