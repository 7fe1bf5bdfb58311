import type { Source, Thing, Things } from '../../../model/source.ts'
import type { Route } from '../../../model/stack.ts'
import { type Properties, record, text } from '../../../model/value.ts'
import { apiMayCall } from '../contract/permission.ts'
import { openApiRoutes, type Routes } from '../contract/routes.ts'
import { mediaTypes, openApiPaths, type Served } from './open-api-paths.ts'

/** REST APIs by their bodies and their methods; a stage that is deployed serves the body of its deployment. */
export const source: Source = {
  types: [
    'AWS::ApiGateway::Method',
    'AWS::ApiGateway::Resource',
    'AWS::ApiGateway::RestApi',
    'AWS::ApiGateway::Stage',
  ],
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
    body: Body === undefined ? bodyOf(api, things) : record(Body),
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

/** Gives the body of an API of a template, with the methods that stand beside it. */
function bodyOf({ id, properties: { Body, BinaryMediaTypes = [] } }: Thing, things: Things): Properties {
  const body = record(Body)
  const served = things
    .ofType('AWS::ApiGateway::Method')
    .filter(({ properties }) => properties.RestApiId === id)
    .map(({ properties: { ResourceId, HttpMethod, Integration } }): Served => {
      const { Type = '', Uri = '', Credentials = '' } = record(Integration)
      const integration = { type: Type, uri: Uri, credentials: Credentials }
      return { path: pathOf(text(ResourceId), things), method: String(HttpMethod), integration }
    })
  return { [mediaTypes]: BinaryMediaTypes, ...body, paths: openApiPaths(record(body.paths), served) }
}

/** Gives the path of a resource; what is none of the template is the root. */
function pathOf(resource: string | undefined, things: Things): string {
  const steps: string[] = []
  let found = resourceAt(resource, things)
  while (found !== undefined && steps.length < 100) {
    steps.unshift(String(found.properties.PathPart))
    found = resourceAt(text(found.properties.ParentId), things)
  }
  return `/${steps.join('/')}`
}

function resourceAt(id: string | undefined, things: Things): Thing | undefined {
  return things.ofType('AWS::ApiGateway::Resource').find(resource => resource.id === id)
}
