import type { Session } from '../../kit/call.ts'
import { tagCalls } from '../../kit/tagging.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'

type Tagged = Session<AwsClient, CallName<'codedeploy'>>

/** How tags go; `place` is the end of the ARN of a thing by its physical ID. */
export function taggedAs(place: (id: string) => string) {
  const ResourceArn = ({ client: { partition, region, account }, id }: Tagged) =>
    `arn:${partition}:codedeploy:${region}:${account}:${place(id)}`
  return {
    property: 'Tags',
    form: 'list',
    member: 'tags',
    calls: tagCalls({
      tag: 'TagResource',
      untag: 'UntagResource',
      member: 'Tags',
      keys: 'TagKeys',
      on: (session: Tagged) => ({ ResourceArn: ResourceArn(session) }),
    }),
    async list(session: Tagged) {
      const answer = await session.ask('ListTagsForResource', { ResourceArn: ResourceArn(session) })
      return readTags(answer?.Tags)
    },
  } as const
}
