import { isList, isRecord, type Value } from '../../../model/value.ts'
import { getAtt, given, ref } from './calls.ts'
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
  const aliasId = expectId(id, `${id}Alias${shown(name)}`)
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

/** A name that is no text still makes an ID, the one that the service writes, though seldom one that may be used. */
function shown(name: Value): string {
  return typeof name === 'string' ? name : literal(name)
}

function literal(value: Value): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (isList(value)) return `[${value.map(literal).join(', ')}]`
  if (!isRecord(value)) return typeof value === 'string' ? `'${value}'` : String(value)
  return `{${Object.entries(value)
    .map(([key, item]) => `'${key}': ${literal(item)}`)
    .join(', ')}}`
}
