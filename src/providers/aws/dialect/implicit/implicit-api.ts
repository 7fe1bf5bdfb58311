import { isRecord, type Path, put } from '../../../../model/value.ts'
import { given, when } from '../calls.ts'
import { type DraftMap, draftOf, isMap, mapAt, own } from '../draft.ts'
import { nameOf } from '../events/rest-api.ts'
import { emptyOpenApi, isOpenApi } from '../open-api/open-api.ts'
import { addPath, pathsOf } from '../open-api/paths.ts'
import { emptySwagger, isSwagger } from '../open-api/swagger.ts'
import { type EventPlace, Refusal, Refusals, refuseEvent } from '../refusal.ts'
import { definitionOf, setAttributes, setPathConditions } from './implicit-conditions.ts'
import type { Kind, Run, Use } from './implicit-run.ts'

const kinds: readonly Kind[] = [
  {
    event: 'Api',
    id: 'ServerlessRestApi',
    type: 'AWS::Serverless::Api',
    idProperty: 'RestApiId',
    resource: () => ({
      Type: 'AWS::Serverless::Api',
      Properties: { StageName: 'Prod', DefinitionBody: emptySwagger(), __MANAGE_SWAGGER: true },
    }),
    accepts: isSwagger,
  },
  {
    event: 'HttpApi',
    id: 'ServerlessHttpApi',
    type: 'AWS::Serverless::HttpApi',
    idProperty: 'ApiId',
    resource: () => ({
      Type: 'AWS::Serverless::HttpApi',
      Properties: { DefinitionBody: emptyOpenApi(), __MANAGE_SWAGGER: true },
    }),
    accepts: isOpenApi,
  },
]

/** Gives every API without a definition an empty one, which events then fill. */
export function addDefinitions(resources: Readonly<Record<string, DraftMap>>): void {
  for (const body of Object.values(resources)) {
    const kind = kinds.find(({ type }) => type === body.Type)
    if (kind === undefined) continue
    const properties = mapAt(body, 'Properties')
    if (given(properties.DefinitionBody) || given(properties.DefinitionUri)) continue
    properties.DefinitionBody = kind.event === 'Api' ? emptySwagger() : emptyOpenApi()
    properties.__MANAGE_SWAGGER = true
  }
}

/** Adds the APIs that events ask for without naming one, and the paths of all events to their APIs. */
export function addImplicitApis(document: DraftMap, resources: Record<string, DraftMap>): void {
  for (const kind of kinds) {
    const run: Run = { kind, document, resources, uses: new Map() }
    const held = own(resources, kind.id)
    put(resources, kind.id, kind.resource())
    const refusals = Object.entries(resources).flatMap(([id, body]) => addEvents(id, body, run))
    setAttributes(run)
    setPathConditions(run)
    if (Object.keys(pathsOf(definitionOf(resources[kind.id]) ?? {})).length === 0) {
      if (isMap(held)) put(resources, kind.id, held)
      else delete resources[kind.id]
    }
    if (refusals.length > 0) throw new Refusals(refusals)
  }
}

/** Gives, for the APIs that no resource of the template names, the event that asked for them first. */
export function implicitOrigins(
  resources: Readonly<Record<string, DraftMap>>,
): Readonly<Record<string, Path>> {
  const found: Record<string, Path> = {}
  for (const [owner, body] of Object.entries(resources)) {
    const properties = own(body, 'Properties')
    const events = isMap(properties) ? own(properties, 'Events') : undefined
    for (const [event, settings] of Object.entries(isMap(events) ? events : {})) {
      const kind = isMap(settings) ? kinds.find(known => known.event === settings.Type) : undefined
      if (kind !== undefined && kind.id in resources)
        found[kind.id] ??= ['Resources', owner, 'Properties', 'Events', event]
    }
  }
  return found
}

function addEvents(id: string, body: DraftMap, run: Run): readonly Refusal[] {
  if (body.Type !== 'AWS::Serverless::Function' && body.Type !== 'AWS::Serverless::StateMachine') return []
  const properties = own(body, 'Properties')
  const events = isMap(properties) ? own(properties, 'Events') : undefined
  if (!isMap(events)) return []
  const refusals: Refusal[] = []
  for (const [event, settings] of Object.entries(events))
    try {
      if (isMap(settings) && settings.Type === run.kind.event)
        addEvent({ owner: id, event }, { body, settings }, run)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refusals.push(error)
    }
  return refusals
}

interface Parts {
  readonly body: DraftMap
  readonly settings: DraftMap
}

function addEvent(place: EventPlace, { body, settings }: Parts, run: Run): void {
  const { kind, resources } = run
  const properties = Object.hasOwn(settings, 'Properties') ? (settings.Properties ?? null) : {}
  // an event of a REST API without anything is looked at later, with its function
  if (kind.event === 'Api' && !given(properties)) return
  if (!isMap(properties)) refuseEvent(place, 'Properties must be a map.', ['Properties'])
  if (!given(properties)) settings.Properties = properties
  passTags(body, properties, run)
  if (!Object.hasOwn(properties, kind.idProperty)) properties[kind.idProperty] = { Ref: kind.id }
  const { path, method } = routeOf(place, properties, kind)
  const api = nameOf(properties[kind.idProperty])
  if (api === undefined)
    refuseEvent(place, `${kind.idProperty} must name an API of the template.`, [
      'Properties',
      kind.idProperty,
    ])
  const uses = run.uses.get(api) ?? []
  uses.push({ path, method, body })
  run.uses.set(api, uses)
  addToDefinition(place, { path, method, api }, run)
  if (kind.event === 'HttpApi' && Object.hasOwn(properties, 'RouteSettings'))
    addRouteSettings(place, properties, { path, method, body, api: resources[api] })
}

/** The API that is made carries the tags of those that lead to it where they propagate theirs. */
function passTags(body: DraftMap, properties: DraftMap, { kind, document, resources }: Run): void {
  if (Object.hasOwn(properties, kind.idProperty)) return
  const section = body.Type === 'AWS::Serverless::Function' ? 'Function' : 'StateMachine'
  const globals = isMap(document.Globals) ? own(document.Globals, section) : undefined
  const common = isMap(globals) ? globals : {}
  const local = mapAt(body, 'Properties')
  const propagates = given(local.PropagateTags) ? local.PropagateTags : common.PropagateTags
  const tags = given(local.Tags) ? local.Tags : common.Tags
  const api = resources[kind.id]
  if (api === undefined || !given(propagates) || !isRecord(tags) || !given(tags)) return
  const made = mapAt(api, 'Properties')
  Object.assign(mapAt(made, 'Tags'), draftOf(tags))
  made.PropagateTags = true
}

function routeOf(place: EventPlace, properties: DraftMap, kind: Kind): { path: string; method: string } {
  if (kind.event === 'HttpApi' && !given(properties.Path) && !given(properties.Method)) {
    properties.Path = '$default'
    properties.Method = 'x-amazon-apigateway-any-method'
  }
  const { Path = null, Method = null } = properties
  for (const [name, value] of Object.entries({ Path, Method })) {
    if (value === null) refuseEvent(place, `needs ${name}.`, ['Properties'])
    if (typeof value !== 'string') refuseEvent(place, `${name} must be a text.`, ['Properties', name])
  }
  return { path: String(Path), method: String(Method) }
}

function addToDefinition(
  place: EventPlace,
  { path, method, api }: { path: string; method: string; api: string },
  { kind, resources }: Run,
): void {
  const body = own(resources, api)
  const other = isMap(body) && body.Type === 'AWS::Serverless::HttpApi' && kind.event === 'Api'
  if (!isMap(body) || other)
    refuseEvent(place, `${kind.idProperty} names ${api}, but no ${kind.type} of the template has this ID.`, [
      'Properties',
      kind.idProperty,
    ])
  const properties = own(body, 'Properties')
  const definition = isMap(properties) ? properties.DefinitionBody : undefined
  if (!isMap(properties) || !isMap(definition) || !kind.accepts(definition)) return
  if (given(properties.__MANAGE_SWAGGER)) addPath(definition, path, method)
}

interface RouteUse extends Use {
  readonly api: DraftMap | undefined
}

function addRouteSettings(
  place: EventPlace,
  properties: DraftMap,
  { path, method, body, api }: RouteUse,
): void {
  const written = properties.RouteSettings ?? null
  if (api === undefined) return
  if (!isMap(written)) refuseEvent(place, 'RouteSettings must be a map.', ['Properties', 'RouteSettings'])
  const route = method === 'x-amazon-apigateway-any-method' ? path : `${method.toUpperCase()} ${path}`
  const settings = typeof body.Condition === 'string' ? when(body.Condition, written) : written
  Object.assign(mapAt(mapAt(mapAt(api, 'Properties'), 'RouteSettings'), route), draftOf(settings))
}
