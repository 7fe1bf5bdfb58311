import type { ResourceType } from '../../../model/provider.ts'
import { byName, within } from '../../kit/identifier.ts'
import { tagCalls } from '../../kit/tagging.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { camelCase } from './camel-case.ts'
import { logDestination } from './log-destination.ts'
import { stagePatches, stageSettings } from './stage-patches.ts'

/** A stage of a REST API; its physical ID is `api|stage`. */
export const stage: ResourceType<AwsClient> = made('apigateway', {
  type: 'AWS::ApiGateway::Stage',
  naming: { max: 128, allowed: /\w/ },
  nameProperty: 'StageName',
  partOf: ['RestApiId'],
  id: within({ parent: 'RestApiId', member: 'restApiId' }, byName('stageName')),
  form: {
    spelling: camelCase,
    names: { AccessLogSetting: 'accessLogSettings' },
    codecs: { 'AccessLogSetting.DestinationArn': logDestination },
    free: ['Variables'],
  },
  create: {
    call: 'CreateStage',
    takes: [
      'CacheClusterEnabled',
      'CacheClusterSize',
      'DeploymentId',
      'Description',
      'DocumentationVersion',
      'TracingEnabled',
      'Variables',
    ],
  },
  parts: [
    {
      takes: stageSettings,
      calls({ key, now, before }) {
        const patchOperations = stagePatches(now, before)
        return patchOperations.length === 0
          ? []
          : [{ action: 'UpdateStage', members: { ...key, patchOperations } }]
      },
    },
  ],
  // GetStage shows the settings of methods by their paths, beside those that nobody set.
  unseen: ['MethodSettings'],
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
      on: ({ client: { partition, region }, id }) => ({
        resourceArn: `arn:${partition}:apigateway:${region}::/restapis/${id.replace('|', '/stages/')}`,
      }),
    }),
  },
  async show({ ask }) {
    const live = await ask('GetStage')
    return live && { live, tags: readTags(live.tags) }
  },
  attributes({ client: { partition, region }, id }) {
    const [api = '', name = ''] = id.split('|')
    const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'
    return { Ref: name, InvokeUrl: `https://${api}.execute-api.${region}.${suffix}/${name}` }
  },
  delete: { call: 'DeleteStage' },
})
