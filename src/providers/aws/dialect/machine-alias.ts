import { isRecord } from '../../../model/value.ts'
import { getAtt, given, ref } from './calls.ts'
import { printed } from './printed.ts'
import { expectId, refuse } from './refusal.ts'
import type { Made, Source } from './work.ts'

/** Makes the version and the alias of a state machine that names one, or neither. */
export function machineAlias({ id, properties, passed }: Source): readonly [Made, Made] | readonly [] {
  const { AutoPublishAlias: name = null, DeploymentPreference, UseAliasAsEventTarget } = properties
  if (!given(name)) {
    if (given(UseAliasAsEventTarget))
      refuse(id, 'UseAliasAsEventTarget needs AutoPublishAlias.', ['Properties', 'UseAliasAsEventTarget'])
    if (given(DeploymentPreference))
      refuse(id, 'DeploymentPreference needs AutoPublishAlias.', ['Properties', 'DeploymentPreference'])
    return []
  }
  // a name that is no text still makes an ID, though seldom one that may be used
  const aliasId = expectId(id, `${id}Alias${printed(name)}`)
  const version: Made = {
    id: `${id}Version`,
    type: 'AWS::StepFunctions::StateMachineVersion',
    properties: { StateMachineArn: ref(id), StateMachineRevisionId: getAtt(id, 'StateMachineRevisionId') },
    attributes: { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain', ...passed },
  }
  const preference =
    given(DeploymentPreference) && isRecord(DeploymentPreference)
      ? DeploymentPreference
      : { Type: 'ALL_AT_ONCE' }
  const alias: Made = {
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
