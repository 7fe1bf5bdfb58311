import type { Input, ResourceType } from '../../../model/provider.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { equal, list, record, text } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import type { Answer } from '../clients.ts'
import { defined, gone, present } from '../kit/answers.ts'
import { faithful } from '../kit/faithful.ts'
import { allTags, droppedTags, isOurs, userTags } from '../kit/tags.ts'

const type = 'AWS::ApiGatewayV2::Api'
const settable = [
  'ApiKeySelectionExpression',
  'CorsConfiguration',
  'Description',
  'DisableExecuteApiEndpoint',
  'DisableSchemaValidation',
  'IpAddressType',
  'Name',
  'RouteSelectionExpression',
  'Version',
]
const properties = [
  ...settable,
  'BasePath',
  'Body',
  'CredentialsArn',
  'FailOnWarnings',
  'ProtocolType',
  'RouteKey',
  'Tags',
  'Target',
]

/** An HTTP or WebSocket API; its name tells nothing apart, so it is found again by its tags. */
export const httpApi: ResourceType<AwsClient> = {
  type,
  takes: properties,
  reads: ['Name', 'Description', 'ProtocolType', 'DisableExecuteApiEndpoint', 'Tags'],
  tagging: { property: 'Tags', form: 'map' },
  async create(client, input) {
    const made =
      input.properties.Body === undefined ? await createPlain(client, input) : await importBody(client, input)
    return described(made)
  },
  async find(client, sought) {
    let NextToken: string | undefined
    do {
      const page = await client.call('apigatewayv2', 'GetApis', defined({ NextToken }))
      const found = (page.Items ?? []).find(({ Tags = {} }) => isOurs(Tags, sought.tags))
      if (found !== undefined) return found.ApiId
      NextToken = page.NextToken
    } while (NextToken !== undefined)
    return undefined
  },
  async read(client, { physicalId = '', properties: known }) {
    const found = await present(client.call('apigatewayv2', 'GetApi', { ApiId: physicalId }))
    if (found === undefined) return undefined
    return { properties: faithful(known, live(found, known)), attributes: described(found).attributes }
  },
  async update(client, physicalId, input) {
    const { properties: now, before } = input
    const bodyChanged = now.Body !== undefined && !equal(now.Body, before?.Body)
    if (bodyChanged)
      await client.call('apigatewayv2', 'ReimportApi', { ApiId: physicalId, ...definition(input) })
    await writeSettings(client, physicalId, { ...input, before: bodyChanged ? {} : (before ?? {}) })
    await writeTags(client, physicalId, input)
    return described(await client.call('apigatewayv2', 'GetApi', { ApiId: physicalId }))
  },
  async delete(client, { physicalId = '' }) {
    await gone(client.call('apigatewayv2', 'DeleteApi', { ApiId: physicalId }))
  },
}

function createPlain(client: AwsClient, input: Input) {
  const { CredentialsArn, ProtocolType, RouteKey, Target } = input.properties
  return client.call('apigatewayv2', 'CreateApi', {
    ...settingsOf(input.properties),
    Name: text(input.properties.Name) ?? input.logicalId,
    ...defined({ CredentialsArn, ProtocolType, RouteKey, Target }),
    Tags: allTags(input),
  })
}

async function importBody(client: AwsClient, input: Input) {
  const made = await client.call('apigatewayv2', 'ImportApi', definition(input))
  await writeSettings(client, String(made.ApiId), { ...input, before: {} })
  return made
}

// An import takes tags from the body alone, so those that say whose the API is travel there.
function definition(input: Input): Record<string, unknown> {
  const { Body, BasePath, FailOnWarnings } = input.properties
  const known = list(record(Body).tags)
  const named = new Set(Object.keys(allTags(input)))
  const own = Object.entries(allTags(input)).map(([name, value]) => ({
    name,
    'x-amazon-apigateway-tag-value': value,
  }))
  const tags = [...known.filter(tag => !named.has(String(record(tag).name))), ...own]
  return {
    Body: JSON.stringify({ ...record(Body), tags }),
    ...defined<unknown>({ Basepath: BasePath, FailOnWarnings: flag(FailOnWarnings) }),
  }
}

function flag(value: Value | undefined): boolean | undefined {
  return value === undefined ? undefined : String(value).toLowerCase() === 'true'
}

function settingsOf(own: Properties): Record<string, unknown> {
  const found = Object.fromEntries(Object.entries(own).filter(([name]) => settable.includes(name)))
  const { DisableExecuteApiEndpoint, DisableSchemaValidation } = own
  return {
    ...found,
    ...defined({
      DisableExecuteApiEndpoint: flag(DisableExecuteApiEndpoint),
      DisableSchemaValidation: flag(DisableSchemaValidation),
    }),
  }
}

async function writeSettings(
  client: AwsClient,
  ApiId: string,
  { properties: now, before }: Input,
): Promise<void> {
  const changed = Object.entries(settingsOf(now)).filter(([name]) => !equal(now[name], before?.[name]))
  const reset = 'Description' in (before ?? {}) && !('Description' in now) ? { Description: '' } : {}
  const change = { ...reset, ...Object.fromEntries(changed) }
  if (Object.keys(change).length === 0) return
  await client.call('apigatewayv2', 'UpdateApi', { ApiId, ...change })
}

async function writeTags(client: AwsClient, id: string, input: Input): Promise<void> {
  const ResourceArn = `arn:${client.partition}:apigateway:${client.region}::/apis/${id}`
  const TagKeys = droppedTags(input.before, input)
  if (!equal(input.properties.Tags, input.before?.Tags))
    await client.call('apigatewayv2', 'TagResource', { ResourceArn, Tags: allTags(input) })
  if (TagKeys.length > 0) await client.call('apigatewayv2', 'UntagResource', { ResourceArn, TagKeys })
}

function described({ ApiId = '', ApiEndpoint = '' }: Answer<'apigatewayv2', 'GetApi'>) {
  return { physicalId: ApiId, attributes: { Ref: ApiId, ApiId, ApiEndpoint } }
}

function live(found: Answer<'apigatewayv2', 'GetApi'>, known: Properties): Properties {
  const own = Object.keys(record(known.Tags))
  const tags = Object.entries(found.Tags ?? {}).filter(([name]) => own.includes(name))
  return defined<Value>({
    Name: found.Name,
    Description: found.Description,
    ProtocolType: found.ProtocolType,
    DisableExecuteApiEndpoint: found.DisableExecuteApiEndpoint,
    // Tags that the body brought are not the template's property.
    Tags: userTags(Object.fromEntries(tags), 'map'),
  })
}
