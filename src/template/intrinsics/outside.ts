import { member, own, record, text, type Value } from '../../model/value.ts'
import type { Scope } from '../scope.ts'
import { type Intrinsic, isStructure, malformed, malformedAt } from './intrinsic.ts'

/** `Fn::GetAZs`: the availability zones of a region; an empty text means the own one. */
export const getAzs: Intrinsic = (argument, evaluation) => {
  const region = evaluation.reduce(argument) ?? ''
  if (argument === null || isStructure(region))
    return malformed('Fn::GetAZs', argument, 'the name of a region', evaluation)
  const { scope } = evaluation
  if (/-\d?[a-z]$/.test(text(region) ?? ''))
    evaluation.report('E3006', `Fn::GetAZs takes the name of a region, and "${text(region)}" is a zone.`)
  const name = region === '' ? ownRegion(scope) : text(region)
  const zones = name === undefined ? undefined : own(scope.lookupResults.zones, name)
  return zones ?? { 'Fn::GetAZs': region }
}

function ownRegion({ pseudo }: Scope): string | undefined {
  const key = Object.keys(pseudo).find(name => name.endsWith('::Region'))
  return key === undefined ? undefined : text(member(pseudo, key))
}

/** `Fn::ImportValue`: what another stack exports under a name. */
export const importValue: Intrinsic = (argument, evaluation) => {
  const name: Value = evaluation.reduce(argument) ?? null
  if (isStructure(name) || name === null)
    return malformed('Fn::ImportValue', argument, 'the name of an export', evaluation)
  return member(evaluation.scope.lookupResults.exports, text(name) ?? '') ?? { 'Fn::ImportValue': name }
}

/** `Fn::GetStackOutput`: an output of another stack, which the cloud alone knows. */
export const getStackOutput: Intrinsic = (argument, evaluation) => {
  const parts = record(argument)
  const wanted = 'StackName and OutputName, and perhaps Region and RoleArn'
  const odd = Object.keys(parts).find(key => !outputKeys.includes(key))
  if (odd !== undefined) return malformedAt(odd, 'Fn::GetStackOutput', argument, { wanted, evaluation })
  if (parts.StackName === undefined || parts.OutputName === undefined)
    return malformed('Fn::GetStackOutput', argument, wanted, evaluation)
  return { 'Fn::GetStackOutput': evaluation.reduce(argument) ?? null }
}

const outputKeys = ['StackName', 'OutputName', 'Region', 'RoleArn']

/** `Fn::Transform`: a macro that the cloud runs; it stays a call. */
export const transform: Intrinsic = (argument, { reduce }) => ({ 'Fn::Transform': reduce(argument) ?? null })
