import { isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { given, present, ref, sub } from '../calls.ts'
import { refuse } from '../refusal.ts'
import type { GeneratedResource, Source } from '../transform-context.ts'

const own = ['$connect', '$disconnect', '$default']

/** A route of a WebSocket API as the template has it. */
export interface WrittenRoute {
  readonly key: string
  readonly settings: Value
  readonly stageName: Value
}

/** Makes a route, what it leads to, and the permission for it. */
export function websocketRoute(
  source: Source,
  { key, settings, stageName }: WrittenRoute,
): readonly [GeneratedResource, GeneratedResource, GeneratedResource] {
  const { id, properties } = source
  const path = ['Properties', 'Routes', key]
  if (!isRecord(settings)) return refuse(id, `the route ${key} must be a map.`, path)
  if (settings.FunctionArn === undefined) refuse(id, `the route ${key} needs a FunctionArn.`, path)
  if (given(settings.RequestParameters) && key !== '$connect')
    refuse(id, 'only the route $connect takes RequestParameters.', path)
  const base = id + nameOf(id, key)
  const route: GeneratedResource = {
    id: `${base}Route`,
    type: 'AWS::ApiGatewayV2::Route',
    properties: present({
      RouteKey: key,
      ApiId: ref(id),
      ApiKeyRequired: settings.ApiKeyRequired,
      ModelSelectionExpression: settings.ModelSelectionExpression,
      OperationName: settings.OperationName,
      RequestModels: settings.RequestModels,
      RequestParameters: given(settings.RequestParameters) ? settings.RequestParameters : undefined,
      RouteResponseSelectionExpression: settings.RouteResponseSelectionExpression,
      Target: { 'Fn::Join': ['/', ['integrations', ref(`${base}Integration`)]] },
      ...(key === '$connect' && isRecord(properties.Auth) && given(properties.Auth)
        ? authOf(id, properties.Auth)
        : {}),
    }),
  }
  return [route, integration(id, base, settings), permission(id, base, { key, settings, stageName })]
}

/** Refuses settings of `Auth` that do not go together. */
export function checkAuth(id: string, { Auth, Routes }: Properties): void {
  const path = ['Properties', 'Auth']
  const auth = isRecord(Auth) ? Auth : {}
  const { AuthType, AuthArn } = auth
  if (!isRecord(Routes) || !Object.hasOwn(Routes, '$connect'))
    refuse(id, 'Auth needs a route $connect.', path)
  if (AuthType !== 'NONE' && AuthType !== 'AWS_IAM' && AuthType !== 'CUSTOM')
    refuse(id, 'AuthType is AWS_IAM, CUSTOM or NONE.', path)
  if (AuthType === 'CUSTOM' && !given(AuthArn)) refuse(id, 'AuthType CUSTOM needs an AuthArn.', path)
  if (AuthType !== 'CUSTOM' && Object.keys(auth).length > 1)
    refuse(id, `AuthType ${String(AuthType)} takes no other settings.`, path)
}

function authOf(id: string, { AuthType }: Properties): Properties {
  if (AuthType !== 'CUSTOM') return { AuthorizationType: AuthType ?? null }
  return { AuthorizationType: 'CUSTOM', AuthorizerId: ref(`${id}ConnectAuthorizer`) }
}

function nameOf(id: string, key: string): string {
  if (!own.includes(key) && !/^[\p{L}\p{N}]+$/u.test(key))
    refuse(id, `the route ${key} may have letters and digits alone, or be ${own.join(', ')}.`, [
      'Properties',
      'Routes',
      key,
    ])
  const plain = key.replace('$', '').toLowerCase()
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}

function integration(id: string, base: string, settings: Properties): GeneratedResource {
  return {
    id: `${base}Integration`,
    type: 'AWS::ApiGatewayV2::Integration',
    properties: present({
      ApiId: ref(id),
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: sub(
        'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${FunctionArn}/invocations',
        { FunctionArn: settings.FunctionArn ?? null },
      ),
      TimeoutInMillis: settings.IntegrationTimeout,
    }),
  }
}

interface Called {
  readonly key: string
  readonly settings: Properties
  readonly stageName: Value
}

function permission(id: string, base: string, { key, settings, stageName }: Called): GeneratedResource {
  const api = `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${id}.ApiId}`
  const arn =
    typeof stageName === 'string'
      ? sub(`${api}/${stageName}/${key}`)
      : sub(`${api}/\${__StageName__}/${key}`, { __StageName__: stageName })
  return {
    id: `${base}Permission`,
    type: 'AWS::Lambda::Permission',
    properties: present({
      Action: 'lambda:InvokeFunction',
      FunctionName: settings.FunctionArn,
      Principal: 'apigateway.amazonaws.com',
      SourceArn: arn,
    }),
  }
}
