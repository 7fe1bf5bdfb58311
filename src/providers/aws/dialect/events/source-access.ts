import { isList, isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { given } from '../calls.ts'
import { statement } from '../iam.ts'
import { refuseEvent } from '../refusal.ts'
import type { EventSource } from './trigger.ts'

const path = ['Properties', 'SourceAccessConfigurations']

/** Gives the secret by which a source lets a function in; other kinds of access than these are refused. */
export function basicAuth({ place, properties }: EventSource, allowed: readonly string[]): Value {
  const configurations = properties.SourceAccessConfigurations
  if (!given(configurations) || !isList(configurations))
    return refuseEvent(place, 'needs SourceAccessConfigurations, a list.', path)
  const found: Value[] = []
  for (const [index, item] of configurations.entries()) {
    const { Type, URI } = isRecord(item) ? item : refuseEvent(place, 'takes maps there.', [...path, index])
    if (typeof Type !== 'string' || !allowed.includes(Type))
      refuseEvent(place, `the Type there is ${allowed.join(' or ')}.`, [...path, index, 'Type'])
    if (Type !== 'BASIC_AUTH') continue
    if (!given(URI)) return refuseEvent(place, 'BASIC_AUTH needs a URI.', [...path, index])
    found.push(URI)
  }
  const [secret, ...others] = found
  if (secret === undefined) return refuseEvent(place, 'SourceAccessConfigurations need BASIC_AUTH.', path)
  if (others.length > 0) refuseEvent(place, 'SourceAccessConfigurations take one BASIC_AUTH.', path)
  return secret
}

/** Gives the statement that lets the key of a secret be used, where the event names one. */
export function secretKey({ place, properties }: EventSource, action: Value): readonly Properties[] {
  const key = properties.SecretsManagerKmsKeyId
  if (!given(key)) return []
  if (typeof key !== 'string')
    return refuseEvent(place, 'SecretsManagerKmsKeyId must be a text.', [
      'Properties',
      'SecretsManagerKmsKeyId',
    ])
  const arn = `arn:\${AWS::Partition}:kms:\${AWS::Region}:\${AWS::AccountId}:key/${key}`
  return [statement(action, { 'Fn::Sub': arn })]
}
