import type { ResourceType } from '../../../model/provider.ts'
import { settings } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { filterId, filterNaming, isOwnFilter, logSpelling, named } from './filter.ts'

const form = { spelling: logSpelling }
const takes = [
  'ApplyOnTransformedLogs',
  'DestinationArn',
  'Distribution',
  'EmitSystemFields',
  'FieldSelectionCriteria',
  'FilterPattern',
  'RoleArn',
]

/** What is sent elsewhere of the lines of a log group; the call writes it whole. */
export const subscriptionFilter: ResourceType<AwsClient> = made('logs', {
  type: 'AWS::Logs::SubscriptionFilter',
  naming: filterNaming,
  nameProperty: 'FilterName',
  partOf: ['LogGroupName'],
  id: filterId,
  form,
  create: { call: 'PutSubscriptionFilter', takes, overwrites: true },
  parts: [settings({ call: 'PutSubscriptionFilter', takes })],
  async show({ ask, key: { logGroupName, filterName }, id }) {
    const found = await ask('DescribeSubscriptionFilters', { logGroupName, filterNamePrefix: filterName })
    const live = named(found?.subscriptionFilters, id)
    return live && { live }
  },
  owns: (shown, sought, { client }) => isOwnFilter(shown, sought, { client, takes, form }),
  attributes: ({ id }) => ({ Ref: id.slice(id.lastIndexOf('|') + 1) }),
  delete: { call: 'DeleteSubscriptionFilter' },
})
