import type { ResourceType } from '../../../model/provider.ts'
import { record } from '../../../model/value.ts'
import { parsed } from '../../kit/form.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import { ignoreMissing, orMissing } from '../kit/answers.ts'
import { heldPolicy } from '../kit/held-policy.ts'
import { defaultPolicy, defaultPolicyId } from './default-policy.ts'

/** What others may do with topics. A topic is never without a policy: it starts with one, and goes back to it. */
export const topicPolicy: ResourceType<AwsClient> = heldPolicy({
  type: 'AWS::SNS::TopicPolicy',
  holders: 'Topics',
  async read(client, TopicArn) {
    const found = await orMissing(client.call('sns', 'GetTopicAttributes', { TopicArn }))
    const policy = found?.Attributes?.Policy
    return policy === undefined || record(parsed(policy)).Id === defaultPolicyId ? undefined : policy
  },
  write: (client, TopicArn, document) => set(client, TopicArn, document),
  drop: (client, TopicArn) => ignoreMissing(set(client, TopicArn, defaultPolicy(TopicArn))),
  tagsOf: async (client, ResourceArn) => {
    const found = await orMissing(client.call('sns', 'ListTagsForResource', { ResourceArn }))
    return readTags((found?.Tags ?? []).map(({ Key = '', Value = '' }) => ({ Key, Value })))
  },
})

async function set(client: AwsClient, TopicArn: string, AttributeValue: string): Promise<void> {
  await client.call('sns', 'SetTopicAttributes', { TopicArn, AttributeName: 'Policy', AttributeValue })
}
