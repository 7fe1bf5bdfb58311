import { expect, it } from 'vitest'
import { subscription } from '../../../../src/providers/aws/sns/subscription.ts'
import { topic } from '../../../../src/providers/aws/sns/topic.ts'
import { awsCloud, inputOf, stateOf } from '../aws-cloud.ts'

it('leaves a subscription alone that nobody has confirmed: SNS forgets it by itself', async () => {
  const { client, calls } = await awsCloud()
  const { physicalId: TopicArn } = await topic.create(client, inputOf('news', {}))
  const written = { TopicArn, Protocol: 'email', Endpoint: 'a@example.com' }
  const { physicalId } = await subscription.create(client, inputOf('', written))
  expect(physicalId).toMatch(/^arn:aws:sns:.*:news:/)
  await subscription.delete(client, stateOf('AWS::SNS::Subscription', physicalId, inputOf('', written)), {
    empty: false,
  })
  expect(calls.map(({ operation }) => operation)).not.toContain('Unsubscribe')
})
