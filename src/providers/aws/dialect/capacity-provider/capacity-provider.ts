import { isList, isRecord, type Properties, record, type Value } from '../../../../model/value.ts'
import { managedArn } from '../arn.ts'
import { getAtt, given, present, tagList } from '../calls.ts'
import { trust } from '../iam.ts'
import { shapeOf } from '../shape.ts'
import type { GeneratedResource, ResourceTransform, Source, TransformContext } from '../transform-context.ts'
import { capacityParts } from './capacity-parts.ts'

/** `AWS::Serverless::CapacityProvider`: instances that functions run on, and the role that manages them. */
export const capacityProvider: ResourceTransform = {
  type: 'AWS::Serverless::CapacityProvider',
  phase: 'others',
  shape: shapeOf({
    'text|map': 'CapacityProviderName! OperatorRole! KmsKeyArn!',
    map: 'VpcConfig*! Tags! InstanceRequirements! ScalingConfig! LoggingConfig! ManagedResourceTags!',
    flag: 'PropagateTags!',
  }),
  make(written, context) {
    const source = { ...written, properties: { ...written.properties, ...capacityParts(written) } }
    const { id, properties } = source
    const roleId = `${id}OperatorRole`
    const named = properties.OperatorRole ?? null
    const role = given(named) ? named : getAtt(roleId, 'Arn')
    const provider: GeneratedResource = {
      id,
      type: 'AWS::Lambda::CapacityProvider',
      properties: providerProperties(source, role),
      attributes: source.attributes,
      dependsOn: source.dependsOn,
    }
    const made = named === role ? [provider] : [operatorRole(roleId, source, context), provider]
    return combined(made, properties)
  },
}

function providerProperties({ properties }: Source, role: Value): Properties {
  const { VpcConfig, InstanceRequirements, ScalingConfig, KmsKeyArn, LoggingConfig } = properties
  const vpc = isRecord(VpcConfig) ? VpcConfig : {}
  const managed = properties.ManagedResourceTags
  return present({
    CapacityProviderName: given(properties.CapacityProviderName)
      ? properties.CapacityProviderName
      : undefined,
    VpcConfig: present({ SubnetIds: vpc.SubnetIds, SecurityGroupIds: vpc.SecurityGroupIds }),
    PermissionsConfig: { CapacityProviderOperatorRoleArn: role },
    Tags: marked(properties.Tags),
    InstanceRequirements: given(InstanceRequirements) ? requirements(InstanceRequirements) : undefined,
    CapacityProviderScalingConfig: given(ScalingConfig) ? scaling(ScalingConfig) : undefined,
    KmsKeyArn: given(KmsKeyArn) ? KmsKeyArn : undefined,
    TelemetryConfig: given(LoggingConfig) ? { LoggingConfig } : undefined,
    PropagateTags:
      isRecord(managed) && given(managed.Tags)
        ? { Mode: 'Explicit', ExplicitTags: tagList(managed.Tags) }
        : undefined,
  })
}

function marked(tags: Value | undefined): readonly Properties[] {
  return tagList({ ...(isRecord(tags) ? tags : {}), 'lambda:createdBy': 'SAM' })
}

function requirements(written: Value): Properties {
  const { Architectures, AllowedTypes, ExcludedTypes } = record(written)
  return present({
    Architectures,
    AllowedInstanceTypes: AllowedTypes,
    ExcludedInstanceTypes: ExcludedTypes,
  })
}

function scaling(written: Value): Properties {
  const { MaxVCpuCount, AverageCPUUtilization: wanted = null } = record(written)
  if (wanted === null) return present({ MaxVCpuCount, ScalingMode: 'Auto' })
  const policy = { PredefinedMetricType: 'LambdaCapacityProviderAverageCPUUtilization', TargetValue: wanted }
  return present({ MaxVCpuCount, ScalingMode: 'Manual', ScalingPolicies: [policy] })
}

function operatorRole(id: string, source: Source, context: TransformContext): GeneratedResource {
  return {
    id,
    type: 'AWS::IAM::Role',
    properties: {
      AssumeRolePolicyDocument: trust('lambda.amazonaws.com'),
      ManagedPolicyArns: [managedArn(context.partition, 'AWSLambdaManagedEC2ResourceOperator')],
      Tags: tagList({ 'lambda:createdBy': 'SAM' }),
    },
    attributes: source.passed,
  }
}

/** Unlike elsewhere the template's tags come to those that are there. */
function combined(
  made: readonly GeneratedResource[],
  { Tags, PropagateTags }: Properties,
): readonly GeneratedResource[] {
  if (!given(PropagateTags) || !given(Tags)) return made
  return made.map(item => {
    const held = isList(item.properties.Tags) ? item.properties.Tags : []
    const known = held.flatMap((tag): [string, Value][] =>
      isRecord(tag) ? [[String(tag.Key), tag.Value ?? null]] : [],
    )
    const all = { ...Object.fromEntries(known), ...(isRecord(Tags) ? Tags : {}) }
    return { ...item, properties: { ...item.properties, Tags: tagList(all) } }
  })
}
