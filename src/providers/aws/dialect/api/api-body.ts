import { isRecord, type Properties, put, type Value } from '../../../../model/value.ts'
import { given } from '../calls.ts'
import { type Draft, type DraftMap, draftOf, isMap, mapAt } from '../draft.ts'
import { normalise } from '../open-api/open-api-form.ts'
import { isVersion3, pathItems, pathsOf } from '../open-api/paths.ts'
import { isSwagger } from '../open-api/swagger.ts'
import { addCors, corsOf } from '../open-api/swagger-cors.ts'
import { addPathPolicy, addStatements } from '../open-api/swagger-policy.ts'
import { requireKeys, secureAll } from '../open-api/swagger-security.ts'
import { refuse, refuseTemplate } from '../refusal.ts'
import type { Source, TransformContext } from '../transform-context.ts'
import { type Authorizer, authorizersOf, defaultOf } from './api-authorizer.ts'
import { addGatewayResponses } from './api-gateway-responses.ts'

/** Gives the definition of a REST API with everything that its properties add to it. */
export function apiBody(source: Source, context: TransformContext): Value | undefined {
  const { properties } = source
  const doc = isMap(properties.DefinitionBody) ? copyOf(properties.DefinitionBody) : undefined
  for (const { property, add } of additions) {
    if (!given(properties[property])) continue
    if (property === 'BinaryMediaTypes' && !given(doc)) continue
    add(source, expectDefinition(source, doc, property), context)
  }
  const disable = properties.DisableExecuteApiEndpoint
  if (disable !== undefined && disable !== null)
    disableEndpoint(expectDefinition(source, doc, 'DisableExecuteApiEndpoint'), draftOf(disable))
  if (doc === undefined || !given(doc)) return properties.DefinitionBody
  normalise(doc, properties.OpenApiVersion)
  return doc
}

function copyOf(body: DraftMap): DraftMap {
  return draftOf(body) as DraftMap // a map goes in, so a map comes out
}

interface Addition {
  readonly property: string
  add(source: Source, doc: DraftMap, context: TransformContext): void
}

const additions: readonly Addition[] = [
  {
    property: 'Cors',
    add: ({ id, properties }, doc) => addCors(id, doc, corsOf(id, properties.Cors ?? null)),
  },
  { property: 'Auth', add: addAuth },
  { property: 'GatewayResponses', add: addGatewayResponses },
  { property: 'BinaryMediaTypes', add: addMediaTypes },
  { property: 'Models', add: addModels },
]

function expectDefinition({ id }: Source, doc: DraftMap | undefined, property: string): DraftMap {
  const path = ['Properties', property]
  if (!given(doc)) return refuse(id, `${property} needs a DefinitionBody in the template.`, path)
  if (isSwagger(doc)) return withPaths(doc)
  return refuse(id, `${property} needs a DefinitionBody that is Swagger or OpenAPI 3.`, path)
}

function withPaths(doc: DraftMap): DraftMap {
  for (const path of Object.keys(pathsOf(doc))) pathItems(doc, path)
  return doc
}

const authFields = new Set(
  (
    'Authorizers DefaultAuthorizer InvokeRole AddDefaultAuthorizerToCorsPreflight ' +
    'AddApiKeyRequiredToCorsPreflight ApiKeyRequired ResourcePolicy UsagePlan'
  ).split(' '),
)

function addAuth(source: Source, doc: DraftMap, context: TransformContext): void {
  const { id, properties } = source
  const auth = properties.Auth ?? {}
  if (!isRecord(auth)) refuse(id, 'Auth must be a map.', ['Properties', 'Auth'])
  const unknown = Object.keys(auth).find(key => !authFields.has(key))
  if (unknown !== undefined) refuse(id, `Auth has no property ${unknown}.`, ['Properties', 'Auth', unknown])
  addAuthorizers(source, doc, authorizersOf(source, context))
  if (given(auth.ApiKeyRequired)) requireKeys(doc, asked(auth.AddApiKeyRequiredToCorsPreflight))
  if (given(auth.ResourcePolicy)) addPolicy(source, doc, auth.ResourcePolicy)
  normalise(doc, properties.OpenApiVersion)
}

function asked(flag: Value | undefined): boolean {
  return flag === undefined || given(flag)
}

function addAuthorizers(source: Source, doc: DraftMap, authorizers: readonly Authorizer[]): void {
  if (authorizers.length === 0) return
  const definitions = mapAt(doc, 'securityDefinitions')
  for (const { name, definition } of authorizers) put(definitions, name, draftOf(definition))
  const chosen = defaultOf(source, authorizers)
  if (chosen !== undefined) secureAll(doc, chosen)
}

function addPolicy({ id, properties }: Source, doc: DraftMap, policy: Value): void {
  if (!isRecord(policy)) refuseTemplate(`The ResourcePolicy of ${id} must be a map.`)
  for (const path of Object.keys(pathsOf(doc)))
    addPathPolicy(doc, policy, { path, stage: properties.StageName ?? null })
  if (given(policy.CustomStatements)) addStatements(doc, policy.CustomStatements)
}

function addMediaTypes({ properties }: Source, doc: DraftMap): void {
  doc['x-amazon-apigateway-binary-media-types'] = unescaped(properties.BinaryMediaTypes ?? null)
}

/** `~1` stands for a slash, as in JSON pointers. */
function unescaped(value: Value): Draft {
  if (typeof value === 'string') return value.replaceAll('~1', '/')
  if (Array.isArray(value)) return value.map(unescaped)
  if (!isRecord(value)) return draftOf(value)
  const copy: DraftMap = {}
  for (const [key, item] of Object.entries(value)) put(copy, key.replaceAll('~1', '/'), unescaped(item))
  return copy
}

function addModels({ id, properties }: Source, doc: DraftMap): void {
  const models: Properties = isRecord(properties.Models) ? properties.Models : {}
  const definitions = mapAt(doc, 'definitions')
  for (const [name, model] of Object.entries(models)) {
    const path = ['Properties', 'Models', name]
    if (!isRecord(model)) refuse(id, `the model ${name} must be a map.`, path)
    if (!given(model.type))
      refuseTemplate(`The model ${name} of ${id} needs a type.`, ['Resources', id, ...path])
    put(definitions, name.toLowerCase(), draftOf(model))
  }
  normalise(doc, properties.OpenApiVersion)
}

function disableEndpoint(doc: DraftMap, flag: Draft): void {
  const key = 'x-amazon-apigateway-endpoint-configuration'
  const version3 = given(doc.openapi) && isVersion3(doc.openapi)
  if (!version3) {
    mapAt(doc, key).disableExecuteApiEndpoint = flag
    return
  }
  const servers = Array.isArray(doc.servers) ? doc.servers : [{}]
  for (const server of servers) if (isMap(server)) mapAt(server, key).disableExecuteApiEndpoint = flag
  doc.servers = servers
}
