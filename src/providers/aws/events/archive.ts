import type { ResourceType } from '../../../model/provider.ts'
import { jsonText } from '../../kit/form.ts'
import { byName } from '../../kit/identifier.ts'
import { settings } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { mark } from './mark.ts'

const takes = ['Description', 'EventPattern', 'KmsKeyIdentifier', 'RetentionDays']

/** An archive of the events of a bus. */
export const archive: ResourceType<AwsClient> = made('events', {
  type: 'AWS::Events::Archive',
  naming: { max: 48, allowed: /[\w.-]/ },
  nameProperty: 'ArchiveName',
  id: byName('ArchiveName'),
  form: { names: { SourceArn: 'EventSourceArn' }, codecs: { EventPattern: jsonText } },
  create: { call: 'CreateArchive', takes: [...takes, 'SourceArn'] },
  parts: [
    settings({
      call: 'UpdateArchive',
      takes,
      // A pattern that every event fits is as good as none, and no call takes one away.
      resets: { EventPattern: { source: [{ prefix: '' }] }, KmsKeyIdentifier: '', RetentionDays: 0 },
    }),
  ],
  mark,
  async show({ ask }) {
    const live = await ask('DescribeArchive')
    return live && { live }
  },
  rest: {
    what: id => `the archive ${id} to be enabled`,
    look: ({ send, key }) => send({ action: 'DescribeArchive', members: key }),
    pending: ({ State }) => State === 'CREATING' || State === 'UPDATING',
  },
  attributes: ({ client: { partition, region, account }, id }) => ({
    Arn: `arn:${partition}:events:${region}:${account}:archive/${id}`,
  }),
  delete: { call: 'DeleteArchive' },
})
