import { isList, isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { given, sub } from '../calls.ts'
import { readSecret, statement } from '../iam.ts'
import { refuseEvent } from '../refusal.ts'
import { resolved } from '../resolve.ts'
import type { TransformContext } from '../transform-context.ts'
import type { EventSource } from './trigger.ts'

const path = ['Properties', 'SchemaRegistryConfig']

/** Gives the statements that let a function read the schemas of a Kafka topic. */
export function schemaRegistry(event: EventSource, context: TransformContext): readonly Properties[] {
  const config = event.properties.SchemaRegistryConfig
  if (!given(config)) return []
  if (!isRecord(config)) return refuseEvent(event.place, 'SchemaRegistryConfig must be a map.', path)
  const secrets = accessOf(event, config).map(({ URI }) => readSecret(URI ?? null))
  const uri = config.SchemaRegistryURI ?? null
  const name = registryName(uri, context)
  if (name === undefined) return secrets
  const schemas = sub(`arn:\${AWS::Partition}:glue:\${AWS::Region}:\${AWS::AccountId}:schema/${name}/*`)
  return [...secrets, statement(['glue:GetRegistry'], uri), statement(['glue:GetSchemaVersion'], [schemas])]
}

function accessOf({ place }: EventSource, config: Properties): readonly Properties[] {
  const missing = ['SchemaRegistryURI', 'EventRecordFormat', 'SchemaValidationConfigs'].find(
    name => !Object.hasOwn(config, name),
  )
  if (missing !== undefined) refuseEvent(place, `SchemaRegistryConfig needs ${missing}.`, path)
  if (config.EventRecordFormat !== 'JSON' && config.EventRecordFormat !== 'SOURCE')
    refuseEvent(place, 'EventRecordFormat is JSON or SOURCE.', [...path, 'EventRecordFormat'])
  if (!isList(config.SchemaValidationConfigs))
    refuseEvent(place, 'SchemaValidationConfigs must be a list.', [...path, 'SchemaValidationConfigs'])
  const access = given(config.AccessConfigs) ? config.AccessConfigs : []
  if (!isList(access)) return refuseEvent(place, 'AccessConfigs must be a list.', [...path, 'AccessConfigs'])
  return access.map(item => {
    if (isRecord(item) && Object.hasOwn(item, 'Type') && Object.hasOwn(item, 'URI')) return item
    return refuseEvent(place, 'each of AccessConfigs needs Type and URI.', [...path, 'AccessConfigs'])
  })
}

/** A registry of AWS Glue has its name in its ARN; other registries need no more than the secrets. */
function registryName(uri: Value, context: TransformContext): string | undefined {
  const known = isRecord(uri) ? resolved(uri, context.parameters) : uri
  const arn = isRecord(known) ? known['Fn::Sub'] : known
  const part = typeof arn === 'string' && arn.startsWith('arn') ? arn.split(':')[5] : undefined
  return part?.startsWith('registry/') ? part.slice('registry/'.length) : undefined
}
