import type { Created, Input, ResourceType } from '../../../model/provider.ts'
import type { ResourceState } from '../../../model/state.ts'
import { list, type Properties, record, text } from '../../../model/value.ts'
import type { AliyunClient } from '../client.ts'
import { foreign } from '../diagnose.ts'
import { camel } from '../kit/camel.ts'
import { faithful } from '../kit/faithful.ts'
import { ifThere } from '../kit/if-there.ts'
import { instanceIn, isOurs, marked, unmarked } from '../kit/mark.ts'

/** A trigger of FC 3.0. Triggers carry no tags, so the description says whose it is. */
export const trigger: ResourceType<AliyunClient> = {
  type: 'ALIYUN::FC3::Trigger',
  naming: { max: 128, allowed: /[\w-]/ },
  nameProperty: 'TriggerName',
  takes: [
    'Description',
    'FunctionName',
    'InvocationRole',
    'Qualifier',
    'SourceArn',
    'TriggerConfig',
    'TriggerName',
    'TriggerType',
  ],
  reads: ['Description', 'InvocationRole', 'Qualifier', 'SourceArn', 'TriggerConfig', 'TriggerType'],
  replaceOn: ['FunctionName', 'TriggerName', 'TriggerType', 'SourceArn'],
  partOf: ['FunctionName'],
  async create(client, input) {
    const body = { ...bodyOf(input), triggerName: input.name, ...fixedOf(input.properties) }
    return exclusive(client, input, async owner => {
      const made = await client.call('fc', 'CreateTrigger', { ...body, functionName: owner })
      return { physicalId: `${owner}|${input.name}`, attributes: attributesOf(owner, made) }
    })
  },
  async find(client, sought) {
    const owner = ownerOf(sought.properties)
    const live = await read(client, owner, sought.name)
    if (live === undefined) return undefined
    if (isOurs(text(live.description), sought)) return `${owner}|${sought.name}`
    throw foreign(`Trigger ${sought.name} of function ${owner}`)
  },
  async trace(client, { properties, name }) {
    const input = { functionName: ownerOf(properties), limit: 100 }
    const answer = await ifThere(client.call('fc', 'ListTriggers', input))
    const named = list(answer?.triggers).flatMap(live => {
      const { triggerName, description } = record(live)
      const instance = instanceIn(text(description))
      const fits = triggerName === name || triggerName === `${name}${instance}`
      return fits && instance !== undefined ? [{ name: String(triggerName), instance }] : []
    })
    return named.length === 1 ? named[0] : undefined
  },
  async read(client, known) {
    const [owner, name] = parts(known.physicalId)
    const live = await read(client, owner, name)
    if (live === undefined) return undefined
    return { properties: inTemplate(known, live), attributes: attributesOf(owner, live) }
  },
  async update(client, physicalId, input) {
    const [owner, name] = parts(physicalId)
    // FC cannot change these two in place; a run that ends in between finds the trigger gone and makes it again.
    if (['mns_topic', 'tablestore'].includes(text(input.properties.TriggerType) ?? '')) {
      await remove(client, owner, name)
      return trigger.create(client, input)
    }
    return exclusive(client, input, async () => {
      const place = { functionName: owner, triggerName: name }
      const live = await client.call('fc', 'UpdateTrigger', { ...bodyOf(input), ...place })
      return { physicalId, attributes: attributesOf(owner, live) }
    })
  },
  async delete(client, { physicalId }) {
    const [owner, name] = parts(physicalId)
    await remove(client, owner, name)
  },
}

function exclusive(
  client: AliyunClient,
  { properties }: Input,
  work: (owner: string) => Promise<Created>,
): Promise<Created> {
  const owner = ownerOf(properties)
  return client.pace.exclusive(`fc:${owner}`, () => work(owner))
}

async function remove(client: AliyunClient, owner: string, name: string): Promise<void> {
  await client.pace.exclusive(`fc:${owner}`, () =>
    ifThere(client.call('fc', 'DeleteTrigger', { functionName: owner, triggerName: name })),
  )
}

function read(client: AliyunClient, owner: string, name: string): Promise<Properties | undefined> {
  return ifThere(client.call('fc', 'GetTrigger', { functionName: owner, triggerName: name }))
}

function ownerOf({ FunctionName }: Properties): string {
  return text(FunctionName) ?? ''
}

function parts(physicalId = ''): readonly [string, string] {
  const [owner = '', name = ''] = physicalId.split('|')
  return [owner, name]
}

function bodyOf(input: Input): Properties {
  const { TriggerConfig, InvocationRole, Qualifier, Description } = input.properties
  return {
    triggerConfig: JSON.stringify(TriggerConfig ?? {}),
    description: marked(text(Description) ?? '', input),
    ...(InvocationRole === undefined ? {} : { invocationRole: InvocationRole }),
    qualifier: Qualifier ?? 'LATEST',
  }
}

function fixedOf({ TriggerType, SourceArn }: Properties): Properties {
  return { triggerType: TriggerType ?? '', ...(SourceArn === undefined ? {} : { sourceArn: SourceArn }) }
}

function inTemplate({ properties }: ResourceState, live: Properties): Properties {
  const { FunctionName: _, TriggerName: __, TriggerConfig, ...rest } = properties
  const found = faithful(rest, { ...live, description: unmarked(text(live.description)) }, camel)
  if (TriggerConfig === undefined) return found
  const config = record(parsed(text(live.triggerConfig)))
  return { ...found, TriggerConfig: faithful(record(TriggerConfig), config, name => name) }
}

function parsed(config = '{}'): Properties {
  try {
    return record(JSON.parse(config))
  } catch {
    return {}
  }
}

function attributesOf(owner: string, live: Properties): Properties {
  const { urlInternet, urlIntranet } = record(live.httpTrigger)
  return {
    Ref: live.triggerName ?? '',
    FunctionName: owner,
    TriggerId: live.triggerId ?? '',
    TriggerName: live.triggerName ?? '',
    ...(urlInternet === undefined ? {} : { UrlInternet: urlInternet }),
    ...(urlIntranet === undefined ? {} : { UrlIntranet: urlIntranet }),
  }
}
