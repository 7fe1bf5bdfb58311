import type { WireCall } from '../../../model/operation.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { list, record } from '../../../model/value.ts'
import { badRequest, freshId, gatewayRefusal, missing } from '../api-gateway/wire-apis.ts'
import { fault } from '../protocols/fault.ts'
import type { RestInput, RestOperation } from '../protocols/rest.ts'
import { restService } from '../protocols/rest.ts'
import { entriesIn, entry, gatewayAddress, keyIn } from '../protocols/scope.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { httpApiTable, keptHttpApis } from './kept.ts'

const on = restService('apigatewayv2', gatewayRefusal)

/** API Gateway's calls on HTTP APIs and their parts. */
const httpApis = [
  on('POST /v2/apis CreateApi', (call, { body }) => {
    const { target, routeKey = '$default', ...fields } = body
    if (body.protocolType !== 'HTTP')
      throw fault(501, 'NotImplemented', 'The local cloud knows HTTP APIs, not WebSocket APIs.')
    const made = fresh(call, fields)
    const whole = typeof target === 'string' ? quick(call, made, { target, routeKey }) : made
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
    const shown = { ...shownOf(api), ...body }
    save(call, { ...api, shown })
    return { json: shown }
  }),
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
  ...parts('Stage', 'stages', 'stageName'),
  ...parts('Integration', 'integrations', 'integrationId'),
  ...parts('Route', 'routes', 'routeId'),
]

// Stages, integrations and routes are kept alike: by an id that the caller gives (a stage's name) or that is made.
function parts(what: string, table: string, idName: string): readonly RestOperation[] {
  const partOf = (call: WireCall, { path }: RestInput): Properties => {
    const found = record(apiOf(call, path)[table])[path.id ?? '']
    if (found === undefined) throw missing(`Unable to find ${what} with name or id ${path.id}`)
    return record(found)
  }
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
    on(`GET /v2/apis/{api}/${table}/{id} Get${what}`, (call, input) => ({ json: partOf(call, input) })),
    on(`PATCH /v2/apis/{api}/${table}/{id} Update${what}`, (call, input) => {
      const api = apiOf(call, input.path)
      const part = { ...partOf(call, input), ...input.body }
      save(call, { ...api, [table]: { ...record(api[table]), [input.path.id ?? '']: part } })
      return { json: part }
    }),
    on(`DELETE /v2/apis/{api}/${table}/{id} Delete${what}`, (call, input) => {
      partOf(call, input)
      const api = apiOf(call, input.path)
      const { [input.path.id ?? '']: _, ...rest } = record(api[table])
      save(call, { ...api, [table]: rest })
      return { status: 204 }
    }),
  ]
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

function quick(call: WireCall, api: Properties, { target, routeKey }: Properties): Properties {
  const integrationId = freshId(call)
  const routeId = freshId(call)
  const integration = {
    integrationId,
    integrationType: 'AWS_PROXY',
    integrationUri: target ?? '',
    payloadFormatVersion: '2.0',
  }
  const route = { routeId, routeKey: routeKey ?? '$default', target: `integrations/${integrationId}` }
  const stage = { stageName: '$default', autoDeploy: true, createdDate: call.now.toISOString() }
  return {
    ...api,
    integrations: { [integrationId]: integration },
    routes: { [routeId]: route },
    stages: { $default: stage },
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
