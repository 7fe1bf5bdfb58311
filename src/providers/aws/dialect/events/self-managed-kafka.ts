import { isList, isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { given, isIntrinsic } from '../calls.ts'
import { dated, networkStatement, readSecret } from '../iam.ts'
import { refuseEvent } from '../refusal.ts'
import { schemaRegistry } from './schema-registry.ts'
import { secretKey } from './source-access.ts'
import { streamTrigger } from './stream.ts'
import type { EventSource } from './trigger.ts'

/** Records of a topic of one's own Kafka cluster. */
export const selfManagedKafka = streamTrigger({
  event: 'SelfManagedKafka',
  shape: {},
  policies(event, context) {
    check(event)
    const { secrets, network } = accessOf(event)
    const statements = [
      ...secrets.map(readSecret),
      ...(network ? [networkStatement] : []),
      ...secretKey(event, ['kms:Decrypt']),
      ...schemaRegistry(event, context),
    ]
    return statements.length === 0 ? [] : [dated('SelfManagedKafkaExecutionRolePolicy', statements)]
  },
})

function check({ place, properties }: EventSource): void {
  const { KafkaBootstrapServers, Topics, SourceAccessConfigurations } = properties
  if (!given(KafkaBootstrapServers)) refuseEvent(place, 'needs KafkaBootstrapServers.', ['Properties'])
  if (!given(Topics)) refuseEvent(place, 'needs Topics.', ['Properties'])
  if (isList(Topics) && Topics.length !== 1) refuseEvent(place, 'takes one topic.', ['Properties', 'Topics'])
  if (!given(SourceAccessConfigurations))
    refuseEvent(place, 'needs SourceAccessConfigurations.', ['Properties'])
}

const secretTypes = [
  'SASL_SCRAM_256_AUTH',
  'SASL_SCRAM_512_AUTH',
  'BASIC_AUTH',
  'CLIENT_CERTIFICATE_TLS_AUTH',
  'OAUTHBEARER_AUTH',
]
const plainTypes = ['IAM_AUTH', 'IAM_OAUTHBEARER_AUTH']
const otherTypes = [
  'VPC_SUBNET',
  'VPC_SECURITY_GROUP',
  'SERVER_ROOT_CA_CERTIFICATE',
  'OAUTHBEARER_SCOPE',
  'OAUTHBEARER_AUDIENCE',
  'OAUTHBEARER_LOGICAL_CLUSTER',
  'OAUTHBEARER_IDENTITY_POOL',
]

const path = ['Properties', 'SourceAccessConfigurations']

interface Access {
  readonly secrets: readonly Value[]
  readonly network: boolean
}

function accessOf(event: EventSource): Access {
  const { place, properties } = event
  const written = properties.SourceAccessConfigurations
  if (!isList(written)) return refuseEvent(place, 'SourceAccessConfigurations must be a list.', path)
  const items = written.map((item, index) => checked(event, item, index))
  const of = (types: readonly string[]): readonly Properties[] =>
    items.filter(({ Type }) => typeof Type === 'string' && types.includes(Type))
  const mechanisms = of([...secretTypes, ...plainTypes])
  if (mechanisms.length > 1)
    refuseEvent(place, 'SourceAccessConfigurations take one mechanism of authentication.', path)
  const [subnets, groups] = [of(['VPC_SUBNET']), of(['VPC_SECURITY_GROUP'])]
  if (subnets.length > 0 !== groups.length > 0)
    refuseEvent(place, 'VPC_SUBNET and VPC_SECURITY_GROUP go together.', path)
  const secrets = of(secretTypes).map(({ URI }) => URI ?? null)
  const certificates = of(['SERVER_ROOT_CA_CERTIFICATE']).slice(-1)
  const more = certificates.map(({ URI }) => URI ?? null)
  return { secrets: [...secrets, ...more], network: subnets.length > 0 }
}

function checked({ place }: EventSource, item: Value, index: number): Properties {
  if (!isRecord(item)) return refuseEvent(place, 'SourceAccessConfigurations take maps.', [...path, index])
  const { Type, URI } = item
  if (typeof Type !== 'string' || ![...secretTypes, ...plainTypes, ...otherTypes].includes(Type))
    return refuseEvent(place, 'SourceAccessConfigurations have a Type that does not exist.', [
      ...path,
      index,
      'Type',
    ])
  if (plainTypes.includes(Type)) return item
  if (!given(URI)) refuseEvent(place, `${Type} needs a URI.`, [...path, index])
  if (typeof URI !== 'string' && !isIntrinsic(URI))
    refuseEvent(place, `the URI of ${Type} must be a text.`, [...path, index])
  return item
}
