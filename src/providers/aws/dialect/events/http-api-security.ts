import { isList, isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { given } from '../calls.ts'
import type { DraftMap } from '../draft.ts'
import { refuse, refuseEvent } from '../refusal.ts'
import type { EventSource } from './trigger.ts'

const path = ['Properties', 'Auth']

/** The API of an event, with its properties open for writing. */
export interface HttpApi {
  readonly id: string
  readonly properties: DraftMap
}

/** Gives the security entry of a method from the `Auth` of its event and of its API. */
export function authorizerOf(event: EventSource, found: HttpApi): Properties | undefined {
  const auth = event.properties.Auth
  const apiAuth = Object.hasOwn(found.properties, 'Auth') ? found.properties.Auth : {}
  if (!isRecord(apiAuth)) return refuse(found.id, 'Auth must be a map.', path)
  if (!isRecord(auth)) return refuseEvent(event.place, 'Auth must be a map.', path)
  const name = given(auth.Authorizer) ? auth.Authorizer : apiAuth.DefaultAuthorizer
  if (!given(name))
    return refuseEvent(event.place, 'Auth needs an Authorizer, or a DefaultAuthorizer of the API.', path)
  const { AuthorizationScopes } = auth
  const known = lookUp(event, name, apiAuth)
  if (given(AuthorizationScopes) && !isList(AuthorizationScopes))
    refuseEvent(event.place, 'AuthorizationScopes must be a list of texts.', path)
  if (known === undefined) return { [String(name)]: [] }
  const scopes = given(AuthorizationScopes) ? AuthorizationScopes : known.AuthorizationScopes
  return { [String(name)]: given(scopes) ? scopes : [] }
}

/** Gives the settings of the authorizer that a method names; none for NONE and AWS_IAM. */
function lookUp({ place }: EventSource, name: Value, apiAuth: Properties): Properties | undefined {
  const { Authorizers, DefaultAuthorizer, EnableIamAuthorizer } = apiAuth
  if (name === 'NONE') {
    if (given(DefaultAuthorizer)) return undefined
    return refuseEvent(place, 'the Authorizer can be NONE only where the API has a default.', path)
  }
  if (name === 'AWS_IAM' && EnableIamAuthorizer === true) return undefined
  if (typeof name !== 'string' || !isRecord(Authorizers))
    return refuseEvent(place, 'the Authorizer must name one of the Authorizers of the API.', path)
  const known = Object.hasOwn(Authorizers, name) ? Authorizers[name] : undefined
  if (!given(known)) return refuseEvent(place, `its API has no authorizer ${name}.`, path)
  if (name === 'AWS_IAM') return undefined
  return isRecord(known) ? known : refuseEvent(place, `the authorizer ${name} must be a map.`, path)
}
