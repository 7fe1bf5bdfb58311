import type { Properties, Value } from '../../../../model/value.ts'
import { authorizerPermission } from '../api/api-authorizer.ts'
import { given, present, ref } from '../calls.ts'
import { definitionAt } from '../code.ts'
import { hashed, isAlphanumeric } from '../logical-id.ts'
import { refuse } from '../refusal.ts'
import { resolved } from '../resolve.ts'
import { shapeOf } from '../shape.ts'
import { propagated } from '../tags.ts'
import type { GeneratedResource, ResourceTransform, Source, TransformContext } from '../transform-context.ts'
import { httpAuthorizers } from './http-authorizer.ts'
import { httpBody } from './http-body.ts'
import { httpDomain } from './http-domain.ts'

/** The tag by which the service knows the HTTP APIs that it made. */
const httpMark = 'httpapi:createdBy'

/** `AWS::Serverless::HttpApi`: an HTTP API with its stage, domain and authorizers. */
export const serverlessHttpApi: ResourceTransform = {
  type: 'AWS::Serverless::HttpApi',
  phase: 'apis',
  shape: shapeOf({
    any: 'Name',
    flag: '__MANAGE_SWAGGER PropagateTags FailOnWarnings DisableExecuteApiEndpoint',
    'text|map': 'StageName DefinitionUri',
    'flag|map': 'CorsConfiguration',
    map: 'Tags DefinitionBody StageVariables AccessLogSettings DefaultRouteSettings Auth RouteSettings Domain',
    text: 'Description',
  }),
  referable: { Stage: 'AWS::ApiGatewayV2::Stage', DomainName: 'AWS::ApiGatewayV2::DomainName' },
  make(written, context) {
    const source = known(written, context)
    const { body, tags } = httpBody(source, context)
    const api = httpApi(source, body)
    const stage = stageOf(source, tags)
    const made = [api, ...permissions(source, context), ...httpDomain(source, httpMark, context), stage]
    // the service asks whether there is a definition, not whether tags are to be propagated
    const propagates = source.properties.DefinitionBody !== undefined
    return propagated(made, { Tags: tags ?? null, PropagateTags: propagates })
  },
}

function known(source: Source, context: TransformContext): Source {
  const fill = (name: string): Properties =>
    given(source.properties[name])
      ? { [name]: resolved(source.properties[name] ?? null, context.parameters) }
      : {}
  return { ...source, properties: { ...source.properties, ...fill('CorsConfiguration'), ...fill('Domain') } }
}

function httpApi(source: Source, body: Value | undefined): GeneratedResource {
  const { id, properties } = source
  const uri = properties.DefinitionUri
  if (given(uri) && given(properties.DefinitionBody))
    refuse(id, 'takes DefinitionUri or DefinitionBody, not both.', ['Properties', 'DefinitionUri'])
  if (!given(uri) && !given(body))
    refuse(id, 'needs DefinitionUri, DefinitionBody or an HttpApi event of a function.', ['Properties'])
  return {
    id,
    type: 'AWS::ApiGatewayV2::Api',
    properties: present({
      FailOnWarnings: given(properties.FailOnWarnings) ? properties.FailOnWarnings : undefined,
      BodyS3Location: given(uri) ? definitionAt(uri, id, 'DefinitionUri') : undefined,
      Body: given(uri) ? undefined : body,
    }),
    attributes: source.attributes,
    dependsOn: source.dependsOn,
  }
}

function permissions(source: Source, context: TransformContext): readonly GeneratedResource[] {
  return httpAuthorizers(source, context)
    .filter(({ permitted }) => permitted !== undefined)
    .map(({ name, permitted }) =>
      authorizerPermission(`${source.id}${name}AuthorizerPermission`, {
        source,
        partition: '${AWS::Partition}',
        functionArn: permitted ?? null,
      }),
    )
}

function stageOf({ id, properties, passed }: Source, tags: Properties | undefined): GeneratedResource {
  const name = given(properties.StageName) ? properties.StageName : '$default'
  return {
    id: stageId(id, typeof name === 'string' ? name : ''),
    type: 'AWS::ApiGatewayV2::Stage',
    properties: present({
      ApiId: ref(id),
      StageName: name,
      StageVariables: properties.StageVariables,
      AccessLogSettings: properties.AccessLogSettings,
      DefaultRouteSettings: properties.DefaultRouteSettings,
      RouteSettings: properties.RouteSettings,
      Tags: tags,
      AutoDeploy: true,
    }),
    attributes: passed,
  }
}

function stageId(id: string, name: string): string {
  if (name === '$default') return `${id}ApiGatewayDefaultStage`
  return isAlphanumeric(name) ? `${id}${name}Stage` : hashed(`${id}Stage`, name)
}
