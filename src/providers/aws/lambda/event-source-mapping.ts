import type { ResourceType, Sought } from '../../../model/provider.ts'
import { equal, type Properties, record, text, type Value } from '../../../model/value.ts'
import { type Codec, type Form, toMembers } from '../../kit/form.ts'
import { byAnswer } from '../../kit/identifier.ts'
import { foreign, isOurs } from '../../kit/ownership.ts'
import { allPages } from '../../kit/pages.ts'
import { type Part, type Reset, settings } from '../../kit/parts.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { made } from '../kit/recipe.ts'
import { resourceTags } from '../kit/tagging.ts'
import type { Functions } from './active.ts'
import { isSameFunction } from './same-function.ts'

const type = 'AWS::Lambda::EventSourceMapping'

/** What tells the mappings of one function apart: no two of it have all of these alike. */
const origin = ['EventSourceArn', 'Queues', 'SelfManagedEventSource', 'Topics']

/** What the creating call alone takes, or the table of the type lets no update change. */
const fixed = [
  ...origin,
  'AmazonManagedKafkaEventSourceConfig',
  'SelfManagedKafkaEventSourceConfig',
  'StartingPosition',
  'StartingPositionTimestamp',
]

/**
 * Settings with what they are when the template names them no longer:
 * https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html
 */
const defaults: Readonly<Record<string, Reset>> = {
  BisectBatchOnFunctionError: false,
  DestinationConfig: { OnFailure: {} },
  Enabled: true,
  FilterCriteria: {},
  FunctionResponseTypes: [],
  KmsKeyArn: '',
  MaximumBatchingWindowInSeconds: 0,
  MaximumRecordAgeInSeconds: -1,
  MaximumRetryAttempts: -1,
  MetricsConfig: { Metrics: [] },
  ParallelizationFactor: 1,
  ProvisionedPollerConfig: {},
  ScalingConfig: {},
  SourceAccessConfigurations: [],
  TumblingWindowInSeconds: 0,
}

/** What stays, for the documentation of UpdateEventSourceMapping has no value that takes it away. */
const lasting = {
  DocumentDBEventSourceConfig: 'UpdateEventSourceMapping has no value that takes it away',
  LoggingConfig: 'UpdateEventSourceMapping has no value that takes it away',
}

const changeable = ['FunctionName', 'BatchSize', ...Object.keys(defaults), ...Object.keys(lasting)]

/** A queue has batches of ten unless it is told otherwise, all else of a hundred. */
const update: Part<AwsClient, CallName<'lambda'>> = {
  takes: changeable,
  calls: change =>
    settings({
      call: 'UpdateEventSourceMapping',
      takes: changeable,
      resets: {
        ...defaults,
        BatchSize: /^arn:[\w-]+:sqs:/.test(String(change.input.properties.EventSourceArn)) ? 10 : 100,
      },
    }).calls(change),
}

/** The API has a date, the template the seconds since 1970. */
const seconds: Codec = {
  write: value => value,
  read: live => (typeof live === 'string' ? Date.parse(live) / 1000 : live),
}

const form: Form = {
  names: {
    KmsKeyArn: 'KMSKeyArn',
    'SelfManagedEventSource.Endpoints.KafkaBootstrapServers': 'KAFKA_BOOTSTRAP_SERVERS',
  },
  codecs: { StartingPositionTimestamp: seconds },
}

/** What reads a queue, a stream or a broker and calls a function with what it finds. */
export const eventSourceMapping: ResourceType<AwsClient> = made('lambda', {
  type,
  partOf: ['FunctionName'],
  uniqueBy: origin,
  id: byAnswer('UUID', { member: 'UUID' }),
  form,
  create: {
    call: 'CreateEventSourceMapping',
    takes: [...changeable, ...fixed],
    members({ properties: { StartingPositionTimestamp: time } }) {
      return time === undefined ? {} : { StartingPositionTimestamp: new Date(Number(time) * 1000) }
    },
  },
  parts: [update],
  rest: {
    what: id => `the event source mapping ${id} to come to rest`,
    limit: 900,
    look: ({ send, key }) => send({ action: 'GetEventSourceMapping', members: key }),
    // https://docs.aws.amazon.com/lambda/latest/api/API_GetEventSourceMapping.html
    pending: ({ State }) => /^(Creating|Enabling|Disabling|Updating|Deleting)$/.test(String(State)),
  },
  replaces: {
    Queues: 'UpdateEventSourceMapping does not take it',
    Topics: 'UpdateEventSourceMapping does not take it',
  },
  stays: lasting,
  tags: {
    ...resourceTags(({ client, id }) => ({ Resource: arnOf(client, id) }), { sent: 'map' }),
    list: tagsOf,
  },
  async show({ ask }, { FunctionName }) {
    const live = await ask('GetEventSourceMapping')
    return live && { live: shown(live, FunctionName) }
  },
  search,
  attributes: ({ client, id }) => ({ Id: id, EventSourceMappingArn: arnOf(client, id) }),
  delete: {
    call: 'DeleteEventSourceMapping',
    // What it reads can be mapped again once it is gone, and its function's role is needed until then.
    async after({ client, id, ask }) {
      const probe = async () => ((await ask('GetEventSourceMapping')) === undefined ? true : undefined)
      await client.pace.until(probe, { what: `the event source mapping ${id} to go`, limit: 900 })
    },
  },
})

/** Shows by the template's own word the function that a mapping calls, where it is that one. */
function shown(live: Properties, named: Value | undefined): Properties {
  const { FunctionArn = null, State, ...rest } = live
  const FunctionName = named !== undefined && isSameFunction(named, FunctionArn) ? named : FunctionArn
  return { ...rest, FunctionName, Enabled: !/^Disabl/.test(String(State)) }
}

/** Nothing names a mapping before it is made, so it is looked for among those of its function, by what it reads. */
async function search(session: Functions, sought: Sought): Promise<string | undefined> {
  const { FunctionName, EventSourceArn } = sought.properties
  const found = await allPages(session.ask, {
    action: 'ListEventSourceMappings',
    members: { FunctionName, ...(EventSourceArn === undefined ? {} : { EventSourceArn }) },
    items: 'EventSourceMappings',
    token: ['NextMarker', 'Marker'],
  })
  const alike = (found ?? [])
    .map(record)
    .filter(one => one.State !== 'Deleting' && reads(one, sought.properties))
  for (const { UUID } of alike)
    if (isOurs(await tagsOf({ ...session, id: text(UUID) ?? '' }), sought)) return text(UUID)
  if (alike.length > 0) throw foreign(type, `of ${text(EventSourceArn) ?? text(FunctionName)}`)
  return undefined
}

function reads(mapping: Properties, properties: Properties): boolean {
  const wanted = toMembers(properties, form)
  return origin.every(name => equal(mapping[name] ?? null, wanted[name] ?? null))
}

async function tagsOf({ client, id, ask }: Functions) {
  return readTags((await ask('ListTags', { Resource: arnOf(client, id) }))?.Tags)
}

function arnOf({ partition, region, account }: AwsClient, id: string): string {
  return `arn:${partition}:lambda:${region}:${account}:event-source-mapping:${id}`
}
