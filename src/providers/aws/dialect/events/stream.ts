import { isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { managedArn } from '../arn.ts'
import { given, isIntrinsic, present } from '../calls.ts'
import { sendTo } from '../iam.ts'
import { refuseEvent } from '../refusal.ts'
import { grant, grantOnce } from '../role.ts'
import { type Shape, shapeOf } from '../shape.ts'
import type { TransformContext } from '../transform-context.ts'
import type { EventSource, FunctionTrigger } from './trigger.ts'

/** What tells one source that Lambda polls from the others. */
export interface Stream {
  readonly event: string
  /** The property that names the source. */
  readonly source?: string
  /** Kinds of properties beside those of every mapping. */
  readonly shape: Readonly<Record<string, string>>
  /** The managed policy that the function's role needs, after `service-role/`. */
  readonly policy?: string
  /** Inline policies that the function's role needs. */
  policies?(event: EventSource, context: TransformContext): readonly Properties[]
  /** Settings of the mapping that this source alone has. */
  settings?(event: EventSource): Properties
}

const common: Readonly<Record<string, string>> = {
  any: 'StartingPosition StartingPositionTimestamp KmsKeyArn',
  whole:
    'BatchSize MaximumBatchingWindowInSeconds MaximumRetryAttempts MaximumRecordAgeInSeconds ' +
    'ParallelizationFactor TumblingWindowInSeconds',
  flag: 'Enabled BisectBatchOnFunctionError',
  map:
    'DestinationConfig FilterCriteria ScalingConfig ProvisionedPollerConfig SchemaRegistryConfig MetricsConfig ' +
    'LoggingConfig',
  list: 'Topics Queues SourceAccessConfigurations FunctionResponseTypes KafkaBootstrapServers',
  text: 'SecretsManagerKmsKeyId ConsumerGroupId',
}

const copied =
  'StartingPosition StartingPositionTimestamp BatchSize Enabled MaximumBatchingWindowInSeconds ' +
  'MaximumRetryAttempts BisectBatchOnFunctionError MaximumRecordAgeInSeconds ParallelizationFactor Topics Queues ' +
  'SourceAccessConfigurations TumblingWindowInSeconds FunctionResponseTypes FilterCriteria KmsKeyArn ' +
  'ScalingConfig ProvisionedPollerConfig MetricsConfig LoggingConfig'

/** Makes the trigger of a source that Lambda polls: a mapping, and what the role needs to read. */
export function streamTrigger(stream: Stream): FunctionTrigger {
  return {
    event: stream.event,
    shape: shapeWith(stream.shape),
    expand(event, target, context) {
      const { properties, id } = event
      checkFilter(event, stream.event)
      const destination = destinationOf(event)
      const mapping = present({
        FunctionName: target.name,
        EventSourceArn: stream.source === undefined ? undefined : properties[stream.source],
        ...Object.fromEntries(copied.split(' ').map(name => [name, properties[name]])),
        ...kafka(event, stream.event),
        DestinationConfig: destination.config,
        ...stream.settings?.(event),
      })
      if (stream.policy !== undefined)
        grant(target.role, {
          managed: [managedArn(context.partition, `service-role/${stream.policy}`)],
          inline: [],
        })
      for (const policy of stream.policies?.(event, context) ?? []) grantOnce(target.role, policy)
      if (destination.policy !== undefined) grantOnce(target.role, destination.policy)
      return [{ id, type: 'AWS::Lambda::EventSourceMapping', properties: mapping, attributes: target.passed }]
    },
  }
}

/** A required property takes the place of the optional one of its name. */
function shapeWith(own: Readonly<Record<string, string>>): Shape {
  return { ...shapeOf(common), ...shapeOf(own) }
}

const filtered = ['DocumentDB', 'DynamoDB', 'Kinesis', 'MQ', 'MSK', 'SelfManagedKafka', 'SQS']

function checkFilter({ place, properties }: EventSource, kind: string): void {
  const criteria = properties.FilterCriteria
  if (!given(criteria) || isIntrinsic(criteria)) return
  const path = ['Properties', 'FilterCriteria']
  if (!filtered.includes(kind)) refuseEvent(place, `${kind} events take no FilterCriteria.`, path)
  const keys = isRecord(criteria) ? Object.keys(criteria) : ['']
  if (keys.some(key => key !== 'Filters')) refuseEvent(place, 'FilterCriteria takes Filters alone.', path)
}

function kafka({ place, properties }: EventSource, kind: string): Properties {
  const { KafkaBootstrapServers, ConsumerGroupId, SchemaRegistryConfig } = properties
  if (given(ConsumerGroupId) && kind !== 'MSK' && kind !== 'SelfManagedKafka')
    refuseEvent(place, `${kind} events take no ConsumerGroupId.`, ['Properties', 'ConsumerGroupId'])
  const settings = present({
    ConsumerGroupId: given(ConsumerGroupId) ? ConsumerGroupId : undefined,
    SchemaRegistryConfig: given(SchemaRegistryConfig) ? SchemaRegistryConfig : undefined,
  })
  const name = kind === 'MSK' ? 'AmazonManagedKafkaEventSourceConfig' : 'SelfManagedKafkaEventSourceConfig'
  const named = kind === 'MSK' || kind === 'SelfManagedKafka'
  return {
    ...(given(KafkaBootstrapServers)
      ? { SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers } } }
      : {}),
    ...(named && given(settings) ? { [name]: settings } : {}),
  }
}

interface Destination {
  readonly config?: Value | undefined
  readonly policy?: Properties | undefined
}

const kinds: Readonly<Record<string, string>> = { SQS: 'SQS', SNS: 'SNS', S3: 'S3Bucket', Kafka: 'Kafka' }

/** Reads where failed batches go; its `Type` says what the role needs and is not passed on. */
function destinationOf({ id, place, properties }: EventSource): Destination {
  const config = properties.DestinationConfig
  if (!given(config)) return {}
  const path = ['Properties', 'DestinationConfig']
  const failure = isRecord(config) ? config.OnFailure : undefined
  if (!isRecord(config) || !isRecord(failure))
    return refuseEvent(place, 'DestinationConfig needs OnFailure, a map.', path)
  const { Type, ...rest } = failure
  if (!given(Type)) return { config }
  const kind = typeof Type === 'string' && Object.hasOwn(kinds, Type) ? kinds[Type] : undefined
  if (kind === undefined)
    return refuseEvent(place, 'the Type of OnFailure is SQS, SNS, S3 or Kafka.', [...path, 'OnFailure'])
  return { config: { ...config, OnFailure: rest }, policy: sendTo(kind, failure.Destination ?? null, id) }
}
