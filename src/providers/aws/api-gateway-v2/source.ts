import type { Source, Thing, Things } from '../../../model/source.ts'
import type { Route } from '../../../model/stack.ts'
import { record, text } from '../../../model/value.ts'
import { apiMayCall } from '../contract/permission.ts'
import { catchAll, corsRule, keyedRoutes, openApiRoutes, type Routes } from '../contract/routes.ts'

/** HTTP APIs by their bodies, by routes that stand as resources of their own, and by a target alone. */
export const source: Source = {
  types: [
    'AWS::ApiGatewayV2::Api',
    'AWS::ApiGatewayV2::Integration',
    'AWS::ApiGatewayV2::Route',
    'AWS::ApiGatewayV2::Stage',
  ],
  read(things) {
    const served = things
      .ofType('AWS::ApiGatewayV2::Api')
      .map(api => (api.properties.ProtocolType === 'WEBSOCKET' ? unserved(api) : servedBy(api, things)))
    return {
      routes: served.flatMap(({ routes }) => routes),
      unsupported: served.flatMap(({ unsupported }) => unsupported),
    }
  },
}

function unserved({ id }: Thing): Routes {
  return { routes: [], unsupported: [`the WebSocket API ${id}: nothing connects to it here`] }
}

function servedBy(api: Thing, things: Things): Routes {
  const body = record(api.properties.Body)
  const cors = corsRule(api.properties.CorsConfiguration ?? body['x-amazon-apigateway-cors'])
  const own = cors === undefined ? {} : { cors }
  const stages = ofApi(api, 'AWS::ApiGatewayV2::Stage', things)
  const names = stages.map(({ properties }) => text(properties.StageName) ?? '$default')
  const parts = (stages.length === 0 ? [undefined] : names).map(stage => {
    const place = stage === undefined ? {} : { stage }
    const { routes, unsupported } = routesAt(stage)
    return { unsupported, routes: routes.map(route => ({ ...route, ...place, ...own })) }
  })
  return { unsupported: parts[0]?.unsupported ?? [], routes: parts.flatMap(({ routes }) => routes) }

  function routesAt(stage: string | undefined): Routes {
    const allowed: Allowed = lead => apiMayCall(things, api, { ...lead, stage })
    const { functionAt } = things
    const written = { body, api: api.id, kind: 'http-api', functionOf: functionAt, mayCall: allowed } as const
    const { routes, unsupported } = openApiRoutes(written)
    const apart = [...partRoutes(api, things, allowed), ...targetRoute(api, things)]
    return { unsupported, routes: [...routes, ...apart] }
  }
}

/** Tells whether the API may call the function that a route leads to, at the stage that is served. */
type Allowed = Parameters<typeof openApiRoutes>[0]['mayCall']

function ofApi(api: Thing, type: string, { ofType }: Things): readonly Thing[] {
  return ofType(type).filter(({ properties }) => properties.ApiId === api.id)
}

function partRoutes(api: Thing, things: Things, allowed: Allowed): readonly Route[] {
  const integrations = ofApi(api, 'AWS::ApiGatewayV2::Integration', things)
  return ofApi(api, 'AWS::ApiGatewayV2::Route', things).flatMap(({ properties }) => {
    const target = text(properties.Target)?.replace('integrations/', '')
    const { IntegrationUri, PayloadFormatVersion, CredentialsArn } =
      integrations.find(({ id }) => id === target)?.properties ?? {}
    const functionId = things.functionAt(IntegrationUri)
    if (functionId === undefined) return []
    const settings = { payloadFormatVersion: String(PayloadFormatVersion ?? '2.0') }
    return keyedRoutes(String(properties.RouteKey), { functionId, api: api.id }).map(route => {
      const lead = { ...route, target: IntegrationUri, credentials: CredentialsArn }
      const refused = allowed(lead) ? {} : { refused: true }
      return { ...route, ...refused, settings: { ...route.settings, ...settings } }
    })
  })
}

function targetRoute({ id, properties: { Target } }: Thing, { functionAt }: Things): readonly Route[] {
  const functionId = functionAt(Target)
  return functionId === undefined
    ? []
    : [catchAll({ method: 'ANY', functionId, contract: 'http-api', api: id })]
}
