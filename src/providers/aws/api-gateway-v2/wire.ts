import type { WireCall } from '../../../model/operation.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { isRecord, list, record } from '../../../model/value.ts'
import { omitUndefined } from '../../kit/omit-undefined.ts'
import { badRequest, freshId, gatewayRefusal, missing } from '../api-gateway/wire-apis.ts'
import { fault } from '../protocols/fault.ts'
import type { RestInput, RestOperation } from '../protocols/rest.ts'
import { restService } from '../protocols/rest.ts'
import { entriesIn, entry, gatewayAddress, keyIn } from '../protocols/scope.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { httpApiTable, keptHttpApis } from './kept.ts'

const on = restService('apigatewayv2', gatewayRefusal)

/** A kind of thing that an API has. */
interface Kind {
  readonly what: string
  readonly table: string
  readonly idName: string
}

const stages: Kind = { what: 'Stage', table: 'stages', idName: 'stageName' }
const routes: Kind = { what: 'Route', table: 'routes', idName: 'routeId' }

/** API Gateway's calls on HTTP APIs and their parts. */
const httpApis = [
  on('POST /v2/apis CreateApi', (call, { body }) => {
    const { target, routeKey = '$default', credentialsArn, ...fields } = body
    if (body.protocolType !== 'HTTP')
      throw fault(501, 'NotImplemented', 'The local cloud knows HTTP APIs, not WebSocket APIs.')
    const made = fresh(call, fields)
    const whole =
      typeof target === 'string'
        ? quick(call, made, { target, routeKey, ...omitUndefined({ credentialsArn }) })
        : made
    save(call, whole)
    return { status: 201, json: shownOf(whole) }
  }),
  on('PUT /v2/apis ImportApi', (call, { body }) => {
    const definition = definitionOf(body)
    const made = fresh(call, { name: record(definition.info).title ?? 'api', ...tagsIn(definition) })
    save(call, { ...made, body: definition })
    return { status: 201, json: shownOf(made) }
  }),
  on('GET /v2/apis GetApis', call => ({ json: { items: entriesIn(call, httpApiTable).map(shownOf) } })),
  on('GET /v2/apis/{api} GetApi', (call, { path }) => ({ json: shownOf(apiOf(call, path)) })),
  on('PUT /v2/apis/{api} ReimportApi', (call, { path, body }) => {
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
  on('PATCH /v2/apis/{api} UpdateApi', (call, { path, body }) => {
    const api = apiOf(call, path)
    const { target, routeKey, credentialsArn, ...fields } = body
    const shown = { ...shownOf(api), ...fields }
    save(call, { ...quickChanged(api, omitUndefined({ target, routeKey, credentialsArn })), shown })
    return { json: shown }
  }),
  on('DELETE /v2/apis/{api}/cors DeleteCorsConfiguration', (call, { path }) => {
    const api = apiOf(call, path)
    const { corsConfiguration: _, ...shown } = shownOf(api)
    save(call, { ...api, shown })
    return { status: 204 }
  }),
  on('DELETE /v2/apis/{api}/stages/{id}/accesslogsettings DeleteAccessLogSettings', (call, input) => {
    const { accessLogSettings: _, ...stage } = partOf(call, input, stages)
    savePart(call, input, { ...stages, part: stage })
    return { status: 204 }
  }),
  on('DELETE /v2/apis/{api}/stages/{id}/routesettings/{key} DeleteRouteSettings', (call, input) => {
    const stage = partOf(call, input, stages)
    const routeSettings = omit(record(stage.routeSettings), input.path.key)
    savePart(call, input, { ...stages, part: { ...stage, routeSettings } })
    return { status: 204 }
  }),
  on(
    'DELETE /v2/apis/{api}/routes/{id}/requestparameters/{key} DeleteRouteRequestParameter',
    (call, input) => {
      const route = partOf(call, input, routes)
      const requestParameters = omit(record(route.requestParameters), input.path.key)
      savePart(call, input, { ...routes, part: { ...route, requestParameters } })
      return { status: 204 }
    },
  ),
  on('DELETE /v2/apis/{api} DeleteApi', (call, { path }) => {
    apiOf(call, path)
    call.store.delete(httpApiTable, keyIn(call, path.api ?? ''))
    return { status: 204 }
  }),
  on('GET /v2/tags/{arn} GetTags', (call, { path }) => ({
    json: { tags: tagged(call, path.arn ?? '').tags },
  })),
  on('POST /v2/tags/{arn} TagResource', (call, { path, body }) => {
    const { tags, keep } = tagged(call, path.arn ?? '')
    keep({ ...tags, ...record(body.tags) })
    return { status: 201, json: {} }
  }),
  on('DELETE /v2/tags/{arn} UntagResource', (call, { path, query }) => {
    const { tags, keep } = tagged(call, path.arn ?? '')
    const gone = query.getAll('tagKeys')
    keep(Object.fromEntries(Object.entries(tags).filter(([key]) => !gone.includes(key))))
    return { status: 204 }
  }),
  ...parts(stages),
  ...parts({ what: 'Integration', table: 'integrations', idName: 'integrationId' }),
  ...parts(routes),
]

// Stages, integrations and routes are kept alike: by an id that the caller gives (a stage's name) or that is made.
function parts(kind: Kind): readonly RestOperation[] {
  const { what, table, idName } = kind
  return [
    on(`POST /v2/apis/{api}/${table} Create${what}`, (call, { path, body }) => {
      const api = apiOf(call, path)
      const id = typeof body[idName] === 'string' ? String(body[idName]) : freshId(call)
      checkPart(api, what, { ...body, id })
      const part = {
        ...body,
        [idName]: id,
        ...(what === 'Stage' ? { createdDate: call.now.toISOString() } : {}),
      }
      save(call, { ...api, [table]: { ...record(api[table]), [id]: part } })
      return { status: 201, json: part }
    }),
    on(`GET /v2/apis/{api}/${table} Get${what}s`, (call, { path }) => ({
      json: { items: Object.values(record(apiOf(call, path)[table])) },
    })),
    on(`GET /v2/apis/{api}/${table}/{id} Get${what}`, (call, input) => ({
      json: partOf(call, input, kind),
    })),
    on(`PATCH /v2/apis/{api}/${table}/{id} Update${what}`, (call, input) => {
      const part = merged(partOf(call, input, kind), input.body)
      savePart(call, input, { ...kind, part })
      return { json: part }
    }),
    on(`DELETE /v2/apis/{api}/${table}/{id} Delete${what}`, (call, input) => {
      partOf(call, input, kind)
      const api = apiOf(call, input.path)
      save(call, { ...api, [table]: omit(record(api[table]), input.path.id) })
      return { status: 204 }
    }),
  ]
}

function partOf(call: WireCall, { path }: RestInput, { what, table }: Kind): Properties {
  const found = record(apiOf(call, path)[table])[path.id ?? '']
  if (found === undefined) throw missing(`Unable to find ${what} with name or id ${path.id}`)
  return record(found)
}

function savePart(
  call: WireCall,
  { path }: RestInput,
  { table, part }: Kind & { readonly part: Properties },
): void {
  const api = apiOf(call, path)
  save(call, { ...api, [table]: { ...record(api[table]), [path.id ?? '']: part } })
}

function omit(map: Properties, name = ''): Properties {
  const { [name]: _, ...rest } = map
  return rest
}

/** An update adds to these maps, and an empty value takes an entry out. */
function merged(part: Properties, change: Properties): Properties {
  const maps = ['stageVariables', 'routeSettings', 'requestParameters', 'responseParameters']
  const added = maps.flatMap(name => {
    if (change[name] === undefined) return []
    const all = Object.entries({ ...record(part[name]), ...record(change[name]) })
    return [[name, Object.fromEntries(all.filter(([, value]) => !isHollow(value)))] as const]
  })
  return { ...part, ...change, ...Object.fromEntries(added) }
}

function isHollow(value: Value): boolean {
  return value === '' || (isRecord(value) && Object.keys(value).length === 0)
}

function checkPart(api: Properties, what: string, part: Properties): void {
  const conflict = (message: string) => fault(409, 'ConflictException', message)
  if (what === 'Stage' && record(api.stages)[String(part.id)] !== undefined)
    throw conflict('Stage already exists')
  if (what !== 'Route') return
  const key = part.routeKey
  if (Object.values(record(api.routes)).some(route => record(route).routeKey === key))
    throw conflict(`Route with key ${String(key)} already exists for this API`)
  const target = String(part.target ?? '').replace('integrations/', '')
  if (target !== '' && record(api.integrations)[target] === undefined)
    throw badRequest(`Invalid target ${target}`)
}

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

function apiOf(call: WireCall, path: Readonly<Record<string, string>>): Properties {
  const found = entry(call.store, httpApiTable, keyIn(call, path.api ?? ''))
  if (found === undefined) throw missing(`Invalid API identifier specified 000000000000:${path.api}`)
  return found
}

function save(call: WireCall, api: Properties): void {
  call.store.put(httpApiTable, keyIn(call, String(shownOf(api).apiId)), api)
}

function shownOf(api: Properties): Properties {
  return record(api.shown)
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
