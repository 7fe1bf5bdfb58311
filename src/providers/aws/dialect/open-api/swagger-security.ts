import { equal, isList, isRecord, type Properties, put, type Value } from '../../../../model/value.ts'
import { given } from '../calls.ts'
import { type Draft, type DraftMap, draftOf, isMap, mapAt, own } from '../draft.ts'
import { refuseTemplate } from '../refusal.ts'
import { integratedMethods, methodsAt, pathsOf, securityOf } from './paths.ts'
import type { Route } from './swagger.ts'

/** Who may call a method, as its event says it. */
export interface MethodAuth {
  readonly authorizer?: Value | undefined
  readonly scopes?: Value | undefined
  readonly apiKey?: Value | undefined
  /** The authorizers of its API, whose scopes hold where it names none. */
  readonly authorizers?: Value | undefined
}

const iamDefinition = {
  'x-amazon-apigateway-authtype': 'awsSigv4',
  type: 'apiKey',
  name: 'Authorization',
  in: 'header',
}
const keyDefinition = { type: 'apiKey', name: 'x-api-key', in: 'header' }

/** Adds what an event says of authorizer and API key to a method. */
export function secureMethod(doc: DraftMap, route: Route, auth: MethodAuth): void {
  const { authorizer } = auth
  if (typeof authorizer === 'string' && authorizer !== '')
    append(doc, route, [authorizer, scopesFor(authorizer, auth)])
  if (auth.apiKey === undefined || auth.apiKey === null) return
  if (given(auth.apiKey)) define(doc, 'api_key', keyDefinition)
  append(doc, route, [given(auth.apiKey) ? 'api_key' : 'api_key_false', []])
}

function scopesFor(authorizer: string, { scopes, authorizers }: MethodAuth): Value {
  if (authorizer === 'NONE' || !isRecord(authorizers)) return []
  const known = Object.hasOwn(authorizers, authorizer) ? authorizers[authorizer] : undefined
  if (known === undefined) return []
  if (!isRecord(known)) return refuseTemplate(`The authorizer ${authorizer} must be a map.`)
  return scopes ?? known.AuthorizationScopes ?? []
}

function append(doc: DraftMap, route: Route, [name, scopes]: readonly [string, Value]): void {
  for (const definition of methodsAt(doc, route.path, route.method)) {
    const entry: DraftMap = {}
    put(entry, name, draftOf(scopes))
    definition.security = [...securityOf(definition, route.path, route.method), entry]
    noteIam(doc, definition)
  }
}

/** The authorizer that stands for every method of an API which names none. */
export interface DefaultAuthorizer {
  readonly name: string
  readonly scopes: Value
  readonly known: readonly string[]
  /** Also for the OPTIONS of CORS. */
  readonly preflight: boolean
}

/** Sets the default authorizer of every method. */
export function secureAll(doc: DraftMap, authorizer: DefaultAuthorizer): void {
  const names = new Set(['AWS_IAM', ...authorizer.known])
  for (const path of Object.keys(pathsOf(doc)))
    for (const [method, definition] of integratedMethods(doc, path)) {
      if (method === 'options' && !authorizer.preflight) continue
      const [theirs, others] = partition(entriesOf(definition, path, method), names)
      const none = others.findIndex(entry => Object.hasOwn(entry, 'NONE'))
      const chosen = none >= 0 ? [] : theirs.length > 0 ? theirs : [entryOf(authorizer)]
      const security = [...others.filter((_, index) => index !== none), ...chosen]
      if (security.length === 0) continue
      definition.security = security
      noteIam(doc, definition)
    }
}

/** Requires an API key of every method that does not refuse it. */
export function requireKeys(doc: DraftMap, preflight: boolean): void {
  const names = new Set(['api_key', 'api_key_false'])
  define(doc, 'api_key', keyDefinition)
  for (const path of Object.keys(pathsOf(doc)))
    for (const [method, definition] of integratedMethods(doc, path)) {
      const existing = entriesOf(definition, path, method)
      const [keys, others] = partition(existing, names)
      const refused = keys.some(entry => Object.hasOwn(entry, 'api_key_false'))
      const skips = refused || (method === 'options' && !preflight)
      const security: Draft[] = skips ? [...others] : [...others, { api_key: [] }]
      if (!equal(security, existing)) definition.security = security
    }
}

/** Adds security definitions by name, unless one is there. */
export function define(doc: DraftMap, name: string, definition: Properties): void {
  const definitions = mapAt(doc, 'securityDefinitions')
  if (own(definitions, name) === undefined) put(definitions, name, draftOf(definition))
}

function entryOf({ name, scopes }: DefaultAuthorizer): DraftMap {
  const entry: DraftMap = {}
  put(entry, name, draftOf(scopes))
  return entry
}

function entriesOf(definition: DraftMap, path: string, method: string): readonly DraftMap[] {
  return securityOf(definition, path, method).map(entry => {
    if (isMap(entry)) return entry
    return refuseTemplate(`The security of ${method} ${path} must be a list of maps.`)
  })
}

function partition(entries: readonly DraftMap[], names: ReadonlySet<string>): [DraftMap[], DraftMap[]] {
  const named = (entry: DraftMap): boolean => Object.keys(entry).some(key => names.has(key))
  return [entries.filter(named), entries.filter(entry => !named(entry))]
}

function noteIam(doc: DraftMap, definition: DraftMap): void {
  const [first] = isList(definition.security) ? definition.security : []
  if (isRecord(first) && Object.hasOwn(first, 'AWS_IAM')) define(doc, 'AWS_IAM', iamDefinition)
}
