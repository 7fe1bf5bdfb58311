import type { WireCall } from '../../../model/operation.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { list, record } from '../../../model/value.ts'
import { omitUndefined } from '../../kit/omit-undefined.ts'
import { badRequest, freshId, gatewayRefusal } from '../api-gateway/wire-apis.ts'
import { entriesIn, gatewayAddress, keyIn } from '../protocols/scope.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { httpApiTable, keptHttpApis } from './kept.ts'
import { omit, partOf, parts, routes, savePart, stages } from './wire-parts.ts'
import { apiOf, onHttpApi, save, shownOf } from './wire-store.ts'

/** API Gateway's calls on HTTP APIs and their parts. */
const httpApis = [
  onHttpApi('POST /v2/apis CreateApi', (call, { body }) => {
    const { target, routeKey = '$default', credentialsArn, ...fields } = body
    if (body.protocolType === 'WEBSOCKET' && body.routeSelectionExpression === undefined)
      throw badRequest('A route selection expression is required for WebSocket APIs.')
    const made = fresh(call, fields)
    const whole =
      typeof target === 'string'
        ? quick(call, made, { target, routeKey, ...omitUndefined({ credentialsArn }) })
        : made
    save(call, whole)
    return { status: 201, json: shownOf(whole) }
  }),
  onHttpApi('PUT /v2/apis ImportApi', (call, { body }) => {
    const definition = definitionOf(body)
    const made = fresh(call, { name: record(definition.info).title ?? 'api', ...tagsIn(definition) })
    save(call, { ...made, body: definition })
    return { status: 201, json: shownOf(made) }
  }),
  onHttpApi('GET /v2/apis GetApis', call => ({
    json: { items: entriesIn(call, httpApiTable).map(shownOf) },
  })),
  onHttpApi('GET /v2/apis/{api} GetApi', (call, { path }) => ({ json: shownOf(apiOf(call, path)) })),
  onHttpApi('PUT /v2/apis/{api} ReimportApi', (call, { path, body }) => {
    const api = apiOf(call, path)
    const definition = definitionOf(body)
    const name = record(definition.info).title ?? 'api'
    const shown = {
      ...shownOf(api),
      name,
      tags: { ...record(shownOf(api).tags), ...tagsIn(definition).tags },
    }
    save(call, { ...api, shown, body: definition })
    return { status: 201, json: shown }
  }),
  onHttpApi('PATCH /v2/apis/{api} UpdateApi', (call, { path, body }) => {
    const api = apiOf(call, path)
    const { target, routeKey, credentialsArn, ...fields } = body
    const shown = { ...shownOf(api), ...fields }
    save(call, { ...quickChanged(api, omitUndefined({ target, routeKey, credentialsArn })), shown })
    return { json: shown }
  }),
  onHttpApi('DELETE /v2/apis/{api}/cors DeleteCorsConfiguration', (call, { path }) => {
    const api = apiOf(call, path)
    const { corsConfiguration: _, ...shown } = shownOf(api)
    save(call, { ...api, shown })
    return { status: 204 }
  }),
  onHttpApi('DELETE /v2/apis/{api}/stages/{id}/accesslogsettings DeleteAccessLogSettings', (call, input) => {
    const { accessLogSettings: _, ...stage } = partOf(call, input, stages)
    savePart(call, input, { ...stages, part: stage })
    return { status: 204 }
  }),
  onHttpApi('DELETE /v2/apis/{api}/stages/{id}/routesettings/{key} DeleteRouteSettings', (call, input) => {
    const stage = partOf(call, input, stages)
    const routeSettings = omit(record(stage.routeSettings), input.path.key)
    savePart(call, input, { ...stages, part: { ...stage, routeSettings } })
    return { status: 204 }
  }),
  onHttpApi(
    'DELETE /v2/apis/{api}/routes/{id}/requestparameters/{key} DeleteRouteRequestParameter',
    (call, input) => {
      const route = partOf(call, input, routes)
      const requestParameters = omit(record(route.requestParameters), input.path.key)
      savePart(call, input, { ...routes, part: { ...route, requestParameters } })
      return { status: 204 }
    },
  ),
  onHttpApi('DELETE /v2/apis/{api} DeleteApi', (call, { path }) => {
    apiOf(call, path)
    call.store.delete(httpApiTable, keyIn(call, path.api ?? ''))
    return { status: 204 }
  }),
  onHttpApi('GET /v2/tags/{arn} GetTags', (call, { path }) => ({
    json: { tags: tagged(call, path.arn ?? '').tags },
  })),
  onHttpApi('POST /v2/tags/{arn} TagResource', (call, { path, body }) => {
    const { tags, keep } = tagged(call, path.arn ?? '')
    keep({ ...tags, ...record(body.tags) })
    return { status: 201, json: {} }
  }),
  onHttpApi('DELETE /v2/tags/{arn} UntagResource', (call, { path, query }) => {
    const { tags, keep } = tagged(call, path.arn ?? '')
    const gone = query.getAll('tagKeys')
    keep(Object.fromEntries(Object.entries(tags).filter(([key]) => !gone.includes(key))))
    return { status: 204 }
  }),
  ...parts(stages),
  ...parts({ what: 'Authorizer', table: 'authorizers', idName: 'authorizerId' }),
  ...parts({ what: 'Deployment', table: 'deployments', idName: 'deploymentId' }),
  ...parts({ what: 'Integration', table: 'integrations', idName: 'integrationId' }),
  ...parts({ what: 'Model', table: 'models', idName: 'modelId' }),
  ...parts(routes),
]

function fresh(call: WireCall, fields: Properties): Properties {
  const apiId = freshId(call)
  const shown = {
    apiId,
    apiEndpoint: gatewayAddress(call, apiId),
    protocolType: 'HTTP',
    routeSelectionExpression: '${request.method} ${request.path}',
    apiKeySelectionExpression: '$request.header.x-api-key',
    createdDate: call.now.toISOString(),
    disableExecuteApiEndpoint: false,
    tags: {},
    ...fields,
  }
  return { shown }
}

function quick(call: WireCall, api: Properties, { target, routeKey, ...more }: Properties): Properties {
  const integrationId = freshId(call)
  const routeId = freshId(call)
  const integration = {
    integrationId,
    integrationType: 'AWS_PROXY',
    integrationUri: target ?? '',
    payloadFormatVersion: '2.0',
    ...more,
  }
  const route = { routeId, routeKey: routeKey ?? '$default', target: `integrations/${integrationId}` }
  const stage = { stageName: '$default', autoDeploy: true, createdDate: call.now.toISOString() }
  return {
    ...api,
    quick: { integrationId, routeId },
    integrations: { [integrationId]: integration },
    routes: { [routeId]: route },
    stages: { $default: stage },
  }
}

/** Changes what a quick create made; an API without such things takes no change of them. */
function quickChanged(api: Properties, change: Properties): Properties {
  const { target, routeKey, ...more } = change
  const { integrationId, routeId } = record(api.quick)
  if (integrationId === undefined && target === undefined && routeKey === undefined) return api
  if (integrationId === undefined) throw badRequest('The API was not made by a quick create')
  const changed = (table: string, id: Value | undefined, change: Properties): Properties => {
    const known = record(api[table])
    return { [table]: { ...known, [String(id)]: { ...record(known[String(id)]), ...change } } }
  }
  return {
    ...api,
    ...changed('integrations', integrationId, {
      ...(target === undefined ? {} : { integrationUri: target }),
      ...more,
    }),
    ...changed('routes', routeId, routeKey === undefined ? {} : { routeKey }),
  }
}

function definitionOf({ body }: Properties): Properties {
  let definition: Value
  try {
    definition = JSON.parse(String(body)) as Value // JSON gives values
  } catch {
    throw badRequest('Unable to parse API definition because of a malformed definition at line 1.')
  }
  if (record(definition).openapi === undefined) throw badRequest('Only OpenAPI 3 definitions are supported.')
  return record(definition)
}

function tagsIn({ tags }: Properties): { readonly tags: Properties } {
  const found = list(tags).map(record)
  const valued = found.filter(tag => tag['x-amazon-apigateway-tag-value'] !== undefined)
  return {
    tags: Object.fromEntries(
      valued.map(tag => [String(tag.name), tag['x-amazon-apigateway-tag-value'] ?? '']),
    ),
  }
}

function tagged(call: WireCall, arn: string) {
  const [, api = '', stage] = /\/apis\/([^/]+)(?:\/stages\/([^/]+))?$/.exec(arn) ?? []
  const found = apiOf(call, { api })
  const stages = record(found.stages)
  const part = stage === undefined ? shownOf(found) : record(stages[stage])
  const keep = (tags: Properties): void =>
    save(
      call,
      stage === undefined
        ? { ...found, shown: { ...part, tags } }
        : { ...found, stages: { ...stages, [stage]: { ...part, tags } } },
    )
  return { tags: record(part.tags), keep }
}

/** HTTP and WebSocket APIs of API Gateway, as the local cloud answers it. */
export const wire: AwsWire = {
  operations: httpApis,
  kept: keptHttpApis,
  routes: httpApis,
  throttled: 'TooManyRequestsException',
  refusal: gatewayRefusal,
}
