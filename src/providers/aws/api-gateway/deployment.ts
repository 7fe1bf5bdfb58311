import type { Identity, ResourceType } from '../../../model/provider.ts'
import { equal, record, text } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import { defined, gone, present } from '../kit/answers.ts'
import { faithful } from '../kit/faithful.ts'

const type = 'AWS::ApiGateway::Deployment'
const properties = ['Description', 'RestApiId', 'StageDescription', 'StageName']

/** A snapshot of a REST API; its physical ID is `api|deployment`. It has no tags: its description ends with the instance. */
export const deployment: ResourceType<AwsClient> = {
  type,
  takes: properties,
  omits: {
    'StageDescription.AccessLogSetting': 'a stage of its own can have it: AWS::ApiGateway::Stage',
    'StageDescription.CacheClusterEnabled': 'a stage of its own can have it: AWS::ApiGateway::Stage',
    'StageDescription.CacheClusterSize': 'a stage of its own can have it: AWS::ApiGateway::Stage',
    'StageDescription.CacheDataEncrypted': 'a stage of its own can have it: AWS::ApiGateway::Stage',
    'StageDescription.CacheTtlInSeconds': 'a stage of its own can have it: AWS::ApiGateway::Stage',
    'StageDescription.CachingEnabled': 'a stage of its own can have it: AWS::ApiGateway::Stage',
    'StageDescription.CanarySetting': 'a stage of its own can have it: AWS::ApiGateway::Stage',
    'StageDescription.ClientCertificateId': 'a stage of its own can have it: AWS::ApiGateway::Stage',
    'StageDescription.DataTraceEnabled': 'a stage of its own can have it: AWS::ApiGateway::Stage',
    'StageDescription.Description': 'a stage of its own can have it: AWS::ApiGateway::Stage',
    'StageDescription.DocumentationVersion': 'a stage of its own can have it: AWS::ApiGateway::Stage',
    'StageDescription.LoggingLevel': 'a stage of its own can have it: AWS::ApiGateway::Stage',
    'StageDescription.MethodSettings': 'a stage of its own can have it: AWS::ApiGateway::Stage',
    'StageDescription.MetricsEnabled': 'a stage of its own can have it: AWS::ApiGateway::Stage',
    'StageDescription.Tags': 'a stage of its own can have it: AWS::ApiGateway::Stage',
    'StageDescription.ThrottlingBurstLimit': 'a stage of its own can have it: AWS::ApiGateway::Stage',
    'StageDescription.ThrottlingRateLimit': 'a stage of its own can have it: AWS::ApiGateway::Stage',
    'StageDescription.TracingEnabled': 'a stage of its own can have it: AWS::ApiGateway::Stage',
  },
  reads: ['RestApiId', 'Description'],
  partOf: ['RestApiId'],
  async create(client, input) {
    const { RestApiId, StageName, StageDescription } = input.properties
    const { Variables } = record(StageDescription)
    const made = await client.call('apigateway', 'CreateDeployment', {
      restApiId: RestApiId,
      description: signed(input.properties.Description, input),
      ...defined({ stageName: StageName, variables: Variables }),
    })
    return described(String(RestApiId), made.id)
  },
  async find(client, sought) {
    const api = text(sought.properties.RestApiId) ?? ''
    const found = await present(client.call('apigateway', 'GetDeployments', { restApiId: api, limit: 500 }))
    const own = (found?.items ?? []).find(({ description = '' }) => description.endsWith(mark(sought)))
    return own === undefined ? undefined : described(api, own.id).physicalId
  },
  async read(client, { physicalId, properties: known, instance }) {
    const { api, id } = parts(physicalId)
    const found = await present(
      client.call('apigateway', 'GetDeployment', { restApiId: api, deploymentId: id }),
    )
    if (found === undefined) return undefined
    const live = { RestApiId: api, Description: (found.description ?? '').replace(ending(instance), '') }
    return { properties: faithful(known, live), attributes: described(api, id).attributes }
  },
  async update(client, physicalId, input) {
    const { api, id } = parts(physicalId)
    const { Description } = input.properties
    if (!equal(Description, input.before?.Description)) {
      const change = { op: 'replace', path: '/description', value: signed(Description, input) }
      await client.call('apigateway', 'UpdateDeployment', {
        restApiId: api,
        deploymentId: id,
        patchOperations: [change],
      })
    }
    return described(api, id)
  },
  async delete(client, { physicalId, properties: known }) {
    const { api, id } = parts(physicalId)
    const stage = text(known.StageName)
    if (stage !== undefined) await dropStage(client, { api, id, stage })
    await gone(client.call('apigateway', 'DeleteDeployment', { restApiId: api, deploymentId: id }))
  },
}

function ending(instance: string): string {
  return ` [fnx:${instance}]`
}

function mark({ tags }: Identity): string {
  return ending(tags['fnx:instance'] ?? '')
}

function signed(description: Identity['tags'][string] | unknown, identity: Identity): string {
  return `${typeof description === 'string' ? description : ''}${mark(identity)}`
}

function described(api: string, id = '') {
  return { physicalId: `${api}|${id}`, attributes: { Ref: id, DeploymentId: id } }
}

function parts(physicalId = ''): { readonly api: string; readonly id: string } {
  const [api = '', id = ''] = physicalId.split('|')
  return { api, id }
}

// The stage that came with the deployment holds it until the stage is gone or shows another one.
async function dropStage(
  client: AwsClient,
  { api, id, stage }: { readonly api: string; readonly id: string; readonly stage: string },
): Promise<void> {
  const place = { restApiId: api, stageName: stage }
  const found = await present(client.call('apigateway', 'GetStage', place))
  if (found?.deploymentId === id) await gone(client.call('apigateway', 'DeleteStage', place))
}
