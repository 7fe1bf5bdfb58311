import type { Input, ResourceType } from '../../../model/provider.ts'
import { canonical, equal, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import { type Call, plain } from '../../kit/call.ts'
import { pick } from '../../kit/changes.ts'
import { type Codec, type Form, jsonText, memberOf } from '../../kit/form.ts'
import { byAnswer } from '../../kit/identifier.ts'
import { omitUndefined } from '../../kit/omit-undefined.ts'
import { isOurs } from '../../kit/ownership.ts'
import { allPages } from '../../kit/pages.ts'
import type { Change } from '../../kit/parts.ts'
import { tagCalls } from '../../kit/tagging.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { made } from '../kit/recipe.ts'
import { objectAt } from '../kit/s3-object.ts'
import { camelCase } from './camel-case.ts'
import { type Patch, type PatchPaths, patches, pointer } from './patch.ts'

const definition = ['Body', 'BodyS3Location', 'FailOnWarnings', 'Mode', 'Parameters']

/** Defaults as https://docs.aws.amazon.com/apigateway/latest/api/API_RestApi.html gives them. */
const paths: PatchPaths = {
  ApiKeySourceType: ['/apiKeySource', 'HEADER'],
  Description: ['/description', ''],
  DisableExecuteApiEndpoint: ['/disableExecuteApiEndpoint', 'false'],
  MinimumCompressionSize: ['/minimumCompressionSize', null],
  Name: ['/name', ''],
  Policy: ['/policy', ''],
}
const settable = [...Object.keys(paths), 'BinaryMediaTypes', 'EndpointConfiguration']

/** Templates may write `image~1gif`, as a path of an update would have it, for `image/gif`. */
const mediaTypes: Codec = {
  write: value => list(value).map(plainMedia),
  read: (live, known) => (sorted(live) === sorted(known) ? known : live),
}

const form: Form = {
  spelling: camelCase,
  names: { ApiKeySourceType: 'apiKeySource' },
  codecs: { BinaryMediaTypes: mediaTypes, Policy: jsonText },
}

const overwritten = 'what was imported is the API, until another body overwrites it'

/** A REST API; its name tells nothing apart, so it is found again by its tags. */
export const restApi: ResourceType<AwsClient> = made('apigateway', {
  type: 'AWS::ApiGateway::RestApi',
  id: byAnswer('id', { member: 'restApiId' }),
  form,
  create: {
    call: 'CreateRestApi',
    takes: settable,
    members: ({ properties, logicalId }) => ({ name: nameOf(properties, logicalId) }),
  },
  parts: [
    { takes: definition, calls: importCalls },
    { takes: [...settable, ...definition], calls: settingCalls },
  ],
  stays: { Body: overwritten, BodyS3Location: overwritten },
  // The policy is answered with escapes of its own.
  unseen: [...definition, 'Policy'],
  tags: {
    property: 'Tags',
    form: 'list',
    member: 'tags',
    sent: 'map',
    calls: tagCalls({
      tag: 'TagResource',
      untag: 'UntagResource',
      member: 'tags',
      keys: 'tagKeys',
      sent: 'map',
      on: ({ client: { partition, region }, id }) => ({
        resourceArn: `arn:${partition}:apigateway:${region}::/restapis/${id}`,
      }),
    }),
  },
  async show({ ask }) {
    const live = await ask('GetRestApi')
    return live && { live, tags: readTags(live.tags) }
  },
  answered: true,
  attributes: ({ id, live }) => ({ RestApiId: id, RootResourceId: live.rootResourceId ?? '' }),
  async search({ ask }, sought) {
    const page = {
      action: 'GetRestApis',
      members: { limit: 500 },
      items: 'items',
      token: 'position',
    } as const
    const found = (await allPages(ask, page)) ?? []
    return text(found.map(record).find(({ tags }) => isOurs(readTags(tags), sought))?.id)
  },
  delete: { call: 'DeleteRestApi' },
})

function nameOf({ Name, Body }: Properties, logicalId: string): string {
  return text(Name) ?? text(record(record(Body).info).title) ?? logicalId
}

async function importCalls({
  client,
  key,
  input,
}: Change<AwsClient>): Promise<readonly Call<CallName<'apigateway'>>[]> {
  const { BodyS3Location, FailOnWarnings, Mode, Parameters } = input.properties
  if (!hasBody(input.properties)) return []
  const { Body = await objectAt(client, record(BodyS3Location)) } = input.properties
  const members = {
    ...key,
    mode: Mode === 'merge' ? 'merge' : 'overwrite',
    failOnWarnings: FailOnWarnings === true,
    ...omitUndefined({ parameters: Parameters }),
    body: Buffer.from(typeof Body === 'string' ? Body : JSON.stringify(Body)),
  }
  return [{ action: 'PutRestApi', members }]
}

function hasBody({ Body, BodyS3Location }: Properties): boolean {
  return Body !== undefined || BodyS3Location !== undefined
}

async function settingCalls({ client, id, key, input }: Change<AwsClient>) {
  const { properties: now, before = {} } = input
  const imported = hasBody(now) && !equal(pick(now, definition), pick(before, definition))
  const known = imported ? await afterImport(client, id, input) : named(input, before)
  const patchOperations = settingPatches(named(input, now), known)
  return patchOperations.length === 0
    ? []
    : [{ action: 'UpdateRestApi', members: { ...key, patchOperations } } as const]
}

/** The name goes back to what it would have been from the beginning. */
function named({ logicalId }: Input, own: Properties): Properties {
  return { ...pick(own, settable), Name: nameOf(own, logicalId) }
}

/** What an import left of the settings: some it takes from the body, others it keeps, for no body says them. */
async function afterImport(client: AwsClient, restApiId: string, { properties: now, before = {} }: Input) {
  const live = plain(await client.call('apigateway', 'GetRestApi', { restApiId }))
  const asked = {
    ...pick(before, ['DisableExecuteApiEndpoint', 'EndpointConfiguration']),
    ...pick(now, settable),
  }
  const { types, vpcEndpointIds, ipAddressType } = record(live.endpointConfiguration)
  const endpoint = { Types: types, VpcEndpointIds: vpcEndpointIds, IpAddressType: ipAddressType }
  const members = [before, now].flatMap(own => Object.keys(record(own.EndpointConfiguration)))
  return omitUndefined({
    ...Object.fromEntries(Object.keys(asked).map(name => [name, memberOf(live, name, form)])),
    Name: live.name,
    Policy: undefined,
    EndpointConfiguration: pick(omitUndefined(endpoint), members),
  })
}

function settingPatches(now: Properties, before: Properties): readonly Patch[] {
  return [
    ...patches(paths, now, before),
    ...endpointPatches(record(now.EndpointConfiguration), record(before.EndpointConfiguration)),
    ...mediaPatches(now.BinaryMediaTypes, before.BinaryMediaTypes),
  ]
}

function endpointPatches(now: Properties, before: Properties): readonly Patch[] {
  const path = '/endpointConfiguration'
  const [kind = 'EDGE', known] = [now, before].map(({ Types }) => text(list(Types)[0]) ?? 'EDGE')
  const ids = list(now.VpcEndpointIds)
  const knownIds = list(before.VpcEndpointIds)
  const address = kind === 'PRIVATE' ? 'dualstack' : 'ipv4'
  return [
    ...(kind === known ? [] : [{ op: 'replace', path: `${path}/types/0`, value: kind } as const]),
    ...patches({ IpAddressType: [`${path}/ipAddressType`, address] }, now, before),
    ...ids.filter(one => !knownIds.includes(one)).map(one => changeId('add', one)),
    ...knownIds.filter(one => !ids.includes(one)).map(one => changeId('remove', one)),
  ]

  function changeId(op: 'add' | 'remove', one: Value): Patch {
    return { op, path: `${path}/vpcEndpointIds`, value: String(one) }
  }
}

function mediaPatches(now: Value | undefined, before: Value | undefined): readonly Patch[] {
  const [wanted = [], known = []] = [now, before].map(value => list(value).map(plainMedia))
  const change = (op: 'add' | 'remove') => (media: string) =>
    ({ op, path: `/binaryMediaTypes/${pointer(media)}` }) as const
  return [
    ...wanted.filter(media => !known.includes(media)).map(change('add')),
    ...known.filter(media => !wanted.includes(media)).map(change('remove')),
  ]
}

function plainMedia(media: Value): string {
  return String(media).replaceAll('~1', '/')
}

function sorted(value: Value): string {
  return canonical(list(value).map(plainMedia).sort())
}
