import type { ResourceType } from '../../../model/provider.ts'
import { list, type Properties, record } from '../../../model/value.ts'
import { byName } from '../../kit/identifier.ts'
import { setting } from '../../kit/parts.ts'
import { tagCalls } from '../../kit/tagging.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { groupArn, logSpelling } from './filter.ts'

/** A log group of CloudWatch. */
export const logGroup: ResourceType<AwsClient> = made('logs', {
  type: 'AWS::Logs::LogGroup',
  naming: { max: 512, allowed: /[\w.#/-]/ },
  nameProperty: 'LogGroupName',
  id: byName('logGroupName'),
  form: { spelling: logSpelling },
  create: { call: 'CreateLogGroup', takes: ['LogGroupClass', 'KmsKeyId'] },
  parts: [
    setting({ property: 'RetentionInDays', put: 'PutRetentionPolicy', drop: 'DeleteRetentionPolicy' }),
    setting({ property: 'KmsKeyId', put: 'AssociateKmsKey', drop: 'DisassociateKmsKey' }),
  ],
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html
  replaces: { LogGroupClass: 'the class of a log group cannot be changed after its creation' },
  tags: {
    property: 'Tags',
    form: 'list',
    member: 'tags',
    sent: 'map',
    calls: tagCalls({
      tag: 'TagResource',
      untag: 'UntagResource',
      member: 'tags',
      keys: 'tagKeys',
      sent: 'map',
      on: ({ client, id }) => ({ resourceArn: groupArn(client, id) }),
    }),
    async list({ client, id, ask }) {
      const answer = await ask('ListTagsForResource', { resourceArn: groupArn(client, id) })
      return readTags(answer?.tags)
    },
  },
  async show({ id, ask }) {
    const found = await ask('DescribeLogGroups', { logGroupNamePrefix: id })
    const live = list(found?.logGroups)
      .map(record)
      .find(({ logGroupName }) => logGroupName === id)
    return live && { live }
  },
  attributes: ({ client, id }): Properties => ({ Arn: `${groupArn(client, id)}:*` }),
  delete: { call: 'DeleteLogGroup' },
})
