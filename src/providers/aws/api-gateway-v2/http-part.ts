import type { Identity, Input, ResourceType } from '../../../model/provider.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { equal, text } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import { gone, present } from '../kit/answers.ts'
import { faithful } from '../kit/faithful.ts'
import { foreign } from '../kit/foreign.ts'

/** A part of an HTTP API that has an id of its own, no name and no tags; its physical ID is `api|id`. */
interface Part {
  readonly type: string
  readonly idName: 'IntegrationId' | 'RouteId'
  readonly takes: readonly string[]
  readonly uniqueBy?: readonly string[]
  /** Gives what is sent for the properties. */
  fields(input: Pick<Input, 'properties' | 'tags'>): Properties
  /** Tells whether a part that lives is the one that an unfinished create made. */
  matches(live: Properties, sought: Pick<Input, 'properties' | 'tags'>): 'ours' | 'foreign' | 'other'
  /** Gives the instance that a part which lives carries, where it leads to what the properties say. */
  instanceIn?(live: Properties, properties: Properties): string | undefined
}

function mark({ tags }: Pick<Identity, 'tags'>): string {
  return `[fnx:${tags['fnx:instance'] ?? ''}]`
}

/** The link from routes of an HTTP API to a function; its description ends with the instance. */
export const integration = part('Integration', {
  type: 'AWS::ApiGatewayV2::Integration',
  idName: 'IntegrationId',
  takes: [
    'ApiId',
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
  ],
  fields(input) {
    const { Description } = input.properties
    const description = [text(Description), mark(input)].filter(Boolean).join(' ')
    return { ...input.properties, Description: description }
  },
  matches: (live, sought) => (String(live.Description ?? '').endsWith(mark(sought)) ? 'ours' : 'other'),
  instanceIn: (live, { IntegrationUri }) =>
    equal(live.IntegrationUri, IntegrationUri)
      ? /\[fnx:([a-z0-9]+)\]$/.exec(String(live.Description ?? ''))?.[1]
      : undefined,
})

/** A route of an HTTP API; its key is unique there, and its target tells whose it is. */
export const route = part('Route', {
  type: 'AWS::ApiGatewayV2::Route',
  idName: 'RouteId',
  takes: [
    'ApiId',
    'ApiKeyRequired',
    'AuthorizationScopes',
    'AuthorizationType',
    'AuthorizerId',
    'ModelSelectionExpression',
    'OperationName',
    'RequestModels',
    'RequestParameters',
    'RouteKey',
    'RouteResponseSelectionExpression',
    'Target',
  ],
  uniqueBy: ['RouteKey'],
  fields: ({ properties }) => properties,
  matches(live, { properties }) {
    if (live.RouteKey !== properties.RouteKey) return 'other'
    return equal(live.Target, properties.Target) ? 'ours' : 'foreign'
  },
})

function part(what: 'Integration' | 'Route', own: Part): ResourceType<AwsClient> {
  const where = (physicalId = '') => {
    const [ApiId = '', id = ''] = physicalId.split('|')
    return { ApiId, [own.idName]: id }
  }
  const parts = async (client: AwsClient, { ApiId }: Properties): Promise<readonly Properties[]> => {
    const place = { ApiId: text(ApiId) ?? '', MaxResults: '500' }
    const found = await present(client.call('apigatewayv2', `Get${what}s`, place))
    return (found?.Items ?? []).map(plain)
  }
  const described = (physicalId: string) => {
    const id = physicalId.split('|')[1] ?? ''
    return { physicalId, attributes: { Ref: id, [own.idName]: id } }
  }
  return {
    type: own.type,
    takes: own.takes,
    // What lives is given back whole.
    reads: own.takes,
    partOf: ['ApiId'],
    ...(own.uniqueBy === undefined ? {} : { uniqueBy: own.uniqueBy }),
    async create(client, input) {
      const made = plain(await client.call('apigatewayv2', `Create${what}`, own.fields(input)))
      return described(`${String(input.properties.ApiId)}|${String(made[own.idName])}`)
    },
    async find(client, sought) {
      const ApiId = text(sought.properties.ApiId) ?? ''
      for (const item of await parts(client, sought.properties)) {
        const whose = own.matches(item, sought)
        if (whose === 'foreign') throw foreign(own.type, String(item.RouteKey))
        if (whose === 'ours') return `${ApiId}|${String(item[own.idName])}`
      }
      return undefined
    },
    ...(own.instanceIn === undefined
      ? {}
      : {
          async trace(client, { properties, name }) {
            const carried = (await parts(client, properties)).map(live => own.instanceIn?.(live, properties))
            const [instance, ...more] = carried.filter(found => found !== undefined)
            return instance === undefined || more.length > 0 ? undefined : { name, instance }
          },
        }),
    async read(client, { physicalId = '', properties, instance }) {
      const found = await present(client.call('apigatewayv2', `Get${what}`, where(physicalId)))
      if (found === undefined) return undefined
      const { Description, ...live } = plain(found)
      const words = String(Description ?? '').replace(new RegExp(` ?\\[fnx:${instance}\\]$`), '')
      const whole = { ...live, ApiId: where(physicalId).ApiId ?? '', Description: words }
      return { properties: faithful(properties, whole), attributes: described(physicalId).attributes }
    },
    async update(client, physicalId, input) {
      await client.call('apigatewayv2', `Update${what}`, { ...own.fields(input), ...where(physicalId) })
      return described(physicalId)
    },
    async delete(client, { physicalId }) {
      await gone(client.call('apigatewayv2', `Delete${what}`, where(physicalId)))
    },
  }
}

function plain(answer: object): Properties {
  return JSON.parse(JSON.stringify(answer)) as Record<string, Value> // the SDK's answer is JSON
}
