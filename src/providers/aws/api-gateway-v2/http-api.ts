import type { Input, ResourceType } from '../../../model/provider.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { canonical, equal, isRecord, list, record, text } from '../../../model/value.ts'
import type { Call, Members } from '../../kit/call.ts'
import { pick } from '../../kit/changes.ts'
import { type Codec, parsed, toMembers } from '../../kit/form.ts'
import { byAnswer } from '../../kit/identifier.ts'
import { omitUndefined } from '../../kit/omit-undefined.ts'
import { isOurs } from '../../kit/ownership.ts'
import { allPages } from '../../kit/pages.ts'
import { type Change, withResets } from '../../kit/parts.ts'
import { allTags, readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { made } from '../kit/recipe.ts'
import { objectAt } from '../kit/s3-object.ts'
import { resourceTags } from '../kit/tagging.ts'

type ApiCall = Call<CallName<'apigatewayv2'>>

/** Defaults as https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html gives them. */
const resets: Properties = {
  ApiKeySelectionExpression: '$request.header.x-api-key',
  Description: '',
  DisableExecuteApiEndpoint: false,
  DisableSchemaValidation: false,
  IpAddressType: 'ipv4',
  RouteSelectionExpression: '${request.method} ${request.path}',
  Version: '',
}
const settable = ['CorsConfiguration', 'Name', ...Object.keys(resets)]
const quickCreate = ['CredentialsArn', 'RouteKey', 'Target']
const definition = ['BasePath', 'Body', 'BodyS3Location', 'FailOnWarnings']

/** The service gives names of headers and methods back in a writing of its own. */
const caseless: Codec = {
  write: value => value,
  read: (live, known) => (lowered(live) === lowered(known) ? known : live),
}

const added = 'an import adds to an API, and nothing takes it back'
const quick = 'what a quick create made can be changed, but not taken from an API'

/** An HTTP or WebSocket API; its name tells nothing apart, so it is found again by its tags. */
export const httpApi: ResourceType<AwsClient> = made('apigatewayv2', {
  type: 'AWS::ApiGatewayV2::Api',
  id: byAnswer('ApiId', { member: 'ApiId' }),
  form: {
    codecs: Object.fromEntries(
      ['AllowHeaders', 'AllowMethods', 'AllowOrigins', 'ExposeHeaders'].map(name => [
        `CorsConfiguration.${name}`,
        caseless,
      ]),
    ),
  },
  create: {
    call: 'CreateApi',
    takes: [...settable, ...quickCreate, 'ProtocolType'],
    // A body can only be imported into an HTTP API.
    members: ({ properties: own, logicalId }) => ({
      Name: nameOf(own, logicalId) ?? logicalId,
      ...(hasBody(own) ? { ProtocolType: own.ProtocolType ?? 'HTTP' } : {}),
    }),
  },
  parts: [{ takes: [...definition, ...settable, ...quickCreate], calls }],
  // https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html (UpdateApi, `target`)
  stays: {
    Body: added,
    BodyS3Location: added,
    CredentialsArn: quick,
    RouteKey: quick,
    Target: quick,
  },
  unseen: [...definition, ...quickCreate],
  tags: {
    ...resourceTags(({ client, id }) => ({ ResourceArn: arnOf(client, id) }), { form: 'map', sent: 'map' }),
  },
  async show({ ask }) {
    const live = await ask('GetApi')
    return live && { live, tags: readTags(live.Tags) }
  },
  answered: true,
  attributes: ({ id, live }) => ({ ApiId: id, ApiEndpoint: live.ApiEndpoint ?? '' }),
  async search({ ask }, sought) {
    const page = { action: 'GetApis', members: {}, items: 'Items', token: 'NextToken' } as const
    const found = (await allPages(ask, page)) ?? []
    return text(found.map(record).find(({ Tags }) => isOurs(readTags(Tags), sought))?.ApiId)
  },
  delete: { call: 'DeleteApi' },
})

function arnOf({ partition, region }: AwsClient, id: string): string {
  return `arn:${partition}:apigateway:${region}::/apis/${id}`
}

/** The name that an API has without one of its own: what its body says, which is not known of one in YAML. */
function nameOf(own: Properties, logicalId: string): string | undefined {
  return text(own.Name) ?? titleOf(own) ?? (hasBody(own) ? undefined : logicalId)
}

function hasBody({ Body, BodyS3Location }: Properties): boolean {
  return Body !== undefined || BodyS3Location !== undefined
}

function titleOf({ Body }: Properties): string | undefined {
  return text(record(bodyMap(Body)?.info).title)
}

/** Imports a body that changed and writes the settings, which an import takes back to what the body says. */
async function calls({ client, id, key, input, form }: Change<AwsClient>): Promise<readonly ApiCall[]> {
  const { properties: now, before = {} } = input
  const imports = hasBody(now) && !equal(pick(now, definition), pick(before, definition))
  const named = (own: Properties): Properties => ({
    ...pick(own, [...settable, ...quickCreate]),
    ...omitUndefined({ Name: nameOf(own, input.logicalId) }),
  })
  const known = imports ? omitUndefined({ Name: titleOf(now) }) : named(before)
  const wanted = named(withResets(before, now, { resets, id }))
  const changed = Object.entries(wanted).filter(([name, value]) => !equal(value, known[name]))
  const members = toMembers(Object.fromEntries(changed), form)
  const dropsCors = before.CorsConfiguration !== undefined && now.CorsConfiguration === undefined
  return [
    ...(imports ? await importCalls({ client, key, input, arn: arnOf(client, id) }) : []),
    ...(changed.length === 0 ? [] : [{ action: 'UpdateApi', members: { ...key, ...members } } as const]),
    ...(dropsCors && !imports
      ? [{ action: 'DeleteCorsConfiguration', members: key, forgiving: true } as const]
      : []),
  ]
}

interface Import {
  readonly client: AwsClient
  readonly key: Members
  readonly input: Input
  readonly arn: string
}

async function importCalls({ client, key, input, arn }: Import): Promise<readonly ApiCall[]> {
  const { BasePath, BodyS3Location, FailOnWarnings } = input.properties
  const { Body = await objectAt(client, record(BodyS3Location)) } = input.properties
  const tags = allTags(input.properties.Tags, input)
  const map = bodyMap(Body)
  const optional = omitUndefined({ Basepath: BasePath, FailOnWarnings })
  const text = map === undefined ? Body : JSON.stringify(withTags(map, tags))
  const reimport = { action: 'ReimportApi', members: { ...key, ...optional, Body: text } } as const
  if (map !== undefined) return [reimport]
  return [reimport, { action: 'TagResource', members: { ResourceArn: arn, Tags: tags } }]
}

/** Gives a body as a map; nothing for one that is text of another kind than JSON, such as YAML. */
function bodyMap(body: Value | undefined): Properties | undefined {
  const found = typeof body === 'string' ? parsed(body) : body
  return isRecord(found) ? found : undefined
}

// An import takes tags from the body, so those that say whose the API is travel there.
function withTags(body: Properties, tags: Readonly<Record<string, string>>): Properties {
  const others = list(body.tags).filter(tag => !Object.hasOwn(tags, String(record(tag).name)))
  const own = Object.entries(tags).map(([name, value]) => ({ name, 'x-amazon-apigateway-tag-value': value }))
  return { ...body, tags: [...others, ...own] }
}

function lowered(value: Value): string {
  return list(value)
    .map(item => canonical(item).toLowerCase())
    .sort()
    .join()
}
