import { isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { given, present, ref, tagList } from '../calls.ts'
import { definitionAt } from '../code.ts'
import { suffixed } from '../logical-id.ts'
import { refuse } from '../refusal.ts'
import { resolved } from '../resolve.ts'
import { shapeOf } from '../shape.ts'
import { propagated } from '../tags.ts'
import type { GeneratedResource, ResourceTransform, Source, TransformContext } from '../transform-context.ts'
import { authorizerPermissions } from './api-authorizer.ts'
import { apiBody } from './api-body.ts'
import { restDomain } from './api-domain.ts'
import { deploymentOf } from './deployment.ts'
import { usagePlan } from './usage-plan.ts'

/** `AWS::Serverless::Api`: a REST API with its stage, deployment, domain, authorizers and usage plan. */
export const serverlessApi: ResourceTransform = {
  type: 'AWS::Serverless::Api',
  phase: 'apis',
  shape: shapeOf({
    flag:
      '__MANAGE_SWAGGER PropagateTags MergeDefinitions! CacheClusterEnabled TracingEnabled FailOnWarnings ' +
      'DisableExecuteApiEndpoint AlwaysDeploy!',
    text: 'CacheClusterSize OpenApiVersion Description Mode ApiKeySourceType SecurityPolicy EndpointAccessMode',
    'text|map': 'Name StageName* DefinitionUri EndpointConfiguration Cors Policy',
    map: 'Tags DefinitionBody Variables Auth GatewayResponses AccessLogSetting CanarySetting Models Domain',
    list: 'MethodSettings BinaryMediaTypes',
    whole: 'MinimumCompressionSize',
  }),
  referable: {
    Stage: 'AWS::ApiGateway::Stage',
    Deployment: 'AWS::ApiGateway::Deployment',
    DomainName: 'AWS::ApiGateway::DomainName',
    DomainNameV2: 'AWS::ApiGateway::DomainNameV2',
    UsagePlan: 'AWS::ApiGateway::UsagePlan',
    UsagePlanKey: 'AWS::ApiGateway::UsagePlanKey',
    ApiKey: 'AWS::ApiGateway::ApiKey',
  },
  make(written, context) {
    const source = known(written, context)
    check(source)
    const api = restApi(source, context)
    const domain = restDomain(source, context)
    const deployment = deploymentOf(source, api, context)
    const stage = stageOf(source, deployment)
    const made = [
      api,
      deployment,
      stage,
      ...authorizerPermissions(source, context),
      ...domain,
      ...usagePlan(source, stage, context),
    ]
    return propagated(made, source.properties)
  },
}

/** Parameters are filled in where the service needs to know them. */
function known(source: Source, context: TransformContext): Source {
  const fill = (name: string): Properties =>
    given(source.properties[name])
      ? { [name]: resolved(source.properties[name] ?? null, context.parameters) }
      : {}
  const filled = { ...fill('BinaryMediaTypes'), ...fill('Domain'), ...fill('Auth') }
  return { ...source, properties: { ...source.properties, ...filled } }
}

function check({ id, properties }: Source): void {
  const { DefinitionUri, DefinitionBody, MergeDefinitions, OpenApiVersion } = properties
  if (given(DefinitionUri) && given(DefinitionBody))
    refuse(id, 'takes DefinitionUri or DefinitionBody, not both.', ['Properties', 'DefinitionUri'])
  if (given(DefinitionUri) && given(MergeDefinitions))
    refuse(id, 'MergeDefinitions needs a DefinitionBody.', ['Properties', 'MergeDefinitions'])
  if (given(OpenApiVersion) && !/^[2-3](\.\d)(\.\d)?$/.test(String(OpenApiVersion)))
    refuse(id, 'OpenApiVersion must be of the form 3.0.1.', ['Properties', 'OpenApiVersion'])
}

function restApi(source: Source, context: TransformContext): GeneratedResource {
  const { id, properties } = source
  const body = apiBody(source, context)
  const uri = given(properties.DefinitionUri)
    ? definitionAt(properties.DefinitionUri, id, 'DefinitionUri')
    : undefined
  return {
    id,
    type: 'AWS::ApiGateway::RestApi',
    properties: {
      ...present({
        BinaryMediaTypes: properties.BinaryMediaTypes,
        MinimumCompressionSize: properties.MinimumCompressionSize,
        ...endpoint(source, context),
        BodyS3Location: uri,
        Body: uri === undefined && given(body) ? body : undefined,
      }),
      ...Object.fromEntries(
        copied.map(name => [name, properties[name] ?? null] as const).filter(([, value]) => given(value)),
      ),
    },
    attributes: source.attributes,
    dependsOn: source.dependsOn,
  }
}

const copied = [
  'FailOnWarnings',
  'Name',
  'Description',
  'Mode',
  'ApiKeySourceType',
  'Policy',
  'SecurityPolicy',
  'EndpointAccessMode',
]

function endpoint({ id, properties }: Source, context: TransformContext): Properties {
  const everywhere = !context.partition.startsWith('aws-iso') && !regionalOnly.includes(context.partition)
  const written = properties.EndpointConfiguration
  const value: Value | undefined = given(written) ? written : everywhere ? undefined : 'REGIONAL'
  if (value === undefined) return {}
  if (!isRecord(value) || !given(value.Type))
    return { EndpointConfiguration: { Types: [value] }, Parameters: { endpointConfigurationTypes: value } }
  if (Object.hasOwn(value, 'VPCEndpointIds') && Object.hasOwn(value, 'VpcEndpointIds'))
    refuse(id, 'VPCEndpointIds and VpcEndpointIds are the same; name one.', [
      'Properties',
      'EndpointConfiguration',
    ])
  const vpc = given(value.VPCEndpointIds) ? value.VPCEndpointIds : value.VpcEndpointIds
  const named = Object.hasOwn(value, 'VPCEndpointIds') || Object.hasOwn(value, 'VpcEndpointIds')
  return {
    Parameters: { endpointConfigurationTypes: value.Type },
    EndpointConfiguration: {
      Types: [value.Type],
      ...(named ? { VpcEndpointIds: vpc ?? null } : {}),
      ...(Object.hasOwn(value, 'IpAddressType') ? { IpAddressType: value.IpAddressType ?? null } : {}),
    },
  }
}

const regionalOnly = ['aws-us-gov', 'aws-cn', 'aws-eusc']

function stageOf({ id, properties, passed }: Source, deployment: GeneratedResource): GeneratedResource {
  const name = typeof properties.StageName === 'string' ? properties.StageName : ''
  const alone = /^[\p{L}\p{N}]+$/u.test(name)
  return {
    id: alone ? `${id}${name}Stage` : suffixed(`${id}Stage`, name),
    type: 'AWS::ApiGateway::Stage',
    properties: present({
      RestApiId: ref(id),
      DeploymentId: ref(deployment.id),
      StageName: properties.StageName,
      CacheClusterEnabled: properties.CacheClusterEnabled,
      CacheClusterSize: properties.CacheClusterSize,
      Variables: properties.Variables,
      MethodSettings: properties.MethodSettings,
      AccessLogSetting: properties.AccessLogSetting,
      CanarySetting: properties.CanarySetting,
      TracingEnabled: properties.TracingEnabled,
      Tags: isRecord(properties.Tags) ? tagList(properties.Tags) : undefined,
    }),
    attributes: passed,
  }
}
