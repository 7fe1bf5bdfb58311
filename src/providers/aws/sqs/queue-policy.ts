import type { ResourceType } from '../../../model/provider.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import { ignoreMissing, orMissing } from '../kit/answers.ts'
import { heldPolicy } from '../kit/held-policy.ts'

/** What others may do with queues. */
export const queuePolicy: ResourceType<AwsClient> = heldPolicy({
  type: 'AWS::SQS::QueuePolicy',
  holders: 'Queues',
  async read(client, QueueUrl) {
    const asked = client.call('sqs', 'GetQueueAttributes', { QueueUrl, AttributeNames: ['Policy'] })
    return (await orMissing(asked))?.Attributes?.Policy
  },
  async write(client, QueueUrl, Policy) {
    await client.call('sqs', 'SetQueueAttributes', { QueueUrl, Attributes: { Policy } })
  },
  drop: (client, QueueUrl) =>
    ignoreMissing(client.call('sqs', 'SetQueueAttributes', { QueueUrl, Attributes: { Policy: '' } })),
  tagsOf: async (client, QueueUrl) =>
    readTags({ ...(await orMissing(client.call('sqs', 'ListQueueTags', { QueueUrl })))?.Tags }),
})
