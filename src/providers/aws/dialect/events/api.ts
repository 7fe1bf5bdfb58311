import { isRecord, type Properties } from '../../../../model/value.ts'
import { localArn } from '../arn.ts'
import { given, sub } from '../calls.ts'
import { integrates } from '../open-api/paths.ts'
import { addFunction, addTimeout, isSwagger, type Route } from '../open-api/swagger.ts'
import { apiPath } from '../open-api/swagger-policy.ts'
import { refuse, refuseEvent } from '../refusal.ts'
import { shapeOf } from '../shape.ts'
import type { TransformContext } from '../transform-context.ts'
import { addRequest } from './api-request.ts'
import { type Secured, secureEvent } from './api-security.ts'
import { integrationUri } from './integration.ts'
import { type Caller, permission } from './permission.ts'
import { definitionTarget, restApi } from './rest-api.ts'
import type { EventSource, FunctionTrigger, Target } from './trigger.ts'

/** A path and method of a REST API that calls a function. */
export const api: FunctionTrigger = {
  event: 'Api',
  shape: shapeOf({
    text: 'Path* Method* RestApiId* Stage ResponseTransferMode',
    map: 'Auth RequestModel',
    list: 'RequestParameters',
    whole: 'TimeoutInMillis',
  }),
  link(event, context) {
    restApi(event, context)
  },
  expand(event, target, context) {
    const found = restApi(event, context)
    const secured = { event, route: routeOf(event, target.passed), found, context, stage: found.stage }
    const { properties } = found
    if (given(properties?.__MANAGE_SWAGGER) || given(properties?.MergeDefinitions)) integrate(secured, target)
    overrideAuth(secured)
    return [permission(target, caller(secured))]
  },
}

/** Gives where an event of an API stands; conditional where what it leads to is. */
export function routeOf({ properties }: EventSource, { Condition }: Properties): Route {
  return {
    path: String(properties.Path),
    method: String(properties.Method).toLowerCase(),
    condition: typeof Condition === 'string' ? Condition : undefined,
  }
}

function integrate(secured: Secured, target: Target): void {
  const { event, route, found } = secured
  const definition = definitionTarget(found, event)
  if (definition === undefined) return
  const { body } = definition
  if (integrates(body, route.path, route.method))
    refuseEvent(event.place, `${route.method} ${route.path} is there already.`, ['Properties', 'Path'])
  const { Auth, TimeoutInMillis } = event.properties
  const auth = authOf(event)
  addFunction(body, route, integration(secured, target, auth))
  if (given(Auth)) secureEvent(secured, auth, body)
  if (given(TimeoutInMillis)) addTimeout(body, route, TimeoutInMillis)
  addRequest({ event, route, doc: body, found })
  definition.merge(route)
}

function authOf({ place, properties }: EventSource): Properties {
  const auth = given(properties.Auth) ? properties.Auth : {}
  return isRecord(auth) ? auth : refuseEvent(place, 'Auth must be a map.', ['Properties', 'Auth'])
}

function integration({ event, found, context }: Secured, target: Target, auth: Properties): Properties {
  const apiAuth = given(found.properties?.Auth) ? found.properties.Auth : {}
  if (!isRecord(apiAuth)) return refuse(found.id ?? '', 'Auth must be a map.', ['Properties', 'Auth'])
  const streams = event.properties.ResponseTransferMode === 'RESPONSE_STREAM'
  const byCaller = auth.Authorizer === 'AWS_IAM' || (apiAuth.DefaultAuthorizer === 'AWS_IAM' && !given(auth))
  const role = byCaller ? invokeRole(auth, apiAuth, context) : undefined
  return {
    type: 'aws_proxy',
    httpMethod: 'POST',
    uri: integrationUri(target, context.partition, streams),
    ...(streams ? { responseTransferMode: 'STREAM' } : {}),
    ...(role === undefined ? {} : { credentials: role }),
  }
}

function invokeRole(
  auth: Properties,
  apiAuth: Properties,
  context: TransformContext,
): Properties[string] | undefined {
  const role = [auth, apiAuth]
    .map(({ InvokeRole }) => (InvokeRole === undefined ? undefined : given(InvokeRole) ? InvokeRole : 'NONE'))
    .find(found => found !== undefined)
  if (role === 'NONE') return undefined
  return role === undefined || role === 'CALLER_CREDENTIALS' ? `arn:${context.partition}:iam::*:user/*` : role
}

/** An event may name its own authorizer for a method that the template's definition already holds. */
function overrideAuth(secured: Secured): void {
  const { event, found } = secured
  const body = found.properties?.DefinitionBody
  const { Auth } = event.properties
  if (!given(body) || !isRecord(Auth) || !given(Auth.OverrideApiAuth)) return
  if (![Auth.Authorizer, Auth.ApiKeyRequired, Auth.ResourcePolicy].some(given))
    refuseEvent(event.place, 'OverrideApiAuth needs Authorizer, ApiKeyRequired or ResourcePolicy.', [
      'Properties',
      'Auth',
    ])
  if (!isSwagger(body)) refuseEvent(event.place, 'the DefinitionBody of its API is not Swagger or OpenAPI 3.')
  secureEvent(secured, Auth, body)
}

function caller({ event, found, context }: Secured): Caller {
  const { Path, Method, RestApiId } = event.properties
  const path = apiPath(String(Path).replace(/^(.+)\/$/, '$1'))
  const method = String(Method).toLowerCase() === 'any' ? '*' : String(Method).toUpperCase()
  const resource = `\${__ApiId__}/\${__Stage__}/${method}${path}`
  const arn = sub(localArn(context.partition, 'execute-api', resource), {
    __ApiId__: RestApiId ?? null,
    __Stage__: '*',
  })
  return { id: event.id, suffix: found.stage, principal: 'apigateway.amazonaws.com', arn }
}
