import { equal, isRecord, type Properties, put, type Value } from '../../../../model/value.ts'
import { given, isIntrinsic, ref, when } from '../calls.ts'
import { type Draft, type DraftMap, draftOf, isMap, mapAt, own } from '../draft.ts'
import { refuseTemplate } from '../refusal.ts'
import {
  addPath,
  alternatives,
  anyMethod,
  integrates,
  integrationKey,
  isVersion3,
  makeConditional,
  methodName,
  methodsAt,
  pathItems,
  pathsOf,
  securityOf,
} from './paths.ts'
import type { Route } from './swagger.ts'

/** The path of an HTTP API that catches what no other does. */
export const defaultPath = '$default'

/** Tells whether a value is an OpenAPI 3 definition with its paths. */
export function isOpenApi(value: Value | undefined): value is DraftMap {
  return isMap(value) && isRecord(value.paths) && given(value.openapi) && isVersion3(value.openapi)
}

/** The definition that an HTTP API has when the template gives none. */
export function emptyOpenApi(): DraftMap {
  return draftOf({
    openapi: '3.0.1',
    info: { version: '1.0', title: ref('AWS::StackName') },
    paths: {},
  }) as DraftMap // a map goes in, so a map comes out
}

/** Leads a method to a function, unless it leads somewhere already. */
export function addFunction(doc: DraftMap, { path, method, condition }: Route, uri: Properties): void {
  const name = methodName(method)
  if (integrates(doc, path, name)) return
  addPath(doc, path, name)
  for (const item of pathItems(doc, path)) {
    if (!isMap(own(item, name))) put(item, name, {})
    const definition = mapAt(item, name)
    definition[integrationKey] = draftOf({
      type: 'aws_proxy',
      httpMethod: 'POST',
      payloadFormatVersion: '2.0',
      uri: condition === undefined ? uri : when(condition, uri),
    })
    if (path === defaultPath && name === anyMethod) definition.isDefaultRoute = true
    definition.responses ??= {}
    if (condition !== undefined) makeConditional(item, name, condition)
  }
}

/** Names the parameters of a path at its method. */
export function addPathParameters(doc: DraftMap, { path, method }: Route): void {
  const names = [...path.matchAll(/\{(.*?)\}/g)].map(found => found[1] ?? '')
  if (names.length === 0) return
  for (const definition of methodsAt(doc, path, method)) {
    const list: Draft[] = Array.isArray(definition.parameters) ? definition.parameters : []
    for (const name of names) {
      const known = list.find(item => isMap(item) && item.name === name)
      if (isMap(known)) Object.assign(known, { in: 'path', required: true })
      else list.push({ name, in: 'path', required: true })
    }
    definition.parameters = list
  }
}

/** Sets the form in which a method passes requests on. */
export function setPayloadFormat(doc: DraftMap, { path, method }: Route, version: Value): void {
  for (const definition of methodsAt(doc, path, method))
    mapAt(definition, integrationKey).payloadFormatVersion = draftOf(version)
}

/** Adds an authorizer to a method. */
export function secureMethod(doc: DraftMap, { path, method }: Route, entry: Properties): void {
  for (const definition of methodsAt(doc, path, method))
    definition.security = [...securityOf(definition, path, method), draftOf(entry)]
}

/** Adds the default authorizer to every method that has none. */
export function secureAll(doc: DraftMap, entry: Properties): void {
  for (const path of Object.keys(pathsOf(doc)))
    for (const item of pathItems(doc, path))
      for (const [name, method] of Object.entries(item)) {
        if (name === 'parameters' || methodName(name) === 'options') continue
        if (!Object.hasOwn(item, methodName(name)))
          refuseTemplate(`The path ${path} of a definition has no method ${methodName(name)}, but ${name}.`)
        for (const definition of alternatives(method)) {
          if (!isMap(definition)) refuseTemplate(`The method ${name} of the path ${path} must be a map.`)
          if (given(definition[integrationKey]) && !given(definition.security))
            definition.security = [draftOf(entry)]
        }
      }
}

/** Gives a definition its tags, each under its name. */
export function addTags(doc: DraftMap, tags: Properties): void {
  const list = doc.tags ?? []
  if (!Array.isArray(list)) refuseTemplate('The tags of a definition must be a list.')
  for (const [name, value] of Object.entries(tags)) {
    const known = list.find(item => isMap(item) && item.name === name)
    if (isMap(known)) known['x-amazon-apigateway-tag-value'] = draftOf(value)
    else list.push({ name, 'x-amazon-apigateway-tag-value': draftOf(value) })
  }
  if (list.length > 0) doc.tags = list
}

const corsFields: Readonly<Record<string, string>> = {
  AllowOrigins: 'allowOrigins',
  AllowHeaders: 'allowHeaders',
  AllowMethods: 'allowMethods',
  ExposeHeaders: 'exposeHeaders',
  MaxAge: 'maxAge',
  AllowCredentials: 'allowCredentials',
}

/** Gives a definition its rules for browsers; a call may stand for all of them. */
export function addCors(doc: DraftMap, cors: Properties): void {
  const key = 'x-amazon-apigateway-cors'
  if (doc[key] !== undefined && !isMap(doc[key])) refuseTemplate(`${key} of a definition must be a map.`)
  const held = mapAt(doc, key)
  if (isIntrinsic(cors.AllowOrigins)) {
    Object.assign(held, lowered(cors.AllowOrigins ?? null))
    return
  }
  for (const [name, field] of Object.entries(corsFields)) {
    const value = cors[name]
    const wanted = name === 'MaxAge' ? value !== undefined && value !== null : given(value)
    if (wanted && (name !== 'AllowCredentials' || value === true)) held[field] = draftOf(value ?? null)
  }
}

/** Turns the fields inside a call, wherever they stand, into those of a definition. */
function lowered(value: Value): Draft {
  let text = JSON.stringify(value)
  for (const [name, field] of Object.entries(corsFields)) text = text.replaceAll(name, field)
  return JSON.parse(text)
}

/** Tells whether a definition still has the title that the service gives it. */
export function hasDefaultTitle(doc: DraftMap): boolean {
  return equal(mapAt(doc, 'info').title, ref('AWS::StackName'))
}
