import { isList, isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { invocationArn } from '../arn.ts'
import { given, present, sub } from '../calls.ts'
import { refuse } from '../refusal.ts'
import type { Source, TransformContext } from '../transform-context.ts'

/** An authorizer of an HTTP API. */
export interface HttpAuthorizer {
  readonly name: string
  readonly definition: Properties
  readonly scopes: Value
  /** The function that API Gateway is to be permitted to call. */
  readonly permitted?: Value
}

const lambdaFields = [
  'FunctionArn',
  'FunctionInvokeRole',
  'Identity',
  'AuthorizerPayloadFormatVersion',
  'EnableSimpleResponses',
  'EnableFunctionDefaultPermissions',
]
const jwtFields = ['AuthorizationScopes', 'JwtConfiguration', 'IdentitySource']

/** Reads the authorizers of an HTTP API; IAM is one where it is enabled. */
export function httpAuthorizers(
  { id, properties }: Source,
  context: TransformContext,
): readonly HttpAuthorizer[] {
  const auth = isRecord(properties.Auth) ? properties.Auth : {}
  const path = ['Properties', 'Auth', 'Authorizers']
  const iam: readonly HttpAuthorizer[] =
    auth.EnableIamAuthorizer === true ? [{ name: 'AWS_IAM', definition: iamScheme, scopes: [] }] : []
  if (!given(auth.Authorizers)) return iam
  if (!isRecord(auth.Authorizers)) return refuse(id, 'Authorizers must be a map.', path)
  const own = Object.entries(auth.Authorizers).map(([name, settings]) => {
    if (!isRecord(settings)) return refuse(id, `the authorizer ${name} must be a map.`, [...path, name])
    const at: Place = { id, name, path: [...path, name] }
    check(at, settings)
    return given(settings.JwtConfiguration) ? jwt(at, settings) : lambda(at, settings, context)
  })
  return [...iam.filter(({ name }) => !own.some(known => known.name === name)), ...own]
}

interface Place {
  readonly id: string
  readonly name: string
  readonly path: readonly string[]
}

const iamScheme: Properties = {
  type: 'apiKey',
  name: 'Authorization',
  in: 'header',
  'x-amazon-apigateway-authtype': 'awsSigv4',
}

function check({ id, name, path }: Place, settings: Properties): void {
  if (Object.hasOwn(settings, 'OpenIdConnectUrl'))
    refuse(id, `OpenIdConnectUrl of ${name} is no longer a property.`, path)
  const { AuthorizationScopes = null, EnableFunctionDefaultPermissions: permits = null } = settings
  if (AuthorizationScopes !== null && !isList(AuthorizationScopes))
    refuse(id, `the AuthorizationScopes of ${name} must be a list.`, path)
  const others = given(settings.JwtConfiguration) ? lambdaFields : jwtFields
  const wrong = others.find(field => settings[field] !== undefined && settings[field] !== null)
  if (wrong !== undefined && !(wrong === 'JwtConfiguration' && !given(settings.JwtConfiguration)))
    refuse(id, `${wrong} does not go with the other properties of ${name}.`, path)
  if (permits !== null && typeof permits !== 'boolean')
    refuse(id, `EnableFunctionDefaultPermissions of ${name} is true or false.`, path)
}

function jwt({ id, name, path }: Place, settings: Properties): HttpAuthorizer {
  const { JwtConfiguration, IdentitySource, AuthorizationScopes } = settings
  if (!isRecord(JwtConfiguration)) return refuse(id, `the JwtConfiguration of ${name} must be a map.`, path)
  if (!given(IdentitySource)) refuse(id, `${name} needs an IdentitySource.`, path)
  const configuration = Object.entries(JwtConfiguration).map(([key, value]) => [key.toLowerCase(), value])
  return {
    name,
    scopes: AuthorizationScopes ?? [],
    definition: {
      type: 'oauth2',
      'x-amazon-apigateway-authorizer': {
        jwtConfiguration: Object.fromEntries(configuration),
        identitySource: IdentitySource ?? null,
        type: 'jwt',
      },
    },
  }
}

function lambda(place: Place, settings: Properties, context: TransformContext): HttpAuthorizer {
  const { id, name, path } = place
  const { FunctionArn, FunctionInvokeRole: role, AuthorizerPayloadFormatVersion: version } = settings
  if (!given(FunctionArn)) return refuse(id, `${name} needs a FunctionArn.`, path)
  if (!given(version)) refuse(id, `${name} needs an AuthorizerPayloadFormatVersion.`, path)
  const identity = given(settings.Identity) ? settings.Identity : undefined
  const definition = present({
    type: 'request',
    authorizerUri: sub(invocationArn(context.partition, '${__FunctionArn__}'), {
      __FunctionArn__: FunctionArn,
    }),
    authorizerCredentials: given(role) && role !== 'NONE' ? role : undefined,
    ...(identity === undefined ? {} : identityOf(place, identity)),
    authorizerPayloadFormatVersion: version,
    enableSimpleResponses: given(settings.EnableSimpleResponses) ? settings.EnableSimpleResponses : undefined,
  })
  return {
    name,
    scopes: [],
    definition: {
      type: 'apiKey',
      name: 'Unused',
      in: 'header',
      'x-amazon-apigateway-authorizer': definition,
    },
    ...(settings.EnableFunctionDefaultPermissions === true ? { permitted: FunctionArn } : {}),
  }
}

const sources = [
  ['Headers', '$request.header.'],
  ['QueryStrings', '$request.querystring.'],
  ['StageVariables', '$stageVariables.'],
  ['Context', '$context.'],
] as const

function identityOf({ id, name, path }: Place, identity: Value): Properties {
  if (!isRecord(identity)) return refuse(id, `the Identity of ${name} must be a map.`, path)
  const found = sources.flatMap(([group, prefix]) => {
    const values = given(identity[group]) ? identity[group] : []
    const texts = isList(values) ? values.filter(value => typeof value === 'string') : []
    if (!isList(values) || texts.length < values.length)
      return refuse(id, `${group} of ${name} must be a list of texts.`, path)
    return texts.map(text => prefix + text)
  })
  return present({ authorizerResultTtlInSeconds: identity.ReauthorizeEvery, identitySource: found })
}
