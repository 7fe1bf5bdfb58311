import { equal, isRecord, type Properties, put, type Value } from '../../../../model/value.ts'
import { given, isIntrinsic, isNoValue } from '../calls.ts'
import { type DraftMap, draftOf, isMap, mapAt, own } from '../draft.ts'
import { addCors, addTags, hasDefaultTitle, isOpenApi, secureAll } from '../open-api/open-api.ts'
import { refuse } from '../refusal.ts'
import type { Source, TransformContext } from '../transform-context.ts'
import { httpAuthorizers } from './http-authorizer.ts'

/** The definition of an HTTP API, and the tags that go with it. */
export interface HttpBody {
  readonly body: Value | undefined
  readonly tags: Properties | undefined
}

/** Gives the definition of an HTTP API with everything that its properties add to it. */
export function httpBody(source: Source, context: TransformContext): HttpBody {
  const { properties } = source
  const written = properties.DefinitionBody
  const doc = isMap(written) ? (draftOf(written) as DraftMap) : undefined // a map goes in, so a map comes out
  for (const { property, add } of additions)
    if (wanted(properties, property)) add(source, expectDefinition(source, doc, property), context)
  const tags = tagsOf(source, doc)
  if (doc === undefined) return { body: written, tags }
  if (given(properties.FailOnWarnings)) renameDefault(doc)
  return { body: doc, tags }
}

interface Addition {
  readonly property: string
  add(source: Source, doc: DraftMap, context: TransformContext): void
}

const additions: readonly Addition[] = [
  { property: 'CorsConfiguration', add: (source, doc) => addCors(doc, corsOf(source)) },
  { property: 'Auth', add: addAuth },
  { property: 'DisableExecuteApiEndpoint', add: addEndpoint },
  { property: 'Name', add: addTitle },
  { property: 'Description', add: addDescription },
]

function wanted(properties: Properties, property: string): boolean {
  const value = properties[property]
  return property === 'DisableExecuteApiEndpoint' ? value !== undefined && value !== null : given(value)
}

function expectDefinition({ id }: Source, doc: DraftMap | undefined, property: string): DraftMap {
  const path = ['Properties', property]
  if (!given(doc)) return refuse(id, `${property} needs a DefinitionBody in the template.`, path)
  if (isOpenApi(doc)) return doc
  return refuse(id, `${property} needs a DefinitionBody that is OpenAPI 3.`, path)
}

const corsFields = [
  'AllowMethods',
  'AllowHeaders',
  'AllowOrigins',
  'MaxAge',
  'ExposeHeaders',
  'AllowCredentials',
]

function corsOf({ id, properties }: Source): Properties {
  const cors = properties.CorsConfiguration ?? null
  const path = ['Properties', 'CorsConfiguration']
  // a parameter gives its value as text
  if (typeof cors === 'boolean' || cors === 'true') return { AllowOrigins: ['*'] }
  if (isIntrinsic(cors)) return { AllowOrigins: cors }
  if (!isRecord(cors)) return refuse(id, 'CorsConfiguration must be true or a map.', path)
  const unknown = Object.keys(cors).find(key => !corsFields.includes(key))
  if (unknown !== undefined) refuse(id, `CorsConfiguration has no property ${unknown}.`, [...path, unknown])
  if (cors.AllowCredentials === true && equal(cors.AllowOrigins, ['*']))
    refuse(id, "AllowCredentials cannot be true while AllowOrigins is '*'.", path)
  return cors
}

function addAuth(source: Source, doc: DraftMap, context: TransformContext): void {
  const { id, properties } = source
  const auth = isRecord(properties.Auth) ? properties.Auth : {}
  const path = ['Properties', 'Auth']
  const unknown = Object.keys(auth).find(
    key => !['Authorizers', 'DefaultAuthorizer', 'EnableIamAuthorizer'].includes(key),
  )
  if (unknown !== undefined) refuse(id, `Auth has no property ${unknown}.`, [...path, unknown])
  const authorizers = httpAuthorizers(source, context)
  if (authorizers.length > 0) {
    if (!isMap(doc.components)) doc.components = {}
    const schemes = mapAt(mapAt(doc, 'components'), 'securitySchemes')
    for (const { name, definition } of authorizers) put(schemes, name, draftOf(definition))
  }
  const name = auth.DefaultAuthorizer
  if (!given(name) || isNoValue(name)) return
  if (typeof name !== 'string') refuse(id, 'DefaultAuthorizer must be a text.', path)
  const chosen = authorizers.find(known => known.name === name)
  if (chosen === undefined) refuse(id, `DefaultAuthorizer names ${name}, which is not an authorizer.`, path)
  secureAll(doc, { [name]: chosen.scopes })
}

function tagsOf({ id, properties }: Source, doc: DraftMap | undefined): Properties | undefined {
  const tags = isRecord(properties.Tags) ? properties.Tags : undefined
  const path = ['Properties', 'Tags']
  if (given(tags) && !given(doc)) refuse(id, 'Tags needs a DefinitionBody in the template.', path)
  if (!given(doc)) return tags
  if (!isOpenApi(doc)) {
    if (given(tags)) refuse(id, 'Tags needs a DefinitionBody that is OpenAPI 3.', path)
    return tags
  }
  const marked = { ...tags, 'httpapi:createdBy': 'SAM' }
  addTags(doc, marked)
  return marked
}

function addEndpoint({ properties }: Source, doc: DraftMap): void {
  const servers = Array.isArray(doc.servers) ? doc.servers : [{}]
  for (const server of servers)
    if (isMap(server))
      mapAt(server, 'x-amazon-apigateway-endpoint-configuration').disableExecuteApiEndpoint = draftOf(
        properties.DisableExecuteApiEndpoint ?? null,
      )
  doc.servers = servers
}

function addTitle({ id, properties }: Source, doc: DraftMap): void {
  if (!hasDefaultTitle(doc))
    refuse(id, 'Name is set although the definition has a title of its own.', ['Properties', 'Name'])
  mapAt(doc, 'info').title = draftOf(properties.Name ?? null)
}

function addDescription({ id, properties }: Source, doc: DraftMap): void {
  if (given(mapAt(doc, 'info').description))
    refuse(id, 'Description is set although the definition has one of its own.', [
      'Properties',
      'Description',
    ])
  mapAt(doc, 'info').description = draftOf(properties.Description ?? null)
}

/** With warnings as failures API Gateway takes `$default` only with a slash before it. */
function renameDefault(doc: DraftMap): void {
  const paths = own(doc, 'paths')
  const held = isMap(paths) ? own(paths, '$default') : undefined
  if (!isMap(paths) || held === undefined) return
  delete paths.$default
  put(paths, '/$default', held)
}
