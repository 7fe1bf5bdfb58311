import type { Input, ResourceType } from '../../../model/provider.ts'
import { record, text } from '../../../model/value.ts'
import { within } from '../../kit/identifier.ts'
import { instanceTag } from '../../kit/ownership.ts'
import type { AliyunClient } from '../client.ts'
import { made } from './recipe.ts'

/** A zip of code in OSS, named by its content; whose it is stands in its metadata. */
export const codeObject: ResourceType<AliyunClient> = made({
  type: 'Fnx::CodeObject',
  partOf: ['Bucket'],
  id: within(
    { parent: 'Bucket', member: 'bucket' },
    { takes: ['Key'], of: ({ properties }) => text(properties.Key) ?? '', key: key => ({ key }) },
  ),
  create: { call: 'PutObject', takes: [], members: contentOf, overwrites: true },
  parts: [
    {
      takes: ['Artifact'],
      // The key is the hash of the content, so that a second time changes nothing.
      calls: async ({ key, input }) => [
        { action: 'PutObject', members: { ...key, ...(await contentOf(input)) } },
      ],
    },
  ],
  async show({ ask }) {
    const live = await ask('HeadObject')
    return live && { live }
  },
  unseen: ['Artifact'],
  owns: ({ live: { meta } }, { tags }) => record(meta)['fnx-instance'] === tags[instanceTag],
  delete: { call: 'DeleteObject' },
})

async function contentOf({ artifact, tags }: Pick<Input, 'artifact' | 'tags'>) {
  const body = Buffer.from((await artifact?.read()) ?? [])
  return { body, headers: { 'x-oss-meta-fnx-instance': tags[instanceTag] ?? '' } }
}
