import type { Source, Thing, Things } from '../../../model/source.ts'
import type { Route } from '../../../model/stack.ts'
import { record, text } from '../../../model/value.ts'
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
    const served = things.ofType('AWS::ApiGatewayV2::Api').map(api => servedBy(api, things))
    return {
      routes: served.flatMap(({ routes }) => routes),
      unsupported: served.flatMap(({ unsupported }) => unsupported),
    }
  },
}

function servedBy(api: Thing, things: Things): Routes {
  const body = record(api.properties.Body)
  const cors = corsRule(api.properties.CorsConfiguration ?? body['x-amazon-apigateway-cors'])
  const own = cors === undefined ? {} : { cors }
  const described = openApiRoutes({ body, api: api.id, kind: 'http-api', functionOf: things.functionAt })
  const routes = [...described.routes, ...partRoutes(api, things), ...targetRoute(api, things)]
  const stages = ofApi(api, 'AWS::ApiGatewayV2::Stage', things)
  return {
    unsupported: described.unsupported,
    routes: stages.length === 0 ? routes.map(route => ({ ...route, ...own })) : stages.flatMap(staged),
  }

  function staged({ properties: { StageName } }: Thing): readonly Route[] {
    return routes.map(route => ({ ...route, stage: text(StageName) ?? '$default', ...own }))
  }
}

function ofApi(api: Thing, type: string, { ofType }: Things): readonly Thing[] {
  return ofType(type).filter(({ properties }) => properties.ApiId === api.id)
}

function partRoutes(api: Thing, things: Things): readonly Route[] {
  const integrations = ofApi(api, 'AWS::ApiGatewayV2::Integration', things)
  return ofApi(api, 'AWS::ApiGatewayV2::Route', things).flatMap(({ properties }) => {
    const target = text(properties.Target)?.replace('integrations/', '')
    const { IntegrationUri, PayloadFormatVersion } =
      integrations.find(({ id }) => id === target)?.properties ?? {}
    const functionId = things.functionAt(IntegrationUri)
    if (functionId === undefined) return []
    const settings = { payloadFormatVersion: String(PayloadFormatVersion ?? '2.0') }
    return keyedRoutes(String(properties.RouteKey), { functionId, api: api.id }).map(route => ({
      ...route,
      settings: { ...route.settings, ...settings },
    }))
  })
}

function targetRoute({ id, properties: { Target } }: Thing, { functionAt }: Things): readonly Route[] {
  const functionId = functionAt(Target)
  return functionId === undefined
    ? []
    : [catchAll({ method: 'ANY', functionId, contract: 'http-api', api: id })]
}
