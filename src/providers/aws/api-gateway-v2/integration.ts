import type { ResourceType } from '../../../model/provider.ts'
import { equal, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import { type Members, plain } from '../../kit/call.ts'
import { type Codec, parsed, toMembers } from '../../kit/form.ts'
import { isMarked, type Mark } from '../../kit/ownership.ts'
import { type Change, withResets } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import { orMissing } from '../kit/answers.ts'
import { made } from '../kit/recipe.ts'
import { attributesOf, partOfApi, partsOf } from './http-part.ts'

const takes = [
  'ConnectionId',
  'ConnectionType',
  'ContentHandlingStrategy',
  'CredentialsArn',
  'Description',
  'IntegrationMethod',
  'IntegrationSubtype',
  'IntegrationType',
  'IntegrationUri',
  'PassthroughBehavior',
  'PayloadFormatVersion',
  'RequestParameters',
  'RequestTemplates',
  'ResponseParameters',
  'TemplateSelectionExpression',
  'TimeoutInMillis',
  'TlsConfig',
]

/**
 * The documented defaults, and empty values where there is none:
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html, and as Terraform does it.
 */
const resets: Properties = {
  ConnectionId: '',
  ConnectionType: 'INTERNET',
  CredentialsArn: '',
  IntegrationUri: '',
  PassthroughBehavior: 'WHEN_NO_MATCH',
  PayloadFormatVersion: '1.0',
  RequestTemplates: {},
  TemplateSelectionExpression: '',
  TlsConfig: {},
}

/** Milliseconds, by the protocol of the API. */
const timeouts: Properties = { HTTP: 30_000, WEBSOCKET: 29_000 }

const mark: Mark = {
  property: 'Description',
  write: instance => `[fnx:${instance}]`,
  pattern: / ?\[fnx:([a-z0-9]+)\]$/,
}

/** A map that a template may write as JSON text. */
const map: Codec = {
  write: value => (typeof value === 'string' ? parsed(value) : value),
  read: (live, known) => (typeof known === 'string' ? JSON.stringify(live) : live),
}

/** By status code: the API has `{ destination: source }` where the template has a list of both. */
const mappings: Codec = {
  write: value =>
    byStatus(map.write(value), ({ ResponseParameters }) =>
      Object.fromEntries(list(ResponseParameters).map(record).map(sourceByDestination)),
    ),
  read: (live, known) =>
    map.read(
      byStatus(live, found => ({
        ResponseParameters: Object.entries(found).map(([Destination, Source]) => ({ Destination, Source })),
      })),
      known,
    ),
}

function byStatus(value: Value, change: (found: Properties) => Properties): Properties {
  return Object.fromEntries(
    Object.entries(record(value)).map(([status, found]) => [status, change(record(found))]),
  )
}

function sourceByDestination({ Destination, Source = '' }: Properties): readonly [string, Value] {
  return [String(Destination), Source]
}

/** The link from routes of an HTTP API to a function; its description ends with the instance. */
export const integration: ResourceType<AwsClient> = {
  ...made('apigatewayv2', {
    type: 'AWS::ApiGatewayV2::Integration',
    partOf: ['ApiId'],
    id: partOfApi('IntegrationId'),
    form: {
      codecs: { RequestParameters: map, RequestTemplates: map, ResponseParameters: mappings },
    },
    create: { call: 'CreateIntegration', takes },
    parts: [
      {
        takes,
        calls: async change => [{ action: 'UpdateIntegration', members: await updateOf(change) }],
      },
    ],
    stays: {
      ContentHandlingStrategy: 'the API has no value for a payload that passes as it is',
      IntegrationMethod: 'an integration keeps its method until it is given another one',
      IntegrationSubtype: 'an integration stays one of a service of AWS',
    },
    mark,
    async show({ ask }) {
      const live = await ask('GetIntegration')
      return live && { live }
    },
    attributes: attributesOf('IntegrationId'),
    async search(session, sought) {
      const found = (await partsOf(session, 'GetIntegrations', sought.properties)).find(({ Description }) =>
        isMarked(mark, text(Description) ?? '', sought),
      )
      return found && `${String(sought.properties.ApiId)}|${String(found.IntegrationId)}`
    },
    delete: { call: 'DeleteIntegration' },
  }),
  async trace(client, { properties, name }) {
    const ask = async (_action: string, members: Members = {}) => {
      const found = await orMissing(client.call('apigatewayv2', 'GetIntegrations', members))
      return found && plain(found)
    }
    const [instance, ...more] = (await partsOf({ ask }, 'GetIntegrations', properties)).flatMap(
      ({ IntegrationUri, Description }) =>
        equal(IntegrationUri, properties.IntegrationUri)
          ? (mark.pattern.exec(text(Description) ?? '')?.[1] ?? [])
          : [],
    )
    return instance === undefined || more.length > 0 ? undefined : { name, instance }
  },
}

/** UpdateIntegration keeps what it does not name, and adds to maps of parameters. */
async function updateOf({ client, id, key, now, before, form }: Change<AwsClient>): Promise<Members> {
  const [sent, known] = [withResets(before, now, { resets, id }), before].map(own => toMembers(own, form))
  const loses = before.TimeoutInMillis !== undefined && now.TimeoutInMillis === undefined
  return {
    ...key,
    ...sent,
    ...(loses ? { TimeoutInMillis: await usualTimeout(client, id) } : {}),
    ...emptied('RequestParameters', '', { sent, known }),
    ...emptied('ResponseParameters', {}, { sent, known }),
  }
}

/** Gives a map of parameters with an empty value for each that left it. */
function emptied(
  name: string,
  empty: Value,
  {
    sent = {},
    known = {},
  }: { readonly sent: Properties | undefined; readonly known: Properties | undefined },
): Properties {
  const wanted = record(sent[name])
  const left = Object.keys(record(known[name])).filter(one => !Object.hasOwn(wanted, one))
  return left.length === 0
    ? {}
    : { [name]: { ...wanted, ...Object.fromEntries(left.map(one => [one, empty])) } }
}

async function usualTimeout(client: AwsClient, id: string): Promise<Value | undefined> {
  const { ProtocolType = 'HTTP' } = await client.call('apigatewayv2', 'GetApi', { ApiId: id.split('|')[0] })
  return timeouts[ProtocolType]
}
