import { isRecord, type Value } from '../../../../model/value.ts'
import { localArn } from '../arn.ts'
import { given, sub } from '../calls.ts'
import { type DraftMap, isMap, own } from '../draft.ts'
import {
  addFunction,
  addPathParameters,
  defaultPath,
  isOpenApi,
  secureMethod,
  setPayloadFormat,
} from '../open-api/open-api.ts'
import { alternatives, anyMethod, integrates, integrationKey, pathItems } from '../open-api/paths.ts'
import { addTimeout } from '../open-api/swagger.ts'
import { refuse, refuseEvent } from '../refusal.ts'
import { shapeOf } from '../shape.ts'
import type { TransformContext } from '../transform-context.ts'
import { routeOf } from './api.ts'
import { authorizerOf, type HttpApi } from './http-api-security.ts'
import { integrationUri } from './integration.ts'
import { type Caller, permission } from './permission.ts'
import { nameOf } from './rest-api.ts'
import type { EventSource, FunctionTrigger, Target } from './trigger.ts'

/** A path and method of an HTTP API that calls a function. */
export const httpApi: FunctionTrigger = {
  event: 'HttpApi',
  shape: shapeOf({
    text: 'Path Method ApiId Stage PayloadFormatVersion',
    map: 'Auth RouteSettings',
    whole: 'TimeoutInMillis',
  }),
  expand(event, target, context) {
    const found = apiOf(event, context)
    const body = definitionOf(event, found)
    const caught = body !== undefined && catches(body, target)
    const permissions = caught && path(event) !== defaultPath ? [] : [permission(target, caller(event))]
    if (body !== undefined) integrate({ event, found, body }, target)
    return permissions
  },
}

interface Opened {
  readonly event: EventSource
  readonly found: HttpApi
  readonly body: DraftMap
}

function apiOf({ place, properties }: EventSource, context: TransformContext): HttpApi {
  const id = nameOf(properties.ApiId) ?? ''
  const body = Object.hasOwn(context.written, id) ? context.written[id] : undefined
  const found = body === undefined ? undefined : (own(body, 'Properties') ?? {})
  if (isMap(found)) return { id, properties: found }
  return refuseEvent(place, 'ApiId must name an HTTP API of the template.', ['Properties', 'ApiId'])
}

function definitionOf(_event: EventSource, { id, properties }: HttpApi): DraftMap | undefined {
  const body = properties.DefinitionBody
  if (!given(body)) return undefined
  if (isOpenApi(body)) return body
  return refuse(id, 'DefinitionBody is not OpenAPI 3 with paths.', ['Properties', 'DefinitionBody'])
}

/** The service drops the slash that a path ends with. */
function path({ properties }: EventSource): string {
  return String(properties.Path).replace(/^(.+)\/$/, '$1')
}

function integrate({ event, found, body }: Opened, target: Target): void {
  const route = routeOf(event, target.passed)
  const { Auth, TimeoutInMillis, PayloadFormatVersion } = event.properties
  if (given(found.properties.__MANAGE_SWAGGER) && integrates(body, route.path, route.method))
    refuseEvent(event.place, `${route.method} ${route.path} is there already.`, ['Properties', 'Path'])
  addFunction(body, route, integrationUri(target, '${AWS::Partition}'))
  if (given(Auth)) {
    const entry = authorizerOf(event, found)
    if (entry !== undefined) secureMethod(body, route, entry)
  }
  if (given(TimeoutInMillis)) addTimeout(body, route, TimeoutInMillis)
  addPathParameters(body, route)
  if (given(PayloadFormatVersion)) setPayloadFormat(body, route, PayloadFormatVersion)
}

/** Tells whether the default route of an API leads to a function already: it may then be called from all paths. */
function catches(doc: DraftMap, target: Target): boolean {
  if (!integrates(doc, defaultPath, anyMethod)) return false
  return pathItems(doc, defaultPath)
    .flatMap(item => alternatives(own(item, anyMethod)))
    .every(definition => {
      const integration = isMap(definition) ? definition[integrationKey] : undefined
      const uri = isMap(integration) ? integration.uri : undefined
      return isMap(uri) && alternatives(uri).every(form => calls(form, target))
    })
}

function calls(uri: Value, target: Target): boolean {
  const text = isRecord(uri) ? uri['Fn::Sub'] : undefined
  const found = typeof text === 'string' ? /([A-Za-z0-9]+)\.Arn/.exec(text) : null
  return found?.[1] === target.id
}

function caller(event: EventSource): Caller {
  const { ApiId, Method } = event.properties
  const plain = path(event)
  const pattern = (plain === defaultPath ? '' : plain).replace(/\{([a-zA-Z0-9._-]+|proxy\+)\}/g, '*')
  const lower = String(Method).toLowerCase()
  const method = lower === 'any' || lower === anyMethod ? '*' : String(Method).toUpperCase()
  const end = lower === 'any' && pattern === `/${defaultPath}` ? pattern : `/${method}${pattern}`
  const arn = sub(localArn('${AWS::Partition}', 'execute-api', `\${__ApiId__}/\${__Stage__}${end}`), {
    __ApiId__: ApiId ?? null,
    __Stage__: '*',
  })
  return { id: event.id, principal: 'apigateway.amazonaws.com', arn }
}
