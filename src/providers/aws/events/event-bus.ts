import type { ResourceType } from '../../../model/provider.ts'
import { jsonText } from '../../kit/form.ts'
import { byName } from '../../kit/identifier.ts'
import { settings } from '../../kit/parts.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { resourceTags } from '../kit/tagging.ts'

const takes = ['DeadLetterConfig', 'Description', 'KmsKeyIdentifier', 'LogConfig']

/** A bus of EventBridge. */
export const eventBus: ResourceType<AwsClient> = made('events', {
  type: 'AWS::Events::EventBus',
  naming: { max: 256, allowed: /[\w.-]/ },
  nameProperty: 'Name',
  id: byName('Name'),
  form: { codecs: { Policy: jsonText } },
  create: { call: 'CreateEventBus', takes: [...takes, 'EventSourceName'] },
  parts: [
    settings({
      call: 'UpdateEventBus',
      takes,
      resets: {
        DeadLetterConfig: {},
        Description: '',
        KmsKeyIdentifier: '',
        LogConfig: { IncludeDetail: 'NONE', Level: 'OFF' },
      },
    }),
    {
      takes: ['Policy'],
      calls: ({ id: EventBusName, now: { Policy } }) =>
        Policy === undefined
          ? [
              {
                action: 'RemovePermission',
                members: { EventBusName, RemoveAllPermissions: true },
                forgiving: true,
              },
            ]
          : [{ action: 'PutPermission', members: { EventBusName, Policy: jsonText.write(Policy) } }],
      absent: { Policy: null },
    },
  ],
  // What describes a bus does not name its source.
  unseen: ['EventSourceName'],
  tags: {
    ...resourceTags(({ client, id }) => ({ ResourceARN: busArn(client, id) })),
    list: async ({ ask, client, id }) =>
      readTags((await ask('ListTagsForResource', { ResourceARN: busArn(client, id) }))?.Tags),
  },
  async show({ ask }) {
    const live = await ask('DescribeEventBus')
    return live && { live }
  },
  attributes: ({ client, id }) => ({ Arn: busArn(client, id), Name: id }),
  delete: { call: 'DeleteEventBus' },
})

/** Gives the ARN of a bus. */
export function busArn({ partition, region, account }: AwsClient, name: string): string {
  return `arn:${partition}:events:${region}:${account}:event-bus/${name}`
}
