import type { WireCall, WireReply } from '../../../model/operation.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { list, record } from '../../../model/value.ts'
import type { Fault } from '../protocols/fault.ts'
import { fault } from '../protocols/fault.ts'
import { restService } from '../protocols/rest.ts'
import { entriesIn, entry, keyIn } from '../protocols/scope.ts'

/** The table of REST APIs, by region and id: what AWS shows, and beside it the OpenAPI body, deployments and stages. */
export const restApiTable = 'aws.apigateway.restapis'

/** Says an error as API Gateway does. */
export function gatewayRefusal({ status, code, message }: Fault): WireReply {
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': code }
  return { status, headers, body: JSON.stringify({ message }) }
}

/** Makes operations of API Gateway's REST APIs. */
export const onApi = restService('apigateway', gatewayRefusal)

/** API Gateway's calls on REST APIs, whole. */
export const restApis = [
  onApi('POST /restapis CreateRestApi', (call, { body, query }) => {
    if (query.get('mode') === 'import')
      throw fault(501, 'NotImplemented', 'The local cloud takes a definition by PutRestApi only.')
    const name = body.name
    if (typeof name !== 'string' || name === '') throw badRequest('Invalid Rest API name specified')
    const { tags, ...fields } = body
    const made = {
      shown: {
        id: freshId(call),
        createdDate: seconds(call),
        apiKeySource: 'HEADER',
        endpointConfiguration: { types: ['EDGE'] },
        disableExecuteApiEndpoint: false,
        rootResourceId: freshId(call),
        ...fields,
      },
      tags: record(tags),
    }
    saveApi(call, made)
    return { status: 201, json: shownApi(made) }
  }),
  onApi('GET /restapis GetRestApis', call => ({
    json: { item: entriesIn(call, restApiTable).map(shownApi) },
  })),
  onApi('GET /restapis/{api} GetRestApi', (call, { path }) => ({ json: shownApi(apiOf(call, path)) })),
  onApi('PUT /restapis/{api} PutRestApi', (call, { path, body, query }) => {
    const api = apiOf(call, path)
    const paths = record(body.paths)
    if (body.openapi === undefined && body.swagger === undefined)
      throw badRequest('Invalid specification format')
    const shown = query.get('mode') === 'overwrite' ? overwritten(record(api.shown), body) : api.shown
    const made = { ...api, shown: shown ?? {}, body: { ...body, paths } }
    saveApi(call, made)
    return { json: shownApi(made) }
  }),
  onApi('PATCH /restapis/{api} UpdateRestApi', (call, { path, body }) => {
    const api = apiOf(call, path)
    const made = { ...api, shown: patched(record(api.shown), body.patchOperations) }
    saveApi(call, made)
    return { json: shownApi(made) }
  }),
  onApi('DELETE /restapis/{api} DeleteRestApi', (call, { path }) => {
    call.store.delete(restApiTable, keyIn(call, idOf(apiOf(call, path))))
    return { status: 202 }
  }),
  onApi('GET /tags/{arn} GetTags', (call, { path }) => ({
    json: { tags: tagged(call, path.arn ?? '').tags },
  })),
  onApi('PUT /tags/{arn} TagResource', (call, { path, body }) => {
    const { tags, keep } = tagged(call, path.arn ?? '')
    keep({ ...tags, ...record(body.tags) })
    return { status: 204 }
  }),
  onApi('DELETE /tags/{arn} UntagResource', (call, { path, query }) => {
    const { tags, keep } = tagged(call, path.arn ?? '')
    const gone = query.getAll('tagKeys')
    keep(Object.fromEntries(Object.entries(tags).filter(([key]) => !gone.includes(key))))
    return { status: 204 }
  }),
]

/** Gives the record of the API that a path names. */
export function apiOf(call: WireCall, path: Readonly<Record<string, string>>): Properties {
  const found = entry(call.store, restApiTable, keyIn(call, path.api ?? ''))
  if (found === undefined) throw missing('Invalid API identifier specified', `000000000000:${path.api}`)
  return found
}

/** Keeps the record of an API. */
export function saveApi(call: WireCall, api: Properties): void {
  call.store.put(restApiTable, keyIn(call, idOf(api)), api)
}

/** Makes the error of a thing that is not there. */
export function missing(message: string, what = ''): Error {
  return fault(404, 'NotFoundException', what === '' ? message : `${message} ${what}`)
}

/** Makes the error of a value that is not taken. */
export function badRequest(message: string): Error {
  return fault(400, 'BadRequestException', message)
}

/** Makes an id as API Gateway's look. */
export function freshId(call: WireCall): string {
  return BigInt(`0x${call.id().replace(/-/g, '')}`)
    .toString(36)
    .slice(0, 10)
    .padStart(10, '0')
}

/** Gives the time as API Gateway writes it. */
export function seconds({ now }: WireCall): number {
  return Math.floor(now.getTime() / 1000)
}

// An import that overwrites keeps nothing of the settings but what the body says.
function overwritten(shown: Properties, body: Properties): Properties {
  const kept = [
    'id',
    'name',
    'createdDate',
    'rootResourceId',
    'endpointConfiguration',
    'disableExecuteApiEndpoint',
  ]
  const { title, description } = record(body.info)
  const media = body['x-amazon-apigateway-binary-media-types']
  return {
    ...Object.fromEntries(kept.map(name => [name, shown[name] ?? null])),
    apiKeySource: body['x-amazon-apigateway-api-key-source'] ?? 'HEADER',
    ...(typeof title === 'string' ? { name: title } : {}),
    ...(description === undefined ? {} : { description }),
    ...(media === undefined ? {} : { binaryMediaTypes: media }),
  }
}

/** Applies patch operations; a path goes one map deep, and the settings of methods keep theirs as one key. */
export function patched(thing: Properties, operations: Value | undefined): Properties {
  return list(operations).map(record).reduce(patch, thing)
}

function patch(thing: Properties, change: Properties): Properties {
  const { op, path, value } = change
  const [, head = '', ...rest] = String(path).split('/')
  const key = rest.join('/').replace(/~1/g, '/').replace(/~0/g, '~')
  if (head === 'binaryMediaTypes')
    return { ...thing, binaryMediaTypes: withMedia(list(thing[head]), String(op), key) }
  if (lists.has(head)) return { ...thing, [head]: withMember(list(thing[head]), String(op), String(value)) }
  if (head === 'requestParameters')
    return { ...thing, [head]: put(record(thing[head]), key, op === 'remove' ? undefined : value === 'true') }
  if (head === 'endpointConfiguration')
    return { ...thing, endpointConfiguration: endpointWith(record(thing[head]), rest[0], { op, value }) }
  if (head === '*' || head.startsWith('~1') || rest.length > 1)
    return { ...thing, methodSettings: methodPatch(record(thing.methodSettings), change) }
  if (key === '') return put(thing, head, op === 'remove' ? undefined : typed(head, value))
  return { ...thing, [head]: put(record(thing[head]), key, op === 'remove' ? undefined : value) }
}

/** What the paths of settings of methods are called in answers: https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateStage-Patch */
const methodMembers: Readonly<Record<string, string>> = {
  'logging/dataTrace': 'dataTraceEnabled',
  'logging/loglevel': 'loggingLevel',
  'metrics/enabled': 'metricsEnabled',
  'throttling/burstLimit': 'throttlingBurstLimit',
  'throttling/rateLimit': 'throttlingRateLimit',
  'caching/enabled': 'cachingEnabled',
  'caching/ttlInSeconds': 'cacheTtlInSeconds',
  'caching/dataEncrypted': 'cacheDataEncrypted',
  'caching/requireAuthorizationForCacheControl': 'requireAuthorizationForCacheControl',
  'caching/unauthorizedCacheControlHeaderStrategy': 'unauthorizedCacheControlHeaderStrategy',
}

/** `/RESOURCE/METHOD` is a method, and what follows one of its settings; `~1` stands for a slash in the resource. */
function methodPatch(settings: Properties, { op, path, value }: Properties): Properties {
  const [, resource = '', method = '', ...setting] = String(path).split('/')
  const key = `${resource.replaceAll('~1', '/').replace(/^\//, '')}/${method}`
  if (setting.length === 0) return put(settings, key, undefined)
  const member = methodMembers[setting.join('/')]
  if (member === undefined) throw badRequest(`Invalid patch path ${path}`)
  const one = put(record(settings[key]), member, op === 'remove' ? undefined : plainValue(String(value)))
  return put(settings, key, one)
}

function plainValue(value: string): Value {
  if (value === 'true' || value === 'false') return value === 'true'
  return value !== '' && Number.isFinite(Number(value)) ? Number(value) : value
}

function endpointWith(
  known: Properties,
  name = '',
  { op, value = '' }: { readonly op: Value | undefined; readonly value: Value | undefined },
): Properties {
  if (name === 'types') return { ...known, types: [value] }
  if (name !== 'vpcEndpointIds') return { ...known, [name]: value }
  const others = list(known[name]).filter(id => id !== value)
  return { ...known, [name]: op === 'remove' ? others : [...others, value] }
}

/** Lists whose members come and go as values. */
const lists = new Set(['authorizationScopes', 'providerARNs'])

function withMember(known: readonly Value[], op: string, value: string): readonly Value[] {
  const others = known.filter(item => item !== value)
  return op === 'remove' ? others : [...others, value]
}

function withMedia(known: readonly Value[], op: string, media: string): readonly Value[] {
  const others = known.filter(item => item !== media)
  return op === 'remove' ? others : [...others, media]
}

function put(map: Properties, name: string, value: Value | undefined): Properties {
  const { [name]: _, ...rest } = map
  return value === undefined ? rest : { ...rest, [name]: value }
}

const booleans = new Set([
  'apiKeyRequired',
  'cacheClusterEnabled',
  'disableExecuteApiEndpoint',
  'tracingEnabled',
  'validateRequestBody',
  'validateRequestParameters',
])
const numbers = new Set(['authorizerResultTtlInSeconds', 'minimumCompressionSize'])

function typed(name: string, value: Value | undefined): Value | undefined {
  if (booleans.has(name)) return value === 'true'
  return numbers.has(name) && value !== undefined ? Number(value) : value
}

function idOf(api: Properties): string {
  return String(record(api.shown).id)
}

function shownApi(api: Properties): Properties {
  return { ...record(api.shown), tags: record(api.tags) }
}

function tagged(call: WireCall, arn: string) {
  const [, api = '', stage] = /\/restapis\/([^/]+)(?:\/stages\/([^/]+))?$/.exec(arn) ?? []
  const found = apiOf(call, { api })
  if (stage === undefined)
    return { tags: record(found.tags), keep: (tags: Properties) => saveApi(call, { ...found, tags }) }
  const stages = record(found.stages)
  const known = record(stages[stage])
  return {
    tags: record(known.tags),
    keep: (tags: Properties) =>
      saveApi(call, { ...found, stages: { ...stages, [stage]: { ...known, tags } } }),
  }
}
