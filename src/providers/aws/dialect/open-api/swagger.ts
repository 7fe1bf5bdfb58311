import { isRecord, type Properties, put, type Value } from '../../../../model/value.ts'
import { given, ref, when } from '../calls.ts'
import { type DraftMap, draftOf, isMap, mapAt, own } from '../draft.ts'
import {
  addPath,
  integrationKey,
  isVersion3,
  makeConditional,
  methodName,
  methodsAt,
  pathItems,
} from './paths.ts'

/** Tells whether a value is a definition that the service can add to: Swagger or OpenAPI 3 with its paths. */
export function isSwagger(value: Value | undefined): value is DraftMap {
  if (!isMap(value) || !isRecord(value.paths)) return false
  return given(value.swagger) || (given(value.openapi) && isVersion3(value.openapi))
}

/** The definition that an API has when the template gives none. */
export function emptySwagger(): DraftMap {
  return draftOf({
    swagger: '2.0',
    info: { version: '1.0', title: ref('AWS::StackName') },
    paths: {},
  }) as DraftMap // a map goes in, so a map comes out
}

/** Where a method of an API leads. */
export interface Route {
  readonly path: string
  readonly method: string
  readonly condition?: string | undefined
}

/** Leads a method to a function. */
export function addFunction(doc: DraftMap, route: Route, integration: Properties): void {
  integrate(doc, route, { integration, responses: {} })
}

/** Leads a method to a state machine. */
export function addStateMachine(doc: DraftMap, route: Route, integration: Properties): void {
  integrate(doc, route, {
    integration,
    responses: { '200': { description: 'OK' }, '400': { description: 'Bad Request' } },
  })
}

interface Parts {
  readonly integration: Properties
  readonly responses: Properties
}

function integrate(doc: DraftMap, { path, method, condition }: Route, parts: Parts): void {
  const name = methodName(method)
  addPath(doc, path, name)
  const { uri } = parts.integration
  const integration =
    condition === undefined ? parts.integration : { ...parts.integration, uri: when(condition, uri ?? null) }
  for (const item of pathItems(doc, path)) {
    const definition = mapAt(item, name)
    definition[integrationKey] = draftOf(integration)
    definition.responses ??= draftOf(parts.responses)
    if (condition !== undefined) makeConditional(item, name, condition)
  }
}

/** How a request is checked before it is passed on. */
export interface RequestModel {
  readonly name: string
  readonly required?: Value | undefined
  readonly validator?: { readonly body: boolean; readonly parameters: boolean } | undefined
}

/** Gives a method the model of its body, and the validator that checks it. */
export function addRequestModel(doc: DraftMap, { path, method }: Route, model: RequestModel): void {
  const required = model.required === undefined || model.required === null ? {} : { required: model.required }
  for (const definition of methodsAt(doc, path, method)) {
    if (given(doc.swagger)) {
      const parameter = { in: 'body', name: model.name, schema: { $ref: `#/definitions/${model.name}` } }
      definition.parameters = [...listOf(definition.parameters), draftOf({ ...parameter, ...required })]
    } else if (isVersion3(doc.openapi)) {
      const schema = { $ref: `#/components/schemas/${model.name}` }
      definition.requestBody = draftOf({ content: { 'application/json': { schema } }, ...required })
    }
  }
  if (model.validator !== undefined) addValidator(doc, { path, method }, model.validator)
}

function addValidator(
  doc: DraftMap,
  { path, method }: Route,
  { body, parameters }: { readonly body: boolean; readonly parameters: boolean },
): void {
  const name = body
    ? parameters
      ? 'body-and-params'
      : 'body-only'
    : parameters
      ? 'params-only'
      : 'no-validation'
  const validators = mapAt(doc, 'x-amazon-apigateway-request-validators')
  if (!given(own(validators, name)))
    put(validators, name, { validateRequestBody: body, validateRequestParameters: parameters })
  for (const definition of methodsAt(doc, path, method))
    definition['x-amazon-apigateway-request-validator'] = name
}

/** A parameter that a method may take: `method.request.header.Authorization`. */
export interface RequestParameter {
  readonly name: string
  readonly required: Value
  readonly caching: Value
}

/** Names the parameters of a method, and those that its cache tells answers apart by. */
export function addRequestParameters(
  doc: DraftMap,
  { path, method }: Route,
  parameters: readonly RequestParameter[],
): void {
  for (const definition of methodsAt(doc, path, method)) {
    const list = listOf(definition.parameters)
    for (const { name, required, caching } of parameters) {
      const [, place = '', field = ''] = /^method\.request\.([^.]+)\.(.*)$/s.exec(name) ?? []
      const location = place === 'querystring' ? 'query' : place
      list.push(draftOf({ in: location, name: field, required, type: 'string' }))
      if (!given(caching)) continue
      const integration = mapAt(definition, integrationKey)
      integration.cacheKeyParameters = [...listOf(integration.cacheKeyParameters), name]
    }
    definition.parameters = list
  }
}

/** Sets how long a method waits for its function. */
export function addTimeout(doc: DraftMap, { path, method }: Route, timeout: Value): void {
  for (const definition of methodsAt(doc, path, method))
    mapAt(definition, integrationKey).timeoutInMillis = draftOf(timeout)
}

function listOf(value: DraftMap[string] | undefined): DraftMap[string][] {
  return Array.isArray(value) ? [...value] : []
}
