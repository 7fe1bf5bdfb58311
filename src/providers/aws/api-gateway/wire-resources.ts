import type { WireCall } from '../../../model/operation.ts'
import { type Properties, record } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import type { RestInput } from '../protocols/rest.ts'
import { mediaTypes, openApiPaths, type Served } from './open-api-paths.ts'
import { apiOf, badRequest, freshId, missing, onApi, patched, saveApi } from './wire-apis.ts'

const one = '/restapis/{api}/resources/{resource}'
const oneMethod = `${one}/methods/{method}`

/** API Gateway's calls on the resources of a REST API: the steps of its paths. */
const resources = [
  onApi(`POST ${one} CreateResource`, (call, { path, body }) => {
    const api = apiOf(call, path)
    const parent = resourceOf(api, path.resource)
    const pathPart = String(body.pathPart)
    if (!/^(?:[\w.:~-]+|\{[\w.-]+\+?\})$/.test(pathPart))
      throw badRequest("Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable")
    const all = resourcesOf(api)
    if (Object.values(all).some(other => other.parentId === parent.id && other.pathPart === pathPart))
      throw fault(
        409,
        'ConflictException',
        `Another resource with the same parent already has this name: ${pathPart}`,
      )
    const id = freshId(call)
    const made = {
      id,
      parentId: parent.id ?? '',
      pathPart,
      path: `${String(parent.path).replace(/\/$/, '')}/${pathPart}`,
    }
    saveApi(call, { ...api, resources: { ...record(api.resources), [id]: made } })
    return { status: 201, json: made }
  }),
  onApi('GET /restapis/{api}/resources GetResources', (call, { path }) => {
    const api = apiOf(call, path)
    const imported = Object.keys(record(record(api.body).paths)).filter(one => one !== '/')
    const made = Object.values(resourcesOf(api)).map(shownResource)
    return { json: { item: [...made, ...imported.map(one => ({ id: one, path: one }))] } }
  }),
  onApi(`GET ${one} GetResource`, (call, { path }) => ({
    json: shownResource(resourceOf(apiOf(call, path), path.resource)),
  })),
  onApi(`DELETE ${one} DeleteResource`, (call, { path }) => {
    const api = apiOf(call, path)
    const found = resourceOf(api, path.resource)
    if (found.path === '/') throw badRequest('Cannot delete the root resource')
    // What lies below goes with it.
    const left = Object.entries(record(api.resources)).filter(
      ([id, other]) => id !== found.id && !String(record(other).path).startsWith(`${String(found.path)}/`),
    )
    saveApi(call, { ...api, resources: Object.fromEntries(left) })
    return { status: 202 }
  }),
]

/** Calls on the methods of a resource, with their integrations and responses. */
const methods = [
  onApi(`PUT ${oneMethod} PutMethod`, (call, input) => {
    const { path, body } = input
    const found = resourceOf(apiOf(call, path), path.resource)
    const httpMethod = path.method ?? ''
    if (record(found.methods)[httpMethod] !== undefined)
      throw fault(409, 'ConflictException', 'Method already exists for this resource')
    const method = { apiKeyRequired: false, ...body, httpMethod }
    saveMethod(call, input, method)
    return { status: 201, json: method }
  }),
  onApi(`GET ${oneMethod} GetMethod`, (call, input) => ({ json: methodOf(call, input) })),
  onApi(`PATCH ${oneMethod} UpdateMethod`, (call, input) => {
    const method = patched(methodOf(call, input), input.body.patchOperations)
    saveMethod(call, input, method)
    return { json: method }
  }),
  onApi(`DELETE ${oneMethod} DeleteMethod`, (call, input) => {
    methodOf(call, input)
    saveMethod(call, input, undefined)
    return { status: 204 }
  }),
  onApi(`PUT ${oneMethod}/integration PutIntegration`, (call, input) => {
    const method = methodOf(call, input)
    const { integrationHttpMethod, ...body } = input.body
    const integration = {
      connectionType: 'INTERNET',
      passthroughBehavior: 'WHEN_NO_MATCH',
      timeoutInMillis: 29_000,
      cacheNamespace: input.path.resource ?? '',
      cacheKeyParameters: [],
      ...body,
      ...(integrationHttpMethod === undefined ? {} : { httpMethod: integrationHttpMethod }),
    }
    saveMethod(call, input, { ...method, methodIntegration: integration })
    return { status: 201, json: integration }
  }),
  onApi(`DELETE ${oneMethod}/integration DeleteIntegration`, (call, input) => {
    const { methodIntegration, ...method } = methodOf(call, input)
    if (methodIntegration === undefined) throw missing('No integration defined for method')
    saveMethod(call, input, method)
    return { status: 204 }
  }),
  onApi(`PUT ${oneMethod}/responses/{status} PutMethodResponse`, (call, input) => {
    const method = methodOf(call, input)
    const statusCode = input.path.status ?? ''
    const known = record(method.methodResponses)
    if (known[statusCode] !== undefined)
      throw fault(409, 'ConflictException', 'Response already exists for this resource')
    const response = { ...input.body, statusCode }
    saveMethod(call, input, { ...method, methodResponses: { ...known, [statusCode]: response } })
    return { status: 201, json: response }
  }),
  onApi(`DELETE ${oneMethod}/responses/{status} DeleteMethodResponse`, (call, input) => {
    const method = methodOf(call, input)
    const { [input.path.status ?? '']: found, ...methodResponses } = record(method.methodResponses)
    if (found === undefined) throw missing('Invalid Response status code specified')
    saveMethod(call, input, { ...method, methodResponses })
    return { status: 204 }
  }),
  onApi(`PUT ${oneMethod}/integration/responses/{status} PutIntegrationResponse`, (call, input) => {
    const method = methodOf(call, input)
    const integration = record(method.methodIntegration)
    const statusCode = input.path.status ?? ''
    if (method.methodIntegration === undefined) throw missing('Invalid Integration identifier specified')
    if (record(method.methodResponses)[statusCode] === undefined)
      throw missing('Invalid Response status code specified')
    const response = { ...input.body, statusCode }
    const integrationResponses = { ...record(integration.integrationResponses), [statusCode]: response }
    saveMethod(call, input, { ...method, methodIntegration: { ...integration, integrationResponses } })
    return { status: 201, json: response }
  }),
]

/** Calls on resources and their methods. */
export const restResources = [...resources, ...methods]

/** Gives the body that a deployment serves: what was imported, and over it what was made method by method. */
export function servedBody(api: Properties): Properties {
  const { binaryMediaTypes = [] } = record(api.shown)
  const body = { [mediaTypes]: binaryMediaTypes, ...record(api.body) }
  const served = Object.values(resourcesOf(api)).flatMap(({ path, methods = {} }): readonly Served[] =>
    Object.entries(record(methods)).map(([method, one]) => ({
      path: String(path),
      method,
      integration: record(record(one).methodIntegration),
    })),
  )
  return { ...body, paths: openApiPaths(record(record(api.body).paths), served) }
}

function resourcesOf({ shown, resources }: Properties): Readonly<Record<string, Properties>> {
  const id = String(record(shown).rootResourceId)
  const made = Object.entries(record(resources)).map(([key, one]) => [key, record(one)] as const)
  return { [id]: { id, path: '/' }, ...Object.fromEntries(made) }
}

function resourceOf(api: Properties, id = ''): Properties {
  const found = resourcesOf(api)[id]
  if (found === undefined) throw missing('Invalid Resource identifier specified')
  return found
}

function shownResource({ methods, ...resource }: Properties): Properties {
  return methods === undefined ? resource : { ...resource, resourceMethods: methods }
}

function methodOf(call: WireCall, { path }: RestInput): Properties {
  const found = record(resourceOf(apiOf(call, path), path.resource).methods)[path.method ?? '']
  if (found === undefined) throw missing('Invalid Method identifier specified')
  return record(found)
}

function saveMethod(call: WireCall, { path }: RestInput, method: Properties | undefined): void {
  const api = apiOf(call, path)
  const found = resourceOf(api, path.resource)
  const { [path.method ?? '']: _, ...others } = record(found.methods)
  const methods = method === undefined ? others : { ...others, [path.method ?? '']: method }
  saveApi(call, {
    ...api,
    resources: { ...record(api.resources), [String(found.id)]: { ...found, methods } },
  })
}
