import type { Input, ResourceType } from '../../../model/provider.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { equal, record, text } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import { defined, gone, present } from '../kit/answers.ts'
import { faithful } from '../kit/faithful.ts'
import { allTags, claim, droppedTags, userTags } from '../kit/tags.ts'

const type = 'AWS::ApiGatewayV2::Stage'
const settable = [
  'AccessLogSettings',
  'AutoDeploy',
  'DefaultRouteSettings',
  'DeploymentId',
  'Description',
  'RouteSettings',
  'StageVariables',
]
const properties = [...settable, 'ApiId', 'StageName', 'Tags']

/** A stage of an HTTP API; its physical ID is `api|stage`. */
export const httpStage: ResourceType<AwsClient> = {
  type,
  naming: { max: 128, allowed: /[\w-]/ },
  nameProperty: 'StageName',
  takes: properties,
  reads: ['ApiId', 'StageName', 'AutoDeploy', 'Description', 'StageVariables', 'Tags'],
  partOf: ['ApiId'],
  tagging: { property: 'Tags', form: 'map' },
  async create(client, input) {
    const place = { ApiId: String(input.properties.ApiId), StageName: input.name }
    await client.call('apigatewayv2', 'CreateStage', {
      ...place,
      ...settings(input.properties),
      Tags: allTags(input),
    })
    return described(place)
  },
  async find(client, sought) {
    const place = { ApiId: text(sought.properties.ApiId) ?? '', StageName: sought.name }
    const found = await present(client.call('apigatewayv2', 'GetStage', { ...place }))
    if (found === undefined) return undefined
    return claim(sought, found.Tags ?? {}, { type, physicalId: described(place).physicalId })
  },
  async read(client, { physicalId, properties: known }) {
    const place = placeIn(physicalId)
    const found = await present(client.call('apigatewayv2', 'GetStage', { ...place }))
    if (found === undefined) return undefined
    const live = defined<Value>({
      ...place,
      AutoDeploy: found.AutoDeploy,
      Description: found.Description,
      StageVariables: found.StageVariables ?? {},
      Tags: userTags(found.Tags ?? {}, 'map'),
    })
    return { properties: faithful(known, live), attributes: described(place).attributes }
  },
  async update(client, physicalId, input) {
    const place = placeIn(physicalId)
    const change = changed(input)
    if (Object.keys(change).length > 0)
      await client.call('apigatewayv2', 'UpdateStage', { ...place, ...change })
    await writeTags(client, place, input)
    return described(place)
  },
  async delete(client, { physicalId }) {
    await gone(client.call('apigatewayv2', 'DeleteStage', { ...placeIn(physicalId) }))
  },
}

interface Place {
  readonly ApiId: string
  readonly StageName: string
}

function placeIn(physicalId = ''): Place {
  const [ApiId = '', StageName = ''] = physicalId.split('|')
  return { ApiId, StageName }
}

function described({ ApiId, StageName }: Place) {
  return { physicalId: `${ApiId}|${StageName}`, attributes: { Ref: StageName } }
}

function settings(own: Properties): Properties {
  const found = Object.fromEntries(Object.entries(own).filter(([name]) => settable.includes(name)))
  return 'AutoDeploy' in found
    ? { ...found, AutoDeploy: String(found.AutoDeploy).toLowerCase() === 'true' }
    : found
}

function changed({ properties: now, before = {} }: Input): Properties {
  const kept = Object.entries(settings(now)).filter(([name]) => !equal(now[name], before[name]))
  const lost = Object.keys(record(before.StageVariables)).filter(
    name => !(name in record(now.StageVariables)),
  )
  // A variable goes when its value is empty.
  const variables = { ...record(now.StageVariables), ...Object.fromEntries(lost.map(name => [name, ''])) }
  const change = Object.fromEntries(kept)
  return lost.length === 0 ? change : { ...change, StageVariables: variables }
}

async function writeTags(client: AwsClient, { ApiId, StageName }: Place, input: Input): Promise<void> {
  const ResourceArn = `arn:${client.partition}:apigateway:${client.region}::/apis/${ApiId}/stages/${StageName}`
  const TagKeys = droppedTags(input.before, input)
  if (!equal(input.properties.Tags, input.before?.Tags))
    await client.call('apigatewayv2', 'TagResource', { ResourceArn, Tags: allTags(input) })
  if (TagKeys.length > 0) await client.call('apigatewayv2', 'UntagResource', { ResourceArn, TagKeys })
}
