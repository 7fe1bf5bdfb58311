import type { Source, Thing, Things } from '../../../model/source.ts'
import type { Route } from '../../../model/stack.ts'
import { record, text } from '../../../model/value.ts'
import { apiMayCall } from '../contract/permission.ts'
import { openApiRoutes, type Routes } from '../contract/routes.ts'

/** REST APIs by their bodies; a stage that is deployed serves the body of its deployment. */
export const source: Source = {
  types: ['AWS::ApiGateway::RestApi', 'AWS::ApiGateway::Stage'],
  read(things) {
    const served = things.ofType('AWS::ApiGateway::RestApi').flatMap(api => servedBy(api, things))
    return {
      routes: served.flatMap(({ routes }) => routes),
      unsupported: [...new Set(served.flatMap(({ unsupported }) => unsupported))],
    }
  },
}

function servedBy(api: Thing, things: Things): readonly Routes[] {
  const stages = things
    .ofType('AWS::ApiGateway::Stage')
    .filter(stage => stage.properties.RestApiId === api.id)
  if (stages.length === 0) return [routesOf(api, undefined, things)]
  return meant(stages).map(stage => routesOf(api, stage, things))
}

// Deployments of SAM make a stage `Stage` beside the one that the template means, and nobody calls it.
function meant(stages: readonly Thing[]): readonly Thing[] {
  const named = stages.filter(({ properties }) => properties.StageName !== 'Stage')
  return named.length === 0 ? stages : named
}

function routesOf(api: Thing, stage: Thing | undefined, things: Things): Routes {
  const { StageName, Variables, Body } = stage?.properties ?? {}
  const name = text(StageName)
  const { routes, unsupported } = openApiRoutes({
    body: record(Body ?? api.properties.Body),
    api: api.id,
    kind: 'rest',
    ...(name === undefined ? {} : { stage: name }),
    functionOf: things.functionAt,
    mayCall: lead => apiMayCall(things, api, { ...lead, stage: name }),
  })
  const variables = (route: Route): Route =>
    Variables === undefined ? route : { ...route, settings: { ...route.settings, stageVariables: Variables } }
  return { routes: routes.map(variables), unsupported }
}
