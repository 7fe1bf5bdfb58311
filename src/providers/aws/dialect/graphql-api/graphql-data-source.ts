import { isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { getAtt, given, present, ref, sub } from '../calls.ts'
import { connect } from '../connector/connector.ts'
import { trust } from '../iam.ts'
import type { GeneratedResource, Source, TransformContext } from '../transform-context.ts'
import { appSync } from './appsync.ts'

/** The data sources of a GraphQL API. */
export interface DataSources {
  readonly made: readonly GeneratedResource[]
  /** What each is called, by its name in the template. */
  readonly names: ReadonlyMap<string, Value>
}

/** Makes the data sources of a GraphQL API: tables, then functions. */
export function dataSources(source: Source, context: TransformContext): DataSources {
  const written = isRecord(source.properties.DataSources) ? source.properties.DataSources : {}
  const parts = [...entries(written.DynamoDb, tableKind), ...entries(written.Lambda, functionKind)]
  const names = new Map(parts.map(({ name, kind }) => [name, getAtt(idOf(source, name, kind), 'Name')]))
  return { made: parts.flatMap(part => oneSource(source, part, context)), names }
}

interface Kind {
  readonly word: string
  readonly type: string
  readonly connector: string
  readonly destination: string
  settings(settings: Properties): Properties
  arn(settings: Properties): Value
}

interface Part {
  readonly name: string
  readonly settings: Properties
  readonly kind: Kind
}

function entries(written: Value | undefined, kind: Kind): readonly Part[] {
  return Object.entries(isRecord(written) ? written : {}).map(([name, settings]) => ({
    name,
    settings: isRecord(settings) ? settings : {},
    kind,
  }))
}

const tableKind: Kind = {
  word: 'DynamoDB',
  type: 'AMAZON_DYNAMODB',
  connector: 'ToTableConnector',
  destination: 'AWS::DynamoDB::Table',
  settings: ({ Region, TableName, UseCallerCredentials, Versioned, DeltaSync }) => ({
    DynamoDBConfig: present({
      AwsRegion: given(Region) ? Region : ref('AWS::Region'),
      TableName,
      UseCallerCredentials: given(UseCallerCredentials) ? UseCallerCredentials : undefined,
      Versioned: given(Versioned) ? Versioned : undefined,
      DeltaSyncConfig: given(DeltaSync) ? DeltaSync : undefined,
    }),
  }),
  arn: ({ TableArn, TableName, Region }) =>
    given(TableArn)
      ? TableArn
      : sub('arn:${AWS::Partition}:dynamodb:${__Region__}:${AWS::AccountId}:table/${__TableName__}', {
          __TableName__: TableName ?? null,
          __Region__: given(Region) ? Region : ref('AWS::Region'),
        }),
}

const functionKind: Kind = {
  word: 'Lambda',
  type: 'AWS_LAMBDA',
  connector: 'ToLambdaConnector',
  destination: 'AWS::Lambda::Function',
  settings: ({ FunctionArn }) => ({ LambdaConfig: { LambdaFunctionArn: FunctionArn ?? null } }),
  arn: ({ FunctionArn }) => FunctionArn ?? null,
}

function idOf(source: Source, name: string, kind: Kind): string {
  return `${source.id}${name}${kind.word}DataSource`
}

function oneSource(
  source: Source,
  { name, settings, kind }: Part,
  context: TransformContext,
): readonly GeneratedResource[] {
  const id = idOf(source, name, kind)
  const roleId = `${id}Role`
  const own = given(settings.ServiceRoleArn)
  const made = appSync(source)(id, 'DataSource', {
    Name: given(settings.Name) ? settings.Name : name,
    Type: kind.type,
    ApiId: getAtt(source.id, 'ApiId'),
    Description: settings.Description,
    ...kind.settings(settings),
    ServiceRoleArn: own ? settings.ServiceRoleArn : getAtt(roleId, 'Arn'),
  })
  if (own) return [made]
  const role: GeneratedResource = {
    id: roleId,
    type: 'AWS::IAM::Role',
    properties: { AssumeRolePolicyDocument: trust('appsync.amazonaws.com') },
    attributes: source.attributes,
    dependsOn: source.dependsOn,
  }
  const permissions =
    kind === functionKind ? ['Write'] : given(settings.Permissions) ? settings.Permissions : ['Read', 'Write']
  const properties = {
    Source: { Type: 'AWS::AppSync::DataSource', Arn: getAtt(id, 'DataSourceArn'), RoleName: ref(roleId) },
    Destination: { Type: kind.destination, Arn: kind.arn(settings) },
    Permissions: permissions,
  }
  return [
    made,
    role,
    ...connect({ id: id + kind.connector, properties, attributes: {}, passed: {} }, context),
  ]
}
