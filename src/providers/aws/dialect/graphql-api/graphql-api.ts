import { isRecord, type Properties, record, type Value } from '../../../../model/value.ts'
import { getAtt, given, present, ref, tagList } from '../calls.ts'
import { connect } from '../connector/connector.ts'
import { trust } from '../iam.ts'
import { refuse } from '../refusal.ts'
import { shapeOf } from '../shape.ts'
import type { GeneratedResource, ResourceTransform, Source, TransformContext } from '../transform-context.ts'
import { appSync } from './appsync.ts'
import { authOf } from './graphql-auth.ts'
import { dataSources } from './graphql-data-source.ts'
import { functionConfigurations, resolvers } from './graphql-resolver.ts'
import { checkGraphql, flagOf } from './graphql-shape.ts'

/** `AWS::Serverless::GraphQLApi`: an API of AppSync with its schema, data sources, functions and resolvers. */
export const graphqlApi: ResourceTransform = {
  type: 'AWS::Serverless::GraphQLApi',
  phase: 'others',
  open: true,
  readLate: true,
  shape: shapeOf({
    any: 'Name XrayEnabled Visibility OwnerContact IntrospectionConfig QueryDepthLimit ResolverCountLimit',
    map: 'Tags! Auth*! DataSources! Functions! Resolvers! ApiKeys! DomainName! Cache!',
    text: 'SchemaInline! SchemaUri!',
    'map|flag': 'Logging!',
  }),
  make(source, context) {
    checkGraphql(source)
    const { id } = source
    const auth = authOf(source)
    const log = logging(source)
    const made = appSync(source)
    const schema = made(`${id}Schema`, 'GraphQLSchema', schemaProperties(source))
    const sources = dataSources(source, context)
    const functions = functionConfigurations(source, sources.names)
    return [
      made(id, 'GraphQLApi', { ...apiProperties(source), ...auth.settings, ...log.settings }),
      schema,
      ...auth.functions.flatMap((arn, index) => callOf(source, { arn, index }, context)),
      ...log.made,
      ...keys(source),
      ...cache(source),
      ...sources.made,
      ...domain(source),
      ...functions.made,
      ...resolvers(source, functions.ids).map(item => ({ ...item, dependsOn: [schema.id] })),
      ...(functions.usesNone ? [noneSource(source)] : []),
    ]
  },
}

function apiProperties({ id, properties }: Source): Properties {
  const tags = isRecord(properties.Tags) ? properties.Tags : {}
  const optional = [
    'Visibility',
    'OwnerContact',
    'IntrospectionConfig',
    'QueryDepthLimit',
    'ResolverCountLimit',
  ]
  return present({
    Name: given(properties.Name) ? properties.Name : id,
    XrayEnabled: flagOf(properties.XrayEnabled ?? null),
    Tags: tagList({ ...tags, 'graphqlapi:createdBy': 'SAM' }),
    ...Object.fromEntries(
      optional.map(name => [name, given(properties[name]) ? properties[name] : undefined]),
    ),
  })
}

interface Logging {
  readonly settings: Properties
  readonly made: readonly GeneratedResource[]
}

function logging({ id, properties, attributes, dependsOn }: Source): Logging {
  const written = properties.Logging
  if (written === false) return { settings: {}, made: [] }
  const { ExcludeVerboseContent, FieldLogLevel, CloudWatchLogsRoleArn } = record(written)
  const roleId = `${id}CloudWatchRole`
  const own = given(CloudWatchLogsRoleArn)
  const settings = {
    LogConfig: present({
      ExcludeVerboseContent: given(ExcludeVerboseContent) ? ExcludeVerboseContent : undefined,
      FieldLogLevel: given(FieldLogLevel) ? FieldLogLevel : 'ALL',
      CloudWatchLogsRoleArn: own ? CloudWatchLogsRoleArn : getAtt(roleId, 'Arn'),
    }),
  }
  if (own) return { settings, made: [] }
  const policy = 'arn:${AWS::Partition}:iam::aws:policy/service-role/AWSAppSyncPushToCloudWatchLogs'
  const role: GeneratedResource = {
    id: roleId,
    type: 'AWS::IAM::Role',
    properties: {
      AssumeRolePolicyDocument: trust('appsync.amazonaws.com'),
      ManagedPolicyArns: [{ 'Fn::Sub': policy }],
    },
    attributes,
    dependsOn,
  }
  return { settings, made: [role] }
}

function schemaProperties({ id, properties }: Source): Readonly<Record<string, Value | undefined>> {
  const { SchemaInline, SchemaUri } = properties
  if (!given(SchemaInline) && !given(SchemaUri))
    refuse(id, 'needs SchemaInline or SchemaUri.', ['Properties'])
  if (given(SchemaInline) && given(SchemaUri))
    refuse(id, 'takes SchemaInline or SchemaUri, not both.', ['Properties', 'SchemaUri'])
  return { ApiId: getAtt(id, 'ApiId'), Definition: SchemaInline, DefinitionS3Location: SchemaUri }
}

/** The API may call the function of an authorizer. */
function callOf(
  source: Source,
  { arn, index }: { readonly arn: Value; readonly index: number },
  context: TransformContext,
): readonly GeneratedResource[] {
  const properties = {
    Source: {
      Type: 'AWS::AppSync::GraphQLApi',
      Arn: ref(source.id),
      ResourceId: getAtt(source.id, 'ApiId'),
    },
    Destination: { Type: 'AWS::Lambda::Function', Arn: arn },
    Permissions: ['Write'],
  }
  const id = `${source.id}ToLambdaAuthConnector${index + 1}`
  return connect({ id, properties, attributes: {}, passed: {} }, context)
}

function keys(source: Source): readonly GeneratedResource[] {
  const { id, properties } = source
  return Object.entries(isRecord(properties.ApiKeys) ? properties.ApiKeys : {}).map(([name, key]) => {
    const { ApiKeyId, Description, ExpiresOn } = record(key)
    return appSync(source)(`${id}${name}`, 'ApiKey', {
      ApiId: getAtt(id, 'ApiId'),
      ApiKeyId,
      Description,
      Expires: ExpiresOn,
    })
  })
}

function cache(source: Source): readonly GeneratedResource[] {
  const { id, properties } = source
  if (!given(properties.Cache) || !isRecord(properties.Cache)) return []
  return [appSync(source)(`${id}ApiCache`, 'ApiCache', { ApiId: getAtt(id, 'ApiId'), ...properties.Cache })]
}

function domain(source: Source): readonly GeneratedResource[] {
  const { id, properties } = source
  if (!given(properties.DomainName) || !isRecord(properties.DomainName)) return []
  const make = appSync(source)
  return [
    make(`${id}DomainName`, 'DomainName', properties.DomainName),
    make(`${id}DomainNameApiAssociation`, 'DomainNameApiAssociation', {
      ApiId: getAtt(id, 'ApiId'),
      DomainName: ref(`${id}DomainName`),
    }),
  ]
}

function noneSource(source: Source): GeneratedResource {
  const id = `${source.id}NoneDataSource`
  return appSync(source)(id, 'DataSource', { ApiId: getAtt(source.id, 'ApiId'), Name: id, Type: 'NONE' })
}
