import { isList, isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { given } from '../calls.ts'
import type { DraftMap } from '../draft.ts'
import type { Route } from '../open-api/swagger.ts'
import { addPathPolicy, addStatements } from '../open-api/swagger-policy.ts'
import { secureMethod } from '../open-api/swagger-security.ts'
import { refuse, refuseEvent } from '../refusal.ts'
import { resolved } from '../resolve.ts'
import type { TransformContext } from '../transform-context.ts'
import type { RestApi } from './rest-api.ts'
import type { EventSource } from './trigger.ts'

/** A method whose security is being written. */
export interface Secured {
  readonly event: EventSource
  readonly route: Route
  readonly found: RestApi
  readonly context: TransformContext
  /** The stage that resource policies speak of. */
  readonly stage: Value
}

/** Writes the `Auth` of an event: authorizer, API key and resource policy of its method. */
export function secureEvent(
  { event, route, found, context, stage }: Secured,
  auth: Properties,
  doc: DraftMap,
): void {
  const known = resolved(found.properties?.Auth ?? null, context.parameters)
  const apiAuth = isRecord(known) ? known : {}
  const { Authorizer, AuthorizationScopes, ApiKeyRequired, ResourcePolicy } = auth
  if (given(Authorizer)) checkAuthorizer({ event, route, found, context, stage }, Authorizer, apiAuth)
  const path = ['Properties', 'Auth']
  if (given(AuthorizationScopes)) {
    if (!isList(AuthorizationScopes)) refuseEvent(event.place, 'AuthorizationScopes must be a list.', path)
    if (!given(Authorizer)) refuseEvent(event.place, 'AuthorizationScopes needs an Authorizer.', path)
  }
  const refusesKey = ApiKeyRequired !== undefined && ApiKeyRequired !== null && !given(ApiKeyRequired)
  if (refusesKey && !given(apiAuth.ApiKeyRequired))
    refuseEvent(event.place, 'ApiKeyRequired cannot be false, for its API requires none.', path)
  const { Authorizers } = apiAuth
  secureMethod(doc, route, {
    authorizer: Authorizer,
    scopes: AuthorizationScopes,
    apiKey: ApiKeyRequired,
    authorizers: Authorizers,
  })
  if (!given(ResourcePolicy)) return
  if (!isRecord(ResourcePolicy)) refuseEvent(event.place, 'ResourcePolicy must be a map.', path)
  addPathPolicy(doc, ResourcePolicy, { path: route.path, stage })
  if (given(ResourcePolicy.CustomStatements)) addStatements(doc, ResourcePolicy.CustomStatements)
}

function checkAuthorizer(
  { event, route, found }: Secured,
  authorizer: Properties[string],
  apiAuth: Properties,
): void {
  const { Authorizers, DefaultAuthorizer } = apiAuth
  if (given(Authorizers) && !isRecord(Authorizers))
    refuse(found.id ?? '', 'Authorizers must be a map.', ['Properties', 'Auth', 'Authorizers'])
  if (authorizer === 'AWS_IAM') return
  const path = ['Properties', 'Auth', 'Authorizer']
  const where = `${route.method} ${route.path}`
  if (authorizer === 'NONE') {
    if (!given(DefaultAuthorizer))
      refuseEvent(
        event.place,
        `the Authorizer of ${where} can be NONE only where its API has a default.`,
        path,
      )
    return
  }
  if (typeof authorizer !== 'string')
    refuseEvent(event.place, `the Authorizer of ${where} must be a text.`, path)
  const known =
    isRecord(Authorizers) && Object.hasOwn(Authorizers, authorizer) ? Authorizers[authorizer] : undefined
  if (!given(known)) refuseEvent(event.place, `its API has no authorizer ${authorizer}.`, path)
}
