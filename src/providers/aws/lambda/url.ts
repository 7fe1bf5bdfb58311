import type { ResourceType } from '../../../model/provider.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { record, text } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import type { Answer } from '../clients.ts'
import { defined, gone, present } from '../kit/answers.ts'
import { faithful } from '../kit/faithful.ts'
import { foreign } from '../kit/foreign.ts'

const type = 'AWS::Lambda::Url'
const properties = ['AuthType', 'Cors', 'InvokeMode', 'Qualifier', 'TargetFunctionArn']

/** The own address of a function; a function has one per qualifier, and its age tells whether it is ours. */
export const url: ResourceType<AwsClient> = {
  type,
  takes: properties,
  reads: ['AuthType', 'InvokeMode', 'Cors'],
  partOf: ['TargetFunctionArn'],
  uniqueBy: ['Qualifier'],
  async create(client, input) {
    const place = placeOf(input.properties)
    return described(
      place,
      await client.call('lambda', 'CreateFunctionUrlConfig', { ...place, ...fields(input.properties) }),
    )
  },
  async find(client, { properties: own, since }) {
    const place = placeOf(own)
    const found = await present(client.call('lambda', 'GetFunctionUrlConfig', place))
    if (found === undefined) return undefined
    if (seconds(found.CreationTime) < seconds(since)) throw foreign(type, String(place.FunctionName))
    return described(place, found).physicalId
  },
  async read(client, { physicalId, properties: known }) {
    const place = placeIn(physicalId)
    const found = await present(client.call('lambda', 'GetFunctionUrlConfig', place))
    if (found === undefined) return undefined
    const { AuthType, InvokeMode, Cors } = found
    const cors = Cors === undefined ? undefined : (JSON.parse(JSON.stringify(Cors)) as Value) // the SDK's answer is JSON
    const live = defined<Value>({ AuthType, InvokeMode, Cors: cors })
    return { properties: faithful(known, live), attributes: described(place, found).attributes }
  },
  async update(client, physicalId, input) {
    const place = placeIn(physicalId)
    const dropped =
      input.before?.Cors !== undefined && input.properties.Cors === undefined ? { Cors: {} } : {}
    const change = { ...place, ...dropped, ...fields(input.properties) }
    return described(place, await client.call('lambda', 'UpdateFunctionUrlConfig', change))
  },
  async delete(client, { physicalId }) {
    await gone(client.call('lambda', 'DeleteFunctionUrlConfig', placeIn(physicalId)))
  },
}

type Place = Readonly<Record<string, string>>

function placeOf({ TargetFunctionArn, Qualifier }: Properties): Place {
  const qualifier = text(Qualifier)
  return { FunctionName: String(TargetFunctionArn), ...defined({ Qualifier: qualifier }) }
}

function placeIn(physicalId = ''): Place {
  const [FunctionName = '', Qualifier] = physicalId.split('|')
  return { FunctionName, ...defined({ Qualifier }) }
}

function described(
  { FunctionName = '', Qualifier }: Place,
  found: Partial<Answer<'lambda', 'GetFunctionUrlConfig'>>,
) {
  const { FunctionArn = '', FunctionUrl = '' } = found
  const physicalId = Qualifier === undefined ? FunctionName : `${FunctionName}|${Qualifier}`
  return { physicalId, attributes: { Ref: FunctionArn, FunctionArn, FunctionUrl } }
}

function fields({ AuthType, Cors, InvokeMode }: Properties): Record<string, unknown> {
  const cors = record(Cors)
  const age = cors.MaxAge === undefined ? {} : { MaxAge: Number(cors.MaxAge) }
  return defined<unknown>({
    AuthType,
    InvokeMode,
    Cors: Cors === undefined ? undefined : { ...cors, ...age },
  })
}

// The service cuts times to a second or a part of it; nothing of ours is older than the second of its intent.
function seconds(time = ''): number {
  return Math.floor(Date.parse(time) / 1000)
}
