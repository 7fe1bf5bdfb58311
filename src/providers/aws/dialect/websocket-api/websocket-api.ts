import { isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { authorizerPermission } from '../api/api-authorizer.ts'
import { given, isIntrinsic, present, ref, sub } from '../calls.ts'
import { httpDomain } from '../http-api/http-domain.ts'
import { expectId, refuse } from '../refusal.ts'
import { resolved } from '../resolve.ts'
import { shapeOf } from '../shape.ts'
import { propagated } from '../tags.ts'
import type { GeneratedResource, ResourceTransform, Source, TransformContext } from '../transform-context.ts'
import { checkAuth, websocketRoute } from './websocket-route.ts'

const mark = 'websocketapi:createdBy'

/** `AWS::Serverless::WebSocketApi`: a WebSocket API with its routes, stage and domain. */
export const serverlessWebSocketApi: ResourceTransform = {
  type: 'AWS::Serverless::WebSocketApi',
  phase: 'apis',
  shape: shapeOf({
    text: 'ApiKeySelectionExpression Description IpAddressType Name RouteSelectionExpression*',
    map: 'AccessLogSettings Auth DefaultRouteSettings Domain Routes* RouteSettings StageVariables Tags',
    flag: 'DisableExecuteApiEndpoint DisableSchemaValidation FailOnWarnings PropagateTags',
    'text|map': 'StageName',
  }),
  referable: { Stage: 'AWS::ApiGatewayV2::Stage', DomainName: 'AWS::ApiGatewayV2::DomainName' },
  make(written, context) {
    const source = known(written, context)
    check(source)
    const tags = { ...(isRecord(source.properties.Tags) ? source.properties.Tags : {}), [mark]: 'SAM' }
    const api = apiOf(source, tags)
    const routes = Object.entries(isRecord(source.properties.Routes) ? source.properties.Routes : {})
    const stageName = source.properties.StageName ?? 'default'
    expectId(source.id, stageId(source.id, stageName))
    const made = routes.map(([key, settings]) => websocketRoute(source, { key, settings, stageName }))
    // without attributes of its own: the service passes none on here
    const plain = { ...source, passed: {} }
    // nor does it let WebSocket APIs share the records of a zone
    const alone = { ...context, recordSets: new Map() }
    const stage = stageOf(
      source,
      stageName,
      made.map(([route]) => route.id),
    )
    const all = [api, ...made.flat(), ...httpDomain(plain, mark, alone), stage, ...authorizer(plain)]
    const propagates =
      source.properties.Tags === undefined
        ? {}
        : { Tags: tags, PropagateTags: source.properties.PropagateTags ?? null }
    return propagated(all, propagates)
  },
}

function known(source: Source, context: TransformContext): Source {
  const filled = ['Auth', 'Domain', 'Routes']
    .filter(name => given(source.properties[name]))
    .map((name): [string, Value] => [name, resolved(source.properties[name] ?? null, context.parameters)])
  return { ...source, properties: { ...source.properties, ...Object.fromEntries(filled) } }
}

function check({ id, properties }: Source): void {
  const { Routes, IpAddressType: kind = null, Domain, Auth, StageName } = properties
  if (!given(Routes)) refuse(id, 'needs at least one route.', ['Properties', 'Routes'])
  if (kind !== null && !isIntrinsic(kind) && kind !== 'ipv4' && kind !== 'dualstack')
    refuse(id, 'IpAddressType is ipv4 or dualstack.', ['Properties', 'IpAddressType'])
  if (isRecord(Domain) && given(Domain.MutualTlsAuthentication))
    refuse(id, 'a domain of a WebSocket API takes no MutualTlsAuthentication.', ['Properties', 'Domain'])
  if (given(Auth)) checkAuth(id, properties)
  if (StageName === '$default')
    refuse(id, 'a stage of a WebSocket API cannot be $default.', ['Properties', 'StageName'])
}

function apiOf({ id, properties, dependsOn }: Source, tags: Properties): GeneratedResource {
  return {
    id,
    type: 'AWS::ApiGatewayV2::Api',
    properties: present({
      ApiKeySelectionExpression: properties.ApiKeySelectionExpression,
      Description: properties.Description,
      DisableExecuteApiEndpoint: properties.DisableExecuteApiEndpoint,
      DisableSchemaValidation: properties.DisableSchemaValidation,
      IpAddressType: properties.IpAddressType,
      Name: properties.Name ?? id,
      ProtocolType: 'WEBSOCKET',
      RouteSelectionExpression: properties.RouteSelectionExpression,
      Tags: tags,
    }),
    dependsOn,
  }
}

function stageId(id: string, name: Value): string {
  const prefix = typeof name === 'string' ? name : ''
  return prefix === 'default' ? `${id}DefaultStage` : `${id}${prefix}Stage`
}

function stageOf({ id, properties }: Source, name: Value, routes: readonly string[]): GeneratedResource {
  return {
    id: stageId(id, name),
    type: 'AWS::ApiGatewayV2::Stage',
    properties: present({
      ApiId: ref(id),
      StageName: name,
      StageVariables: properties.StageVariables,
      AccessLogSettings: properties.AccessLogSettings,
      DefaultRouteSettings: properties.DefaultRouteSettings,
      RouteSettings: properties.RouteSettings,
      Tags: { [mark]: 'SAM' },
      AutoDeploy: true,
    }),
    dependsOn: given(properties.RouteSettings) ? routes : undefined,
  }
}

function authorizer(source: Source): readonly GeneratedResource[] {
  const { id, properties } = source
  const auth = isRecord(properties.Auth) ? properties.Auth : {}
  if (auth.AuthType !== 'CUSTOM') return []
  const own = `${id}ConnectAuthorizer`
  const arn = auth.AuthArn ?? null
  const made: GeneratedResource = {
    id: own,
    type: 'AWS::ApiGatewayV2::Authorizer',
    properties: present({
      ApiId: ref(id),
      AuthorizerCredentialsArn: auth.InvokeRole,
      AuthorizerType: 'REQUEST',
      AuthorizerUri: sub(
        'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthArn}/invocations',
        { AuthArn: arn },
      ),
      IdentitySource: auth.IdentitySource,
      Name: given(auth.Name) ? auth.Name : own,
    }),
  }
  if (given(auth.InvokeRole)) return [made]
  const call = { source, partition: '${AWS::Partition}', functionArn: arn }
  return [made, authorizerPermission(`${id}AuthorizerPermission`, call)]
}
