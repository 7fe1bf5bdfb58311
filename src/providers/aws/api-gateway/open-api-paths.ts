import { type Properties, record } from '../../../model/value.ts'

/** The key of a body that says what is binary. */
export const mediaTypes = 'x-amazon-apigateway-binary-media-types'

/** A method that stands as a resource of its own. */
export interface Served {
  readonly path: string
  readonly method: string
  /** In the API's shape: `{ type: 'AWS_PROXY', uri: … }`. */
  readonly integration: Properties
}

/** Writes methods as the paths of an OpenAPI body have them, over those that are there. */
export function openApiPaths(paths: Properties, served: readonly Served[]): Properties {
  const found = new Map(Object.entries(paths).map(([path, item]) => [path, record(item)]))
  for (const { path, method, integration } of served) {
    const name = method === 'ANY' ? 'x-amazon-apigateway-any-method' : method.toLowerCase()
    found.set(path, { ...found.get(path), [name]: { 'x-amazon-apigateway-integration': integration } })
  }
  return Object.fromEntries(found)
}
