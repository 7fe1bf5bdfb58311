import { isRecord, type Properties } from '../../../../model/value.ts'
import { given } from '../calls.ts'
import { madeRole } from '../role.ts'
import { shapeOf } from '../shape.ts'
import { propagated } from '../tags.ts'
import type { GeneratedResource, ResourceTransform, Source, TransformContext } from '../transform-context.ts'
import { notePreference } from './deployment-preference.ts'
import { functionEvents, readEvents } from './function-events.ts'
import { checkFunction, lambdaProperties } from './function-properties.ts'
import { roleFor, roleUse } from './function-role.ts'
import { functionUrl } from './function-url.ts'
import { invokeConfig } from './invoke-config.ts'
import { versionAndAlias } from './version.ts'

/** `AWS::Serverless::Function`: the function, its role, and what its aliases, addresses and events need. */
export const serverlessFunction: ResourceTransform = {
  type: 'AWS::Serverless::Function',
  phase: 'functions',
  shape: shapeOf({
    any:
      'Handler Runtime CodeUri ImageUri PackageType InlineCode Description MemorySize Timeout VpcConfig RolePath ' +
      'KmsKeyArn ReservedConcurrentExecutions EphemeralStorage VersionDescription ProvisionedConcurrencyConfig ' +
      'FileSystemConfigs ImageConfig CodeSigningConfigArn Architectures RuntimeManagementConfig LoggingConfig ' +
      'RecursiveLoop SourceKMSKeyArn PublishToLatestPublished TenancyConfig',
    text: 'Role PermissionsBoundary AutoPublishAlias AutoPublishCodeSha256',
    map:
      'DeadLetterQueue AssumeRolePolicyDocument Tags DeploymentPreference EventInvokeConfig SnapStart ' +
      'FunctionUrlConfig CapacityProviderConfig FunctionScalingConfig DurableConfig',
    flag: 'PropagateTags AutoPublishAliasAllProperties!',
    'text|map': 'FunctionName Tracing',
    'text|map|items': 'Policies',
    mapOfMaps: 'Environment Events',
    items: 'Layers',
    retention: 'VersionDeletionPolicy',
  }),
  referable: {
    Alias: 'AWS::Lambda::Alias',
    Version: 'AWS::Lambda::Version',
    DestinationTopic: 'AWS::SNS::Topic',
    DestinationQueue: 'AWS::SQS::Queue',
  },
  make(source, context) {
    const read = readEvents(source, context)
    checkFunction(source)
    const lambda = lambdaProperties(source, context)
    const published = publish(source, lambda, context)
    const alias = published[1]
    const calls = given(source.properties.EventInvokeConfig)
      ? invokeConfig(source, alias, context)
      : { made: [], policies: [] }
    const role = roleFor(source, calls.policies, context)
    const events = functionEvents({ source, events: read, alias, role }, context)
    const use = roleUse(source, role, context)
    const main: GeneratedResource = {
      id: source.id,
      type: 'AWS::Lambda::Function',
      properties: use.arn === undefined ? lambda : { ...lambda, Role: use.arn },
      attributes: source.attributes,
      dependsOn: source.dependsOn,
    }
    const roles = use.attributes === undefined ? [] : [madeRole(role, use.attributes)]
    const made = [main, ...published, ...urlOf(source, alias), ...calls.made, ...roles, ...events]
    return propagated(made, source.properties)
  },
}

function urlOf(source: Source, alias: GeneratedResource | undefined): readonly GeneratedResource[] {
  const config = source.properties.FunctionUrlConfig
  return given(config) && isRecord(config) ? functionUrl(source, config, alias) : []
}

/** Gives version and alias, or neither. */
function publish(
  source: Source,
  lambda: Properties,
  context: TransformContext,
): readonly [GeneratedResource, GeneratedResource] | readonly [] {
  const update = notePreference(source, context)
  if (!given(source.properties.AutoPublishAlias)) return []
  const { version, alias } = versionAndAlias(source, lambda, context)
  const attributes = update === undefined ? alias.attributes : { ...alias.attributes, UpdatePolicy: update }
  return [version, attributes === undefined ? alias : { ...alias, attributes }]
}
