import { at, holdsCall, isList, member, type Value } from '../../model/value.ts'
import { isSecretName, named } from '../scope.ts'
import { type Evaluation, type Intrinsic, malformed } from './intrinsic.ts'

/** `Ref`: a parameter, a pseudo parameter or what the cloud calls a resource. */
export const ref: Intrinsic = (argument, evaluation) => {
  if (typeof argument !== 'string') return malformed('Ref', argument, 'one name', evaluation)
  return argument.endsWith('::NoValue') ? undefined : referenced(argument, evaluation)
}

function referenced(name: string, evaluation: Evaluation): Value {
  const { scope, known, secrets } = evaluation
  const value = named(scope, name)
  if (value === undefined) return known(name)?.Ref ?? { Ref: name }
  if (!isSecretName(scope, name)) return value
  if (secrets === 'kept') return { Ref: name }
  evaluation.tainted = true
  return value
}

/** `Fn::GetAtt`: an attribute that the cloud gave a resource. */
export const getAtt: Intrinsic = (argument, evaluation) => {
  const parts = typeof argument === 'string' ? splitFirst(argument) : argument
  const [logicalId, ...rest] = isList(parts) ? parts : []
  const names = rest.map(part => evaluation.reduce(part) ?? null)
  if (typeof logicalId !== 'string' || names.length === 0)
    return malformed('Fn::GetAtt', argument, 'a resource and an attribute, such as Role.Arn', evaluation)
  if (names.some(holdsCall)) return { 'Fn::GetAtt': [logicalId, ...names] }
  const attribute = names.join('.')
  const attributes = evaluation.known(logicalId)
  const found = attributes && (member(attributes, attribute) ?? at(attributes, attribute.split('.')))
  return found ?? { 'Fn::GetAtt': [logicalId, attribute] }
}

function splitFirst(text: string): Value {
  const dot = text.indexOf('.')
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)]
}
