import { isList, isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { invocationArn, localArn } from '../arn.ts'
import { given, present, ref, sub } from '../calls.ts'
import type { DefaultAuthorizer } from '../open-api/swagger-security.ts'
import { refuse } from '../refusal.ts'
import type { GeneratedResource, Source, TransformContext } from '../transform-context.ts'

/** An authorizer of a REST API, as its definition has it. */
export interface Authorizer {
  readonly name: string
  readonly definition: Properties
  readonly scopes: Value
}

/** Reads the authorizers of an API; IAM is one where it is the default. */
export function authorizersOf(source: Source, context: TransformContext): readonly Authorizer[] {
  const auth = isRecord(source.properties.Auth) ? source.properties.Auth : {}
  const iam: Authorizer = { name: 'AWS_IAM', scopes: [], definition: apiKey('Authorization', 'awsSigv4') }
  const written = writtenIn(source)
  const own = written.map(([name, settings]): Authorizer => {
    check(source.id, name, settings)
    return {
      name,
      definition: definitionOf({ id: source.id, name }, settings, context),
      scopes: settings.AuthorizationScopes ?? [],
    }
  })
  return auth.DefaultAuthorizer === 'AWS_IAM' ? [iam, ...own] : own
}

/** Gives the authorizer that holds for methods which name none. */
export function defaultOf(
  { id, properties }: Source,
  authorizers: readonly Authorizer[],
): DefaultAuthorizer | undefined {
  const auth = isRecord(properties.Auth) ? properties.Auth : {}
  const name = auth.DefaultAuthorizer
  if (!given(name)) return undefined
  const path = ['Properties', 'Auth', 'DefaultAuthorizer']
  if (typeof name !== 'string') return refuse(id, 'DefaultAuthorizer must be a text.', path)
  const found = authorizers.find(known => known.name === name)
  if (found === undefined)
    return refuse(id, `DefaultAuthorizer names ${name}, which is not an authorizer.`, path)
  const preflight = auth.AddDefaultAuthorizerToCorsPreflight
  return {
    name,
    scopes: found.scopes,
    known: authorizers.map(known => known.name),
    preflight: preflight === undefined || given(preflight),
  }
}

/** Makes the permissions by which API Gateway may call the functions of authorizers. */
export function authorizerPermissions(
  source: Source,
  context: TransformContext,
): readonly GeneratedResource[] {
  return writtenIn(source)
    .filter(
      ([, settings]) => given(settings.FunctionArn) && !given(settings.DisableFunctionDefaultPermissions),
    )
    .map(([name, settings]) =>
      authorizerPermission(`${source.id}${name}AuthorizerPermission`, {
        source,
        partition: context.partition,
        functionArn: settings.FunctionArn ?? null,
      }),
    )
}

/** What lets API Gateway call an authorizer. */
export interface AuthorizerCall {
  readonly source: Source
  readonly partition: string
  readonly functionArn: Value
}

/** Makes the permission by which API Gateway may call the function of an authorizer. */
export function authorizerPermission(
  id: string,
  { source, partition, functionArn }: AuthorizerCall,
): GeneratedResource {
  return {
    id,
    type: 'AWS::Lambda::Permission',
    properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: functionArn,
      Principal: 'apigateway.amazonaws.com',
      SourceArn: sub(localArn(partition, 'execute-api', '${__ApiId__}/authorizers/*'), {
        __ApiId__: ref(source.id),
      }),
    },
    attributes: source.passed,
  }
}

function writtenIn({ id, properties }: Source): readonly (readonly [string, Properties])[] {
  const auth = isRecord(properties.Auth) ? properties.Auth : {}
  const path = ['Properties', 'Auth', 'Authorizers']
  if (!given(auth.Authorizers)) return []
  if (!isRecord(auth.Authorizers)) return refuse(id, 'Authorizers must be a map.', path)
  return Object.entries(auth.Authorizers).map(([name, settings]) => {
    if (isRecord(settings)) return [name, settings] as const
    return refuse(id, `the authorizer ${name} must be a map.`, [...path, name])
  })
}

function check(id: string, name: string, settings: Properties): void {
  const path = ['Properties', 'Auth', 'Authorizers', name]
  const { FunctionPayloadType: kind = null, AuthorizationScopes = null, Identity } = settings
  const disabled = settings.DisableFunctionDefaultPermissions ?? null
  if (kind !== null && kind !== 'TOKEN' && kind !== 'REQUEST')
    refuse(id, `the FunctionPayloadType of ${name} is TOKEN or REQUEST.`, path)
  if (given(Identity) && !isRecord(Identity)) refuse(id, `the Identity of ${name} must be a map.`, path)
  if (kind === 'REQUEST' && lacksIdentity(isRecord(Identity) ? Identity : {}))
    refuse(id, `${name} needs an Identity with Headers, QueryStrings, StageVariables or Context.`, path)
  if (AuthorizationScopes !== null && !isList(AuthorizationScopes))
    refuse(id, `the AuthorizationScopes of ${name} must be a list.`, path)
  if (disabled !== null && typeof disabled !== 'boolean')
    refuse(id, `DisableFunctionDefaultPermissions of ${name} is true or false.`, path)
}

const sources = [
  ['Headers', 'method.request.header.'],
  ['QueryStrings', 'method.request.querystring.'],
  ['StageVariables', 'stageVariables.'],
  ['Context', 'context.'],
] as const

function lacksIdentity(identity: Properties): boolean {
  const none = sources.every(([name]) => !given(identity[name]))
  const seconds = Number.parseInt(String(identity.ReauthorizeEvery ?? ''), 10)
  return none && !(Number.isInteger(seconds) && seconds <= 0)
}

function apiKey(header: Value, kind: string): Properties {
  return { type: 'apiKey', name: header, in: 'header', 'x-amazon-apigateway-authtype': kind }
}

interface Place {
  readonly id: string
  readonly name: string
}

function definitionOf(place: Place, settings: Properties, context: TransformContext): Properties {
  const identity = isRecord(settings.Identity) ? settings.Identity : {}
  const header = given(identity.Header) ? identity.Header : 'Authorization'
  const expression = given(identity.ValidationExpression) ? identity.ValidationExpression : undefined
  if (given(settings.UserPoolArn)) {
    const pools = isList(settings.UserPoolArn) ? settings.UserPoolArn : [settings.UserPoolArn]
    return {
      ...apiKey(header, 'cognito_user_pools'),
      'x-amazon-apigateway-authorizer': present({
        type: 'cognito_user_pools',
        providerARNs: pools,
        identityValidationExpression: expression,
      }),
    }
  }
  const byRequest = settings.FunctionPayloadType === 'REQUEST'
  const role = settings.FunctionInvokeRole
  const source = byRequest ? identitySource(place, identity) : ''
  return {
    ...apiKey(byRequest ? 'Unused' : header, 'custom'),
    'x-amazon-apigateway-authorizer': present({
      type: byRequest ? 'request' : 'token',
      authorizerUri: sub(invocationArn(context.partition, '${__FunctionArn__}'), {
        __FunctionArn__: settings.FunctionArn ?? null,
      }),
      authorizerResultTtlInSeconds: identity.ReauthorizeEvery,
      authorizerCredentials: given(role) && role !== 'NONE' ? role : undefined,
      identitySource: source === '' ? undefined : source,
      identityValidationExpression: byRequest ? undefined : expression,
    }),
  }
}

function identitySource({ id, name }: Place, identity: Properties): string {
  const found = sources.flatMap(([group, prefix]) => {
    const values = given(identity[group]) ? identity[group] : []
    const texts = isList(values) ? values.filter(value => typeof value === 'string') : []
    if (!isList(values) || texts.length < values.length)
      return refuse(id, `${group} of ${name} must be a list of texts.`, [
        'Properties',
        'Auth',
        'Authorizers',
        name,
      ])
    return texts.map(text => prefix + text)
  })
  return found.join(', ')
}
