import type { CorsRule, Route } from '../../../model/stack.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { isRecord, list, record } from '../../../model/value.ts'
import type { Lead } from './permission.ts'

/** An API whose routes stand in an OpenAPI body. */
export interface Described {
  readonly body: Properties
  readonly api: string
  readonly kind: 'rest' | 'http-api'
  readonly stage?: string
  readonly cors?: CorsRule
  /** Gives the id of the function that an integration's address names. */
  functionOf(uri: Value | undefined): string | undefined
  /** Tells whether the API may call the function that a route leads to. */
  mayCall(lead: Omit<Lead, 'stage'>): boolean
}

/** The routes of an API, and what of it the local cloud does not run. */
export interface Routes {
  readonly routes: readonly Route[]
  readonly unsupported: readonly string[]
}

const methods = new Set(['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace'])

/** Reads the routes of an OpenAPI body with API Gateway's extensions. */
export function openApiRoutes(described: Described): Routes {
  const routes: Route[] = []
  const unsupported: string[] = []
  for (const [path, item] of Object.entries(record(described.body.paths)))
    for (const [method, operation] of Object.entries(record(item))) {
      if (method !== anyMethod && !methods.has(method)) continue
      const made = routesOf(described, { path, method, operation: record(operation) })
      if (made.length > 0) routes.push(...made)
      else
        unsupported.push(
          `${method.toUpperCase()} ${path} of ${described.api} leads to no function of this stack`,
        )
    }
  return { routes, unsupported: unsupported.filter(line => !line.startsWith('OPTIONS ')) }
}

const anyMethod = 'x-amazon-apigateway-any-method'

interface Entry {
  readonly path: string
  readonly method: string
  readonly operation: Properties
}

function routesOf(described: Described, { path, method, operation }: Entry): readonly Route[] {
  const integration = record(operation['x-amazon-apigateway-integration'])
  const type = String(integration.type ?? '').toLowerCase()
  const functionId = type === 'aws_proxy' ? described.functionOf(integration.uri ?? null) : undefined
  if (functionId === undefined) return []
  const { api, kind, stage, cors } = described
  const route = {
    method: method === anyMethod ? 'ANY' : method.toUpperCase(),
    functionId,
    contract: kind,
    api,
    ...(stage === undefined ? {} : { stage }),
    ...(cors === undefined ? {} : { cors }),
  }
  const settings = settingsOf(described, integration)
  const lead = {
    target: integration.uri,
    credentials: integration.credentials,
    path: path === '/$default' ? '$default' : path,
  }
  const refused = described.mayCall({ ...lead, method: route.method }) ? {} : { refused: true }
  if (kind === 'http-api' && path.replace(/^\//, '') === '$default')
    return [catchAll({ ...route, ...refused, settings })]
  return [{ ...route, ...refused, path, settings }]
}

function settingsOf({ body, kind }: Described, { payloadFormatVersion }: Properties): Properties {
  if (kind === 'rest') return { binaryMediaTypes: body['x-amazon-apigateway-binary-media-types'] ?? [] }
  return { payloadFormatVersion: String(payloadFormatVersion ?? '2.0') }
}

/** Makes the route that takes every path which no other route takes. */
export function catchAll(route: Omit<Route, 'path'>): Route {
  return { ...route, path: '$default', settings: { ...route.settings, routeKey: '$default' } }
}

/** Makes the routes of a route key: `GET /a/{id}` or `$default`. */
export function keyedRoutes(
  key: string,
  own: { readonly functionId: string; readonly api: string },
): readonly Route[] {
  const [method = 'ANY', path = '/'] = key.split(' ')
  if (key === '$default') return [catchAll({ method: 'ANY', contract: 'http-api', ...own })]
  return [{ method, path, contract: 'http-api', ...own }]
}

/** Reads what a browser is allowed, as HTTP APIs and function URLs write it; the case of the first letter differs. */
export function corsRule(value: Value | undefined): CorsRule | undefined {
  if (value === true) return { origins: ['*'], methods: [], headers: [], exposed: [], credentials: false }
  if (!isRecord(value)) return undefined
  const lower = Object.fromEntries(Object.entries(value).map(([key, item]) => [key.toLowerCase(), item]))
  const texts = (name: string): readonly string[] => list(lower[name]).map(String)
  const age = lower.maxage
  return {
    origins: texts('alloworigins'),
    methods: texts('allowmethods'),
    headers: texts('allowheaders'),
    exposed: texts('exposeheaders'),
    credentials: lower.allowcredentials === true,
    ...(age === undefined ? {} : { maxAge: Number(age) }),
  }
}
