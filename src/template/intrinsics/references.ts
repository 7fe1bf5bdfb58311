import { at, holdsCall, isList, member, type Value } from '../../model/value.ts'
import { isSecretName, named } from '../scope.ts'
import { splitAttribute } from '../yaml/tags.ts'
import { type Evaluation, type Intrinsic, malformed, reduceAt } from './intrinsic.ts'

/** `Ref`: a parameter, a pseudo parameter or what the cloud calls a resource. */
export const ref: Intrinsic = (argument, evaluation) => {
  const name = nameOf(argument, evaluation)
  if (name === undefined) return malformed('Ref', argument, 'one name', evaluation)
  if (typeof name !== 'string') return { Ref: name }
  return name.endsWith('::NoValue') ? undefined : referenced(name, evaluation)
}

/** Gives a name, the call that will give it where language extensions allow one, or nothing for anything else. */
function nameOf(argument: Value, { scope, reduce }: Evaluation): Value | undefined {
  if (typeof argument === 'string') return argument
  if (scope.extensions !== true || !holdsCall(argument)) return undefined
  const name = reduce(argument) ?? null
  return typeof name === 'string' || holdsCall(name) ? name : undefined
}

function referenced(name: string, evaluation: Evaluation): Value {
  const { scope, known, secrets } = evaluation
  const value = named(scope, name)
  if (value === undefined) return member(known(name) ?? {}, 'Ref') ?? { Ref: name }
  if (!isSecretName(scope, name)) return value
  if (secrets === 'kept') return { Ref: name }
  evaluation.tainted = true
  return value
}

/** `Fn::GetAtt`: an attribute that the cloud gave a resource. */
export const getAtt: Intrinsic = (argument, evaluation) => {
  const parts = splitAttribute(argument)
  const [owner = null, ...rest] = isList(parts) ? parts : []
  const logicalId = nameOf(owner, evaluation)
  const names = rest.map((part, index) => reduceAt(index + 1, part, evaluation) ?? null)
  const sound = names.length > 0 && names.every(name => holdsCall(name) || isName(name))
  if (logicalId === undefined || logicalId === '' || !sound)
    return malformed('Fn::GetAtt', argument, 'a resource and an attribute, such as Role.Arn', evaluation)
  if (typeof logicalId !== 'string' || names.some(holdsCall)) return { 'Fn::GetAtt': [logicalId, ...names] }
  const attribute = names.join('.')
  const attributes = evaluation.known(logicalId)
  const found = attributes && (member(attributes, attribute) ?? at(attributes, attribute.split('.')))
  return found ?? { 'Fn::GetAtt': [logicalId, attribute] }
}

function isName(value: Value): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number'
}
