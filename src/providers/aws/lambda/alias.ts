import type { ResourceType } from '../../../model/provider.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { isRecord, list, record, text } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import { defined, gone, present } from '../kit/answers.ts'
import { faithful } from '../kit/faithful.ts'
import { foreign } from '../kit/foreign.ts'

const type = 'AWS::Lambda::Alias'
const properties = ['Description', 'FunctionName', 'FunctionVersion', 'Name', 'RoutingConfig']

/** A name for a version of a function; its physical ID is its ARN. */
export const alias: ResourceType<AwsClient> = {
  type,
  naming: { max: 128, allowed: /[\w-]/ },
  nameProperty: 'Name',
  takes: properties,
  reads: ['Name', 'FunctionVersion', 'Description'],
  partOf: ['FunctionName'],
  async create(client, input) {
    const { FunctionName } = input.properties
    const made = await client.call('lambda', 'CreateAlias', {
      FunctionName,
      Name: input.name,
      ...fields(input.properties),
    })
    return described(made.AliasArn)
  },
  async find(client, { properties: { FunctionName: fn }, name, tags }) {
    const found = await present(client.call('lambda', 'GetAlias', { FunctionName: fn, Name: name }))
    if (found === undefined) return undefined
    // An alias carries no tags; those of its function say whose both are.
    const owner = await client.call('lambda', 'GetFunction', { FunctionName: fn })
    const ours = ['fnx:stack', 'fnx:stage'].every(
      key => tags[key] !== undefined && owner.Tags?.[key] === tags[key],
    )
    if (!ours) throw foreign(type, name)
    return found.AliasArn
  },
  async read(client, { physicalId, properties: known }) {
    const found = await present(client.call('lambda', 'GetAlias', placeIn(physicalId)))
    if (found === undefined) return undefined
    const { Name, FunctionVersion, Description } = found
    const live = defined<Value>({ Name, FunctionVersion, Description })
    return { properties: faithful(known, live), attributes: described(physicalId).attributes }
  },
  async update(client, physicalId, input) {
    const dropped =
      input.before?.RoutingConfig === undefined ? {} : { RoutingConfig: { AdditionalVersionWeights: {} } }
    const place = placeIn(physicalId)
    await client.call('lambda', 'UpdateAlias', {
      ...place,
      Description: '',
      ...dropped,
      ...fields(input.properties),
    })
    return described(physicalId)
  },
  async delete(client, { physicalId }) {
    await gone(client.call('lambda', 'DeleteAlias', placeIn(physicalId)))
  },
}

function placeIn(arn = ''): { readonly FunctionName: string; readonly Name: string } {
  const at = arn.lastIndexOf(':')
  return { FunctionName: arn.slice(0, at), Name: arn.slice(at + 1) }
}

function described(arn = '') {
  return { physicalId: arn, attributes: { Ref: arn, AliasArn: arn } }
}

function fields({ Description, FunctionVersion, RoutingConfig }: Properties): Record<string, unknown> {
  return defined<unknown>({
    Description: text(Description),
    FunctionVersion: text(FunctionVersion),
    RoutingConfig: isRecord(RoutingConfig) ? { AdditionalVersionWeights: weights(RoutingConfig) } : undefined,
  })
}

function weights({ AdditionalVersionWeights }: Properties): Record<string, number> {
  const items = list(AdditionalVersionWeights).map(record)
  return Object.fromEntries(
    items.map(({ FunctionVersion, FunctionWeight }) => [String(FunctionVersion), Number(FunctionWeight)]),
  )
}
