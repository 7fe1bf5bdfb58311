import type { ResourceType } from '../../../model/provider.ts'
import { list, record } from '../../../model/value.ts'
import { byName } from '../../kit/identifier.ts'
import { settings } from '../../kit/parts.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { resourceTags } from '../kit/tagging.ts'

const takes = [
  'ActionsEnabled',
  'AlarmActions',
  'AlarmDescription',
  'ComparisonOperator',
  'DatapointsToAlarm',
  'Dimensions',
  'EvaluateLowSampleCountPercentile',
  'EvaluationCriteria',
  'EvaluationInterval',
  'EvaluationPeriods',
  'EvaluationWindow',
  'ExtendedStatistic',
  'InsufficientDataActions',
  'MetricName',
  'Metrics',
  'Namespace',
  'OKActions',
  'Period',
  'Statistic',
  'Threshold',
  'ThresholdMetricId',
  'TreatMissingData',
  'Unit',
  'WarmUpConfiguration',
]

/** An alarm of CloudWatch; the call writes it whole. */
export const alarm: ResourceType<AwsClient> = made('monitoring', {
  type: 'AWS::CloudWatch::Alarm',
  naming: { max: 255, allowed: /[\w.-]/ },
  nameProperty: 'AlarmName',
  id: byName('AlarmName'),
  create: { call: 'PutMetricAlarm', takes, overwrites: true },
  parts: [settings({ call: 'PutMetricAlarm', takes })],
  tags: {
    ...resourceTags(({ client, id }) => ({ ResourceARN: arnOf(client, id) })),
    list: async ({ ask, client, id }) =>
      readTags((await ask('ListTagsForResource', { ResourceARN: arnOf(client, id) }))?.Tags),
  },
  async show({ ask, id }) {
    const found = await ask('DescribeAlarms', { AlarmNames: [id], AlarmTypes: ['MetricAlarm'] })
    const [live] = list(found?.MetricAlarms).map(record)
    return live && { live }
  },
  attributes: ({ client, id }) => ({ Arn: arnOf(client, id) }),
  delete: {
    call: 'DeleteAlarms',
    members: async ({ id }) => ({ AlarmName: undefined, AlarmNames: [id] }),
  },
})

function arnOf({ partition, region, account }: AwsClient, name: string): string {
  return `arn:${partition}:cloudwatch:${region}:${account}:alarm:${name}`
}
