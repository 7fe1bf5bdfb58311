import { isList, isRecord, type Properties, record, type Value } from '../../../model/value.ts'
import { managedArn } from './arn.ts'
import { getAtt, given, isIntrinsic, present, tagList } from './calls.ts'
import { trust } from './iam.ts'
import { refuse } from './refusal.ts'
import { shapeOf } from './shape.ts'
import type { Made, Maker, Source, Work } from './work.ts'

/** `AWS::Serverless::CapacityProvider`: instances that functions run on, and the role that manages them. */
export const capacityProvider: Maker = {
  type: 'AWS::Serverless::CapacityProvider',
  turn: 3,
  shape: shapeOf({
    'text|map': 'CapacityProviderName! OperatorRole! KmsKeyArn!',
    map: 'VpcConfig*! Tags! InstanceRequirements! ScalingConfig! LoggingConfig! ManagedResourceTags!',
    flag: 'PropagateTags!',
  }),
  make(source, work) {
    check(source)
    const { id, properties } = source
    const roleId = `${id}OperatorRole`
    const given = properties.OperatorRole ?? null
    const provider: Made = {
      id,
      type: 'AWS::Lambda::CapacityProvider',
      properties: providerProperties(source, given ?? getAtt(roleId, 'Arn')),
      attributes: source.attributes,
      dependsOn: source.dependsOn,
    }
    const made = given === null ? [operatorRole(roleId, source, work), provider] : [provider]
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

function operatorRole(id: string, source: Source, work: Work): Made {
  return {
    id,
    type: 'AWS::IAM::Role',
    properties: {
      AssumeRolePolicyDocument: trust('lambda.amazonaws.com'),
      ManagedPolicyArns: [managedArn(work.partition, 'AWSLambdaManagedEC2ResourceOperator')],
      Tags: tagList({ 'lambda:createdBy': 'SAM' }),
    },
    attributes: source.passed,
  }
}

/** Unlike elsewhere the template's tags come to those that are there. */
function combined(made: readonly Made[], { Tags, PropagateTags }: Properties): readonly Made[] {
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

const parts: Readonly<Record<string, Readonly<Record<string, 'list' | 'number' | 'map'>>>> = {
  VpcConfig: { SubnetIds: 'list', SecurityGroupIds: 'list' },
  InstanceRequirements: { Architectures: 'list', AllowedTypes: 'list', ExcludedTypes: 'list' },
  ScalingConfig: { MaxVCpuCount: 'number', AverageCPUUtilization: 'number' },
  ManagedResourceTags: { Tags: 'map' },
}

function check({ id, properties }: Source): void {
  for (const [name, fields] of Object.entries(parts)) {
    const part = properties[name]
    if (!isRecord(part) || isIntrinsic(part)) continue
    for (const [field, value] of Object.entries(part)) {
      const kind = Object.hasOwn(fields, field) ? fields[field] : undefined
      const path = ['Properties', name, field]
      if (kind === undefined) refuse(id, `${name} has no property ${field}.`, path)
      if (!isIntrinsic(value) && kindOf(value) !== kind)
        refuse(id, `${name} takes a ${kind} for ${field}.`, path)
    }
  }
  const { VpcConfig, InstanceRequirements } = properties
  if (isRecord(VpcConfig) && !Object.hasOwn(VpcConfig, 'SubnetIds'))
    refuse(id, 'VpcConfig needs SubnetIds.', ['Properties', 'VpcConfig'])
  if (
    isRecord(InstanceRequirements) &&
    InstanceRequirements.AllowedTypes &&
    InstanceRequirements.ExcludedTypes
  )
    refuse(id, 'AllowedTypes and ExcludedTypes exclude each other.', ['Properties', 'InstanceRequirements'])
}

function kindOf(value: Value): string {
  return isList(value) ? 'list' : isRecord(value) ? 'map' : typeof value
}
