import type { Input, ResourceType } from '../../../model/provider.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { equal, list, record, text } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import type { Answer } from '../clients.ts'
import { defined, gone, present } from '../kit/answers.ts'
import { faithful } from '../kit/faithful.ts'
import { allTags, droppedTags, isOurs, userTags } from '../kit/tags.ts'
import { patches } from './patch.ts'

const type = 'AWS::ApiGateway::RestApi'
const plain = [
  'ApiKeySourceType',
  'BinaryMediaTypes',
  'Description',
  'DisableExecuteApiEndpoint',
  'EndpointConfiguration',
  'MinimumCompressionSize',
  'Name',
  'Policy',
]
const properties = [...plain, 'Body', 'FailOnWarnings', 'Mode', 'Parameters', 'Tags']

/** A REST API; its name tells nothing apart, so it is found again by its tags. */
export const restApi: ResourceType<AwsClient> = {
  type,
  takes: properties,
  reads: [
    'Name',
    'Description',
    'ApiKeySourceType',
    'BinaryMediaTypes',
    'MinimumCompressionSize',
    'EndpointConfiguration',
    'Tags',
  ],
  tagging: { property: 'Tags', form: 'list' },
  async create(client, input) {
    const made = await client.call('apigateway', 'CreateRestApi', {
      name: nameOf(input.properties, input.logicalId),
      ...settings(input.properties),
      tags: allTags(input),
    })
    if (input.properties.Body !== undefined) {
      await importBody(client, String(made.id), input)
      // An import that overwrites takes settings back to what the body says.
      await writeSettings(client, String(made.id), { ...input, before: {} })
    }
    return described(made)
  },
  async find(client, sought) {
    let position: string | undefined
    do {
      const page = await client.call('apigateway', 'GetRestApis', { limit: 500, ...defined({ position }) })
      const found = (page.items ?? []).find(({ tags = {} }) => isOurs(tags, sought.tags))
      if (found !== undefined) return found.id
      position = page.position
    } while (position !== undefined)
    return undefined
  },
  async read(client, { physicalId = '', properties: known }) {
    const found = await present(client.call('apigateway', 'GetRestApi', { restApiId: physicalId }))
    if (found === undefined) return undefined
    return { properties: faithful(known, live(found, known)), attributes: described(found).attributes }
  },
  async update(client, physicalId, input) {
    const bodyChanged = !equal(input.properties.Body, input.before?.Body)
    if (bodyChanged) await importBody(client, physicalId, input)
    const before = bodyChanged ? {} : (input.before ?? {})
    await writeSettings(client, physicalId, { ...input, before })
    await writeTags(client, physicalId, input)
    return described(await client.call('apigateway', 'GetRestApi', { restApiId: physicalId }))
  },
  async delete(client, { physicalId = '' }) {
    await gone(client.call('apigateway', 'DeleteRestApi', { restApiId: physicalId }))
  },
}

function nameOf({ Name, Body }: Properties, logicalId: string): string {
  return text(Name) ?? text(record(record(Body).info).title) ?? logicalId
}

function settings(own: Properties): Record<string, unknown> {
  const {
    ApiKeySourceType,
    BinaryMediaTypes,
    Description,
    DisableExecuteApiEndpoint,
    MinimumCompressionSize,
  } = own
  const { EndpointConfiguration, Policy } = own
  const { Types, VpcEndpointIds, IpAddressType } = record(EndpointConfiguration)
  const endpoint = defined({ types: Types, vpcEndpointIds: VpcEndpointIds, ipAddressType: IpAddressType })
  return defined<unknown>({
    apiKeySource: ApiKeySourceType,
    binaryMediaTypes: BinaryMediaTypes,
    description: Description,
    disableExecuteApiEndpoint:
      DisableExecuteApiEndpoint === undefined
        ? undefined
        : String(DisableExecuteApiEndpoint).toLowerCase() === 'true',
    minimumCompressionSize: MinimumCompressionSize === undefined ? undefined : Number(MinimumCompressionSize),
    endpointConfiguration: EndpointConfiguration === undefined ? undefined : endpoint,
    policy: Policy === undefined ? undefined : typeof Policy === 'string' ? Policy : JSON.stringify(Policy),
  })
}

async function importBody(client: AwsClient, restApiId: string, { properties: own }: Input): Promise<void> {
  if (own.Body === undefined) return
  await client.call('apigateway', 'PutRestApi', {
    restApiId,
    mode: own.Mode === 'merge' ? 'merge' : 'overwrite',
    failOnWarnings: String(own.FailOnWarnings).toLowerCase() === 'true',
    ...defined({ parameters: own.Parameters }),
    body: Buffer.from(typeof own.Body === 'string' ? own.Body : JSON.stringify(own.Body)),
  })
}

async function writeSettings(
  client: AwsClient,
  restApiId: string,
  { properties: own, before }: Input,
): Promise<void> {
  const operations = [
    ...patches(
      {
        ApiKeySourceType: '/apiKeySource',
        Description: '/description',
        DisableExecuteApiEndpoint: '/disableExecuteApiEndpoint',
        MinimumCompressionSize: '/minimumCompressionSize',
        Name: '/name',
        Policy: '/policy',
      },
      own,
      before,
    ),
    ...endpointPatch(own, before),
    ...mediaPatches(own, before),
  ]
  if (operations.length === 0) return
  await client.call('apigateway', 'UpdateRestApi', { restApiId, patchOperations: operations })
}

function endpointPatch(own: Properties, before: Properties | undefined) {
  const [wanted] = list(record(own.EndpointConfiguration).Types)
  if (wanted === undefined || equal(own.EndpointConfiguration, before?.EndpointConfiguration)) return []
  return [{ op: 'replace', path: '/endpointConfiguration/types/0', value: String(wanted) }]
}

function mediaPatches(own: Properties, before: Properties | undefined) {
  const path = (media: Value): string => `/binaryMediaTypes/${String(media).replace(/\//g, '~1')}`
  const [wanted, known] = [list(own.BinaryMediaTypes), list(before?.BinaryMediaTypes)]
  return [
    ...wanted.filter(media => !known.includes(media)).map(media => ({ op: 'add', path: path(media) })),
    ...known.filter(media => !wanted.includes(media)).map(media => ({ op: 'remove', path: path(media) })),
  ]
}

async function writeTags(client: AwsClient, id: string, input: Input): Promise<void> {
  const resourceArn = `arn:${client.partition}:apigateway:${client.region}::/restapis/${id}`
  const tagKeys = droppedTags(input.before, input)
  if (!equal(input.properties.Tags, input.before?.Tags))
    await client.call('apigateway', 'TagResource', { resourceArn, tags: allTags(input) })
  if (tagKeys.length > 0) await client.call('apigateway', 'UntagResource', { resourceArn, tagKeys })
}

function described({ id = '', rootResourceId = '' }: Answer<'apigateway', 'GetRestApi'>) {
  const attributes = { Ref: id, RestApiId: id, RootResourceId: rootResourceId }
  return { physicalId: id, attributes }
}

function live(found: Answer<'apigateway', 'GetRestApi'>, known: Properties): Properties {
  return defined<Value>({
    Name: found.name,
    Description: found.description,
    ApiKeySourceType: found.apiKeySource,
    BinaryMediaTypes: found.binaryMediaTypes,
    MinimumCompressionSize: found.minimumCompressionSize,
    EndpointConfiguration:
      found.endpointConfiguration === undefined || 'Type' in record(known.EndpointConfiguration)
        ? undefined
        : { Types: found.endpointConfiguration.types ?? [] },
    Tags: userTags(found.tags ?? {}, 'list'),
  })
}
