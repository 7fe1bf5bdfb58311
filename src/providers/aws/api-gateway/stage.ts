import type { Input, ResourceType } from '../../../model/provider.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { equal, list, record, text } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import { defined, gone, present } from '../kit/answers.ts'
import { faithful } from '../kit/faithful.ts'
import { allTags, claim, droppedTags, userTags } from '../kit/tags.ts'
import type { Patch } from './patch.ts'
import { mapPatches, patches } from './patch.ts'

const type = 'AWS::ApiGateway::Stage'
const properties = [
  'AccessLogSetting',
  'CacheClusterEnabled',
  'CacheClusterSize',
  'DeploymentId',
  'Description',
  'MethodSettings',
  'RestApiId',
  'StageName',
  'Tags',
  'TracingEnabled',
  'Variables',
]

/** A stage of a REST API; its physical ID is `api|stage`. */
export const stage: ResourceType<AwsClient> = {
  type,
  naming: { max: 128, allowed: /\w/ },
  nameProperty: 'StageName',
  takes: properties,
  reads: [
    'RestApiId',
    'StageName',
    'DeploymentId',
    'Description',
    'TracingEnabled',
    'CacheClusterEnabled',
    'Variables',
    'Tags',
  ],
  partOf: ['RestApiId'],
  tagging: { property: 'Tags', form: 'list' },
  async create(client, input) {
    const { RestApiId, DeploymentId, Description, CacheClusterSize, Variables } = input.properties
    const { CacheClusterEnabled, TracingEnabled } = input.properties
    await client.call('apigateway', 'CreateStage', {
      restApiId: RestApiId,
      stageName: input.name,
      deploymentId: DeploymentId,
      ...defined<unknown>({
        description: Description,
        variables: Variables,
        cacheClusterSize: CacheClusterSize,
        cacheClusterEnabled: flag(CacheClusterEnabled),
        tracingEnabled: flag(TracingEnabled),
      }),
      tags: allTags(input),
    })
    const place = { api: String(RestApiId), name: input.name }
    const extra = {
      AccessLogSetting: input.properties.AccessLogSetting,
      MethodSettings: input.properties.MethodSettings,
    }
    await patch(client, place, [...logPatches(defined(extra), {}), ...methodPatches(defined(extra), {})])
    return described(client, place)
  },
  async find(client, sought) {
    const place = { api: text(sought.properties.RestApiId) ?? '', name: sought.name }
    const found = await present(client.call('apigateway', 'GetStage', where(place)))
    if (found === undefined) return undefined
    return claim(sought, found.tags ?? {}, { type, physicalId: physicalIdOf(place) })
  },
  async read(client, { physicalId, properties: known }) {
    const place = placeIn(physicalId)
    const found = await present(client.call('apigateway', 'GetStage', where(place)))
    if (found === undefined) return undefined
    const live = defined<Value>({
      RestApiId: place.api,
      StageName: place.name,
      DeploymentId: found.deploymentId,
      Description: found.description,
      TracingEnabled: found.tracingEnabled,
      CacheClusterEnabled: found.cacheClusterEnabled,
      Variables: found.variables ?? {},
      Tags: userTags(found.tags ?? {}, 'list'),
    })
    return { properties: faithful(known, live), attributes: described(client, place).attributes }
  },
  async update(client, physicalId, input) {
    const place = placeIn(physicalId)
    const { properties: now, before = {} } = input
    const plain = {
      CacheClusterEnabled: '/cacheClusterEnabled',
      CacheClusterSize: '/cacheClusterSize',
      DeploymentId: '/deploymentId',
      Description: '/description',
      TracingEnabled: '/tracingEnabled',
    }
    await patch(client, place, [
      ...patches(plain, now, before),
      ...mapPatches('/variables', record(now.Variables), record(before.Variables)),
      ...logPatches(now, before),
      ...methodPatches(now, before),
    ])
    await writeTags(client, place, input)
    return described(client, place)
  },
  async delete(client, { physicalId }) {
    await gone(client.call('apigateway', 'DeleteStage', where(placeIn(physicalId))))
  },
}

interface Place {
  readonly api: string
  readonly name: string
}

function placeIn(physicalId = ''): Place {
  const [api = '', name = ''] = physicalId.split('|')
  return { api, name }
}

function where({ api, name }: Place): Record<string, string> {
  return { restApiId: api, stageName: name }
}

function physicalIdOf({ api, name }: Place): string {
  return `${api}|${name}`
}

function described({ partition, region }: AwsClient, place: Place) {
  const { api, name } = place
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'
  const InvokeUrl = `https://${api}.execute-api.${region}.${suffix}/${name}`
  return { physicalId: physicalIdOf(place), attributes: { Ref: name, InvokeUrl } }
}

function flag(value: Value | undefined): boolean | undefined {
  return value === undefined ? undefined : String(value).toLowerCase() === 'true'
}

async function patch(client: AwsClient, place: Place, patchOperations: readonly Patch[]): Promise<void> {
  if (patchOperations.length === 0) return
  await client.call('apigateway', 'UpdateStage', { ...where(place), patchOperations })
}

function logPatches(now: Properties, before: Properties): readonly Patch[] {
  if (equal(now.AccessLogSetting, before.AccessLogSetting)) return []
  if (now.AccessLogSetting === undefined) return [{ op: 'remove', path: '/accessLogSettings' }]
  const { DestinationArn, Format } = record(now.AccessLogSetting)
  return [
    { op: 'replace', path: '/accessLogSettings/destinationArn', value: text(DestinationArn) ?? '' },
    { op: 'replace', path: '/accessLogSettings/format', value: text(Format) ?? '' },
  ]
}

const settingPaths: Readonly<Record<string, string>> = {
  CacheDataEncrypted: 'caching/dataEncrypted',
  CacheTtlInSeconds: 'caching/ttlInSeconds',
  CachingEnabled: 'caching/enabled',
  DataTraceEnabled: 'logging/dataTrace',
  LoggingLevel: 'logging/loglevel',
  MetricsEnabled: 'metrics/enabled',
  ThrottlingBurstLimit: 'throttling/burstLimit',
  ThrottlingRateLimit: 'throttling/rateLimit',
}

function methodPatches(now: Properties, before: Properties): readonly Patch[] {
  if (equal(now.MethodSettings, before.MethodSettings)) return []
  const wanted = new Set(list(now.MethodSettings).map(methodOf))
  const dropped = list(before.MethodSettings)
    .map(methodOf)
    .filter(method => !wanted.has(method))
  return [
    ...dropped.map(method => ({ op: 'remove', path: `/${method}` })),
    ...list(now.MethodSettings).flatMap(setting =>
      Object.entries(record(setting)).flatMap(([name, value]) => {
        const path = settingPaths[name]
        return path === undefined
          ? []
          : [{ op: 'replace', path: `/${methodOf(setting)}/${path}`, value: String(value) }]
      }),
    ),
  ]
}

function methodOf(setting: Value): string {
  const { ResourcePath = '/*', HttpMethod = '*' } = record(setting)
  const path = String(ResourcePath).replace(/^\//, '')
  return `${path === '*' ? '*' : `~1${path.replace(/\//g, '~1')}`}/${String(HttpMethod)}`
}

async function writeTags(client: AwsClient, { api, name }: Place, input: Input): Promise<void> {
  const resourceArn = `arn:${client.partition}:apigateway:${client.region}::/restapis/${api}/stages/${name}`
  const tagKeys = droppedTags(input.before, input)
  if (!equal(input.properties.Tags, input.before?.Tags))
    await client.call('apigateway', 'TagResource', { resourceArn, tags: allTags(input) })
  if (tagKeys.length > 0) await client.call('apigateway', 'UntagResource', { resourceArn, tagKeys })
}
