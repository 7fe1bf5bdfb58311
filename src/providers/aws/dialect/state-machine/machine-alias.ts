import { isRecord, text, type Value } from '../../../../model/value.ts'
import { getAtt, given, ref } from '../calls.ts'
import { expectId, refuse } from '../refusal.ts'
import { resolved } from '../resolve.ts'
import type { GeneratedResource, Source, TransformContext } from '../transform-context.ts'

/** Makes the version and the alias of a state machine that names one, or neither. */
export function machineAlias(
  { id, properties, passed }: Source,
  context: TransformContext,
): readonly [GeneratedResource, GeneratedResource] | readonly [] {
  const { AutoPublishAlias: name = null, DeploymentPreference, UseAliasAsEventTarget } = properties
  if (!given(name)) {
    if (given(UseAliasAsEventTarget))
      refuse(id, 'UseAliasAsEventTarget needs AutoPublishAlias.', ['Properties', 'UseAliasAsEventTarget'])
    if (given(DeploymentPreference))
      refuse(id, 'DeploymentPreference needs AutoPublishAlias.', ['Properties', 'DeploymentPreference'])
    return []
  }
  const aliasId = expectId(id, `${id}Alias${knownName(id, name, context)}`)
  const version: GeneratedResource = {
    id: `${id}Version`,
    type: 'AWS::StepFunctions::StateMachineVersion',
    properties: { StateMachineArn: ref(id), StateMachineRevisionId: getAtt(id, 'StateMachineRevisionId') },
    attributes: { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain', ...passed },
  }
  const preference =
    given(DeploymentPreference) && isRecord(DeploymentPreference)
      ? DeploymentPreference
      : { Type: 'ALL_AT_ONCE' }
  const alias: GeneratedResource = {
    id: aliasId,
    type: 'AWS::StepFunctions::StateMachineAlias',
    properties: {
      Name: name,
      DeploymentPreference: { ...preference, StateMachineVersionArn: ref(version.id) },
    },
    attributes: passed,
  }
  return [version, alias]
}

/** The published transform writes a call into the ID, which CloudFormation refuses; a parameter's value makes a good one. */
function knownName(id: string, name: Value, { parameters }: TransformContext): string {
  const known = text(resolved(name, parameters))
  return (
    known ?? refuse(id, 'AutoPublishAlias must be a text or a parameter.', ['Properties', 'AutoPublishAlias'])
  )
}
