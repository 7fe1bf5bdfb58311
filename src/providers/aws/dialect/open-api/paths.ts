import { put, type Value } from '../../../../model/value.ts'
import { given, isNoValue, when } from '../calls.ts'
import { type Draft, type DraftMap, draftOf, isMap, mapAt, own } from '../draft.ts'
import { refuseTemplate } from '../refusal.ts'

/** The method of a definition that stands for every method. */
export const anyMethod = 'x-amazon-apigateway-any-method'
/** The key of a method's integration. */
export const integrationKey = 'x-amazon-apigateway-integration'

/** Gives a method as definitions write it. */
export function methodName(method: string): string {
  const lower = method.toLowerCase()
  return lower === 'any' ? anyMethod : lower
}

/** Tells whether a definition's version is an OpenAPI 3. */
export function isVersion3(version: Value | undefined): boolean {
  return /^3(\.\d)(\.\d)?$/.test(String(version))
}

/** Gives what a value may be: both branches of an `Fn::If`, or itself. */
export function alternatives(item: Draft | undefined): readonly Draft[] {
  if (!isMap(item) || !Object.hasOwn(item, 'Fn::If')) return [item ?? null]
  const parts = item['Fn::If']
  if (!Array.isArray(parts)) return refuseTemplate('Fn::If takes a list.')
  return parts.slice(1).filter(part => !isNoValue(part))
}

/** Gives the paths of a definition. */
export function pathsOf(doc: DraftMap): DraftMap {
  return mapAt(doc, 'paths')
}

/** Gives each form that a path may have, all of them maps. */
export function pathItems(doc: DraftMap, path: string): readonly DraftMap[] {
  return alternatives(own(pathsOf(doc), path)).map(item => {
    if (isMap(item)) return item
    return refuseTemplate(`The path ${path} of a definition must be a map.`)
  })
}

/** Gives the definitions of one method that have an integration. */
export function methodsAt(doc: DraftMap, path: string, method: string): readonly DraftMap[] {
  return pathItems(doc, path)
    .flatMap(item => alternatives(own(item, methodName(method))))
    .map(definition => expectMethod(definition, path, method))
    .filter(definition => hasIntegration(definition))
}

/** Gives all methods of a path that have an integration, by name, save what is no method. */
export function integratedMethods(doc: DraftMap, path: string): readonly (readonly [string, DraftMap])[] {
  return pathItems(doc, path).flatMap(item =>
    Object.entries(item)
      .filter(([name]) => !['summary', 'description', 'parameters'].includes(name))
      .flatMap(([name, method]) =>
        alternatives(method)
          .map(definition => expectMethod(definition, path, name))
          .filter(definition => hasIntegration(definition))
          .map((definition): readonly [string, DraftMap] => [methodName(name), definition]),
      ),
  )
}

/** Tells whether a path has a method that leads somewhere, in every form that it may have. */
export function integrates(doc: DraftMap, path: string, method: string): boolean {
  const name = methodName(method)
  if (own(pathsOf(doc), path) === undefined) return false
  return pathItems(doc, path).every(item => {
    const found = own(item, name)
    if (!isMap(found)) return false
    return alternatives(found).some(definition => hasIntegration(expectMethod(definition, path, name)))
  })
}

/** Adds a path and a method, empty where they are not there. */
export function addPath(doc: DraftMap, path: string, method: string): void {
  const name = methodName(method)
  mapIfAbsent(pathsOf(doc), path)
  for (const item of pathItems(doc, path)) mapIfAbsent(item, name)
}

/** Gives a method only where a condition holds. */
export function makeConditional(map: DraftMap, key: string, condition: string): void {
  put(map, key, draftOf(when(condition, own(map, key) ?? null)))
}

/** Gives the security of a method. */
export function securityOf(definition: DraftMap, path: string, method: string): Draft[] {
  const security = Object.hasOwn(definition, 'security') ? (definition.security ?? null) : []
  if (Array.isArray(security)) return security
  return refuseTemplate(`The security of ${method} ${path} must be a list.`)
}

function mapIfAbsent(map: DraftMap, key: string): void {
  if (own(map, key) === undefined) put(map, key, {})
}

function expectMethod(definition: Draft, path: string, method: string): DraftMap {
  if (isMap(definition)) return definition
  return refuseTemplate(`The method ${method} of the path ${path} must be a map.`)
}

function hasIntegration(definition: DraftMap): boolean {
  return given(definition[integrationKey])
}
