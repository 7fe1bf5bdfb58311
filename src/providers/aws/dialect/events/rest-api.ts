import { put, type Value } from '../../../../model/value.ts'
import { given } from '../calls.ts'
import { type Draft, type DraftMap, draftOf, isMap, mapAt, own } from '../draft.ts'
import { methodName } from '../open-api/paths.ts'
import { emptySwagger, isSwagger, type Route } from '../open-api/swagger.ts'
import { type EventPlace, refuse, refuseEvent } from '../refusal.ts'
import type { TransformContext } from '../transform-context.ts'
import type { EventSource } from './trigger.ts'

/** The API that an event names. */
export interface RestApi {
  /** Its logical ID; absent when it stands outside the template. */
  readonly id?: string
  /** Its properties, open for writing. */
  readonly properties?: DraftMap
  /** What its stage adds to names. */
  readonly stage: string
}

/** Finds the API of the template that an event's `RestApiId` names. */
export function restApi({ place, properties }: EventSource, context: TransformContext): RestApi {
  const id = nameOf(properties.RestApiId)
  if (id === undefined) return { stage: 'AllStages' }
  const body = Object.hasOwn(context.written, id) ? context.written[id] : undefined
  const path = ['Properties', 'RestApiId']
  if (body === undefined) return refuseEvent(place, `RestApiId names ${id}, which is not a resource.`, path)
  const found = own(body, 'Properties') ?? {}
  if (!isMap(found)) return refuse(id, 'Properties must be a map.', ['Properties'])
  const stage = found.StageName
  if (stage === '') refuse(id, 'StageName cannot be empty.', ['Properties', 'StageName'])
  return { id, properties: found, stage: typeof stage === 'string' ? stage : 'Stage' }
}

/** Gives the name that a text or `Ref` is. */
export function nameOf(value: Value | undefined): string | undefined {
  const name = isMap(value) && Object.hasOwn(value, 'Ref') ? value.Ref : value
  return typeof name === 'string' ? name : undefined
}

/** A definition to write a method into. */
export interface Definition {
  readonly body: DraftMap
  /** Hands what was written over to the API's own definition, if they are two. */
  merge(route: Route): void
}

/** Opens the definition of an API; with `MergeDefinitions` a fresh one, laid over the template's afterwards. */
export function definitionTarget(found: RestApi, { place }: EventSource): Definition | undefined {
  const body = found.properties?.DefinitionBody
  if (body === undefined || body === null) return undefined
  if (given(found.properties?.MergeDefinitions)) {
    const fresh = emptySwagger()
    return { body: fresh, merge: route => overlay(found, body, { fresh, route }) }
  }
  return { body: ownDefinition(body, place), merge: () => undefined }
}

/** Gives the definition of an API to write into, as the events of state machines do in any case. */
export function ownDefinition(body: Draft, place: EventPlace): DraftMap {
  if (isSwagger(body)) return body
  return refuseEvent(place, 'the DefinitionBody of its API is not Swagger or OpenAPI 3.')
}

function overlay(found: RestApi, body: Value, { fresh, route }: { fresh: DraftMap; route: Route }): void {
  const id = found.id ?? ''
  const place = ['Properties', 'DefinitionBody', 'paths', route.path]
  if (!isMap(body)) refuse(id, 'DefinitionBody must be a map.', ['Properties', 'DefinitionBody'])
  if (body.paths !== undefined && body.paths !== null && !isMap(body.paths))
    refuse(id, 'the paths of DefinitionBody must be a map.', ['Properties', 'DefinitionBody', 'paths'])
  // paths that are empty are not written to: the service copies them then
  const paths = given(body.paths) ? mapAt(body, 'paths') : {}
  const item = own(paths, route.path)
  if (item !== undefined && item !== null && !isMap(item))
    refuse(id, `the path ${route.path} must be a map.`, place)
  const method = isMap(item) ? own(item, route.method) : undefined
  if (given(method) && !isMap(method))
    refuse(id, `the method ${route.method} of ${route.path} must be a map.`, [...place, route.method])
  const made = mapAt(mapAt(mapAt(fresh, 'paths'), route.path), methodName(route.method))
  put(mapAt(paths, route.path), route.method, draftOf({ ...(isMap(method) ? method : {}), ...made }))
}
