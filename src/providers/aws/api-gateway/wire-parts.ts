import type { WireCall } from '../../../model/operation.ts'
import { type Properties, record } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import type { RestInput, RestOperation } from '../protocols/rest.ts'
import { apiOf, badRequest, freshId, missing, onApi, patched, saveApi } from './wire-apis.ts'

/** A kind of thing that an API has beside its resources; all are kept alike, by an id that is made or by their name. */
interface Kind {
  readonly what: string
  readonly table: string
  readonly idName: 'id' | 'name'
  /** What a name that is taken is answered with. */
  readonly taken: () => Error
  readonly defaults: Properties
}

const kinds: readonly Kind[] = [
  {
    what: 'Model',
    table: 'models',
    idName: 'name',
    taken: () => fault(409, 'ConflictException', 'Model name already exists for this REST API'),
    defaults: {},
  },
  {
    what: 'RequestValidator',
    table: 'requestvalidators',
    idName: 'id',
    taken: () => badRequest('Request Validator name must be unique'),
    defaults: { validateRequestBody: false, validateRequestParameters: false },
  },
  {
    what: 'Authorizer',
    table: 'authorizers',
    idName: 'id',
    taken: () => badRequest('Authorizer name must be unique. Authorizer already exists in this RestApi.'),
    defaults: { authorizerResultTtlInSeconds: 300 },
  },
]

function partsOfKind(kind: Kind): readonly RestOperation[] {
  const { what, table, idName, taken, defaults } = kind
  const place = `/restapis/{api}/${table}`
  return [
    onApi(`POST ${place} Create${what}`, (call, { path, body }) => {
      const api = apiOf(call, path)
      if (Object.values(record(api[table])).some(one => record(one).name === body.name)) throw taken()
      const id = freshId(call)
      const part: Properties = { ...defaults, ...body, id }
      keep(call, api, kind, [String(part[idName]), part])
      return { status: 201, json: part }
    }),
    onApi(`GET ${place} Get${what}s`, (call, { path }) => ({
      json: { item: Object.values(record(apiOf(call, path)[table])) },
    })),
    onApi(`GET ${place}/{id} Get${what}`, (call, input) => ({ json: partOf(call, input, kind) })),
    onApi(`PATCH ${place}/{id} Update${what}`, (call, input) => {
      const part = patched(partOf(call, input, kind), input.body.patchOperations)
      keep(call, apiOf(call, input.path), kind, [input.path.id ?? '', part])
      return { json: part }
    }),
    onApi(`DELETE ${place}/{id} Delete${what}`, (call, input) => {
      partOf(call, input, kind)
      const api = apiOf(call, input.path)
      const { [input.path.id ?? '']: _, ...others } = record(api[table])
      saveApi(call, { ...api, [table]: others })
      return { status: 202 }
    }),
  ]
}

function partOf(call: WireCall, { path }: RestInput, { what, table }: Kind): Properties {
  const found = record(apiOf(call, path)[table])[path.id ?? '']
  if (found === undefined) throw missing(`Invalid ${what} identifier specified`)
  return record(found)
}

function keep(
  call: WireCall,
  api: Properties,
  { table }: Kind,
  [id, part]: readonly [id: string, part: Properties],
): void {
  saveApi(call, { ...api, [table]: { ...record(api[table]), [id]: part } })
}

const gatewayResponses = [
  onApi('PUT /restapis/{api}/gatewayresponses/{type} PutGatewayResponse', (call, { path, body }) => {
    const api = apiOf(call, path)
    const response = { ...body, responseType: path.type ?? '', defaultResponse: false }
    saveApi(call, { ...api, responses: { ...record(api.responses), [path.type ?? '']: response } })
    return { status: 201, json: response }
  }),
  onApi('GET /restapis/{api}/gatewayresponses/{type} GetGatewayResponse', (call, { path }) => {
    const found = record(apiOf(call, path).responses)[path.type ?? '']
    const json = found ?? { responseType: path.type ?? '', defaultResponse: true }
    return { json }
  }),
  onApi('DELETE /restapis/{api}/gatewayresponses/{type} DeleteGatewayResponse', (call, { path }) => {
    const api = apiOf(call, path)
    const { [path.type ?? '']: found, ...responses } = record(api.responses)
    if (found === undefined) throw missing('Gateway response type not defined on api')
    saveApi(call, { ...api, responses })
    return { status: 202 }
  }),
]

/** API Gateway's calls on models, validators, authorizers and gateway responses of REST APIs. */
export const restParts = [...kinds.flatMap(partsOfKind), ...gatewayResponses]
