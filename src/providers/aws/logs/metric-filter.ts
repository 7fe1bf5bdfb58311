import type { ResourceType } from '../../../model/provider.ts'
import { list, type Properties, record } from '../../../model/value.ts'
import type { Codec, Form } from '../../kit/form.ts'
import { settings } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { filterId, filterNaming, isOwnFilter, logSpelling, named } from './filter.ts'

/** The API has the dimensions of a metric as a map, the template as a list. */
const dimensions: Codec = {
  write: value =>
    Object.fromEntries(list(value).map(item => [String(record(item).Key), record(item).Value ?? ''])),
  read: live => Object.entries(record(live)).map(([Key, Value]): Properties => ({ Key, Value })),
}
const form: Form = { spelling: logSpelling, codecs: { 'MetricTransformations.Dimensions': dimensions } }
const takes = [
  'ApplyOnTransformedLogs',
  'EmitSystemFieldDimensions',
  'FieldSelectionCriteria',
  'FilterPattern',
  'MetricTransformations',
]

/** What is counted of the lines of a log group; the call writes it whole. */
export const metricFilter: ResourceType<AwsClient> = made('logs', {
  type: 'AWS::Logs::MetricFilter',
  naming: filterNaming,
  nameProperty: 'FilterName',
  partOf: ['LogGroupName'],
  id: filterId,
  form,
  create: { call: 'PutMetricFilter', takes, overwrites: true },
  parts: [settings({ call: 'PutMetricFilter', takes })],
  async show({ ask, key: { logGroupName, filterName }, id }) {
    const found = await ask('DescribeMetricFilters', { logGroupName, filterNamePrefix: filterName })
    const live = named(found?.metricFilters, id)
    return live && { live }
  },
  owns: (shown, sought, { client }) => isOwnFilter(shown, sought, { client, takes, form }),
  attributes: ({ id }) => ({ Ref: id.slice(id.lastIndexOf('|') + 1) }),
  delete: { call: 'DeleteMetricFilter' },
})
