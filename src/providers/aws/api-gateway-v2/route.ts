import type { ResourceType } from '../../../model/provider.ts'
import { equal, type Properties, record } from '../../../model/value.ts'
import type { Call } from '../../kit/call.ts'
import { foreign } from '../../kit/ownership.ts'
import { type Change, settings } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { made } from '../kit/recipe.ts'
import { attributesOf, partOfApi, partsOf } from './http-part.ts'

const type = 'AWS::ApiGatewayV2::Route'

// What UpdateRoute does not name stays; https://github.com/go-to-k/cdkd/pull/1163 tried the resets on AWS.
const update = settings({
  call: 'UpdateRoute',
  takes: [
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
  resets: {
    ApiKeyRequired: false,
    AuthorizationScopes: [],
    AuthorizationType: 'NONE',
    AuthorizerId: '',
    ModelSelectionExpression: '',
    OperationName: '',
    RequestModels: {},
    RouteResponseSelectionExpression: '',
    Target: '',
  },
})

/** A route of an HTTP API; its key is unique there, and its target tells whose it is. */
export const route: ResourceType<AwsClient> = made('apigatewayv2', {
  type,
  partOf: ['ApiId'],
  uniqueBy: ['RouteKey'],
  id: partOfApi('RouteId'),
  create: { call: 'CreateRoute', takes: update.takes },
  parts: [
    {
      ...update,
      async calls(change) {
        return [...(await update.calls(change)), ...droppedParameters(change)]
      },
    },
  ],
  async show({ ask }) {
    const live = await ask('GetRoute')
    return live && { live }
  },
  attributes: attributesOf('RouteId'),
  async search(session, { properties: own }) {
    const found = (await partsOf(session, 'GetRoutes', own)).find(({ RouteKey }) => RouteKey === own.RouteKey)
    if (found === undefined) return undefined
    if (!equal(found.Target, own.Target)) throw foreign(type, String(own.RouteKey))
    return `${String(own.ApiId)}|${String(found.RouteId)}`
  },
  delete: { call: 'DeleteRoute' },
})

function droppedParameters({
  key,
  now,
  before,
}: Change<AwsClient>): readonly Call<CallName<'apigatewayv2'>>[] {
  const names = ({ RequestParameters }: Properties) => Object.keys(record(RequestParameters))
  const left = names(before).filter(name => !names(now).includes(name))
  return left.map(RequestParameterKey => ({
    action: 'DeleteRouteRequestParameter',
    members: { ...key, RequestParameterKey },
    forgiving: true,
  }))
}
