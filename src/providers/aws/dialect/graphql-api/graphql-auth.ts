import { isList, isRecord, type Properties, record, type Value } from '../../../../model/value.ts'
import { given, present } from '../calls.ts'
import { refuse } from '../refusal.ts'
import type { Source } from '../transform-context.ts'

/** Who may call a GraphQL API. */
export interface GraphqlAuth {
  readonly settings: Properties
  /** The functions that decide. */
  readonly functions: readonly Value[]
}

const kinds: Readonly<Record<string, readonly [string, string]>> = {
  AWS_LAMBDA: ['LambdaAuthorizer', 'LambdaAuthorizerConfig'],
  OPENID_CONNECT: ['OpenIDConnect', 'OpenIDConnectConfig'],
  AMAZON_COGNITO_USER_POOLS: ['UserPool', 'UserPoolConfig'],
}

/** Reads `Auth` of a GraphQL API: the first way in, and the additional ones. */
export function authOf(source: Source): GraphqlAuth {
  const auth = isRecord(source.properties.Auth) ? source.properties.Auth : {}
  const { Additional, ...first } = auth
  const main = configOf(source, first, ['Auth'])
  const others = (isList(Additional) ? Additional : []).map((item, index) => {
    const written = isRecord(item) ? item : {}
    const { DefaultAction, ...pool } = record(written.UserPool)
    const plain = written.UserPool === undefined ? written : { ...written, UserPool: pool }
    const config = configOf(source, plain, ['Auth', 'Additional', index])
    return { ...config, settings: { AuthenticationType: written.Type ?? null, ...config.settings } }
  })
  return {
    settings: present({
      AuthenticationType: auth.Type,
      ...main.settings,
      AdditionalAuthenticationProviders:
        others.length > 0 ? others.map(({ settings }) => settings) : undefined,
    }),
    functions: [main, ...others].flatMap(({ functions }) => functions),
  }
}

function configOf({ id }: Source, written: Properties, place: readonly (string | number)[]): GraphqlAuth {
  const path = ['Properties', ...place]
  const set = Object.keys(written).filter(key => written[key] !== null)
  if (set.length > 2) refuse(id, `${place.join('.')} takes one way of authentication.`, path)
  const kind =
    typeof written.Type === 'string' && Object.hasOwn(kinds, written.Type) ? kinds[written.Type] : undefined
  if (kind === undefined) return { settings: {}, functions: [] }
  const [property, name] = kind
  const config = written[property]
  if (!isRecord(config)) return refuse(id, `${place.join('.')} needs ${property}.`, path)
  if (property === 'LambdaAuthorizer' && !given(config.AuthorizerUri))
    refuse(id, `${place.join('.')} needs the AuthorizerUri of a function.`, path)
  const functions = property === 'LambdaAuthorizer' ? [config.AuthorizerUri ?? null] : []
  return { settings: { [name]: present(config) }, functions }
}
