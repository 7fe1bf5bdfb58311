import { FnxError } from '../../../model/diagnostic.ts'
import type { Input, ResourceType } from '../../../model/provider.ts'
import { text } from '../../../model/value.ts'
import { within } from '../../kit/identifier.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'

const other = 'It is another object.'

/** A zip with code in the stack's own bucket; its key is the hash of what it holds, so equal keys mean equal bytes. */
export const codeObject: ResourceType<AwsClient> = made('s3', {
  type: 'Fnx::CodeObject',
  partOf: ['Bucket'],
  replaces: { Bucket: other, Key: other },
  id: within(
    { parent: 'Bucket' },
    { takes: ['Key'], of: ({ properties }) => text(properties.Key) ?? '', key: Key => ({ Key }) },
  ),
  create: { call: 'PutObject', takes: [], members: contentOf },
  parts: [
    {
      takes: ['Artifact'],
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
  owns: () => true,
  attributes: ({ id }) => ({ Ref: id.slice(id.indexOf('|') + 1) }),
  delete: { call: 'DeleteObject' },
})

async function contentOf({ artifact, logicalId }: Pick<Input, 'artifact' | 'logicalId'>) {
  if (artifact === undefined)
    throw new FnxError({ code: 'E6202', message: `The code of ${logicalId} was not packaged.` })
  return { Body: await artifact.read(), ContentType: 'application/zip' }
}
