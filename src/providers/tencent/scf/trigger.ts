import type { Created, Input, ResourceType } from '../../../model/provider.ts'
import { isRecord, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import type { TencentClient } from '../client.ts'
import { foreign } from '../diagnose.ts'
import { present } from '../dialect/add.ts'
import { faithful, parsed, spokenOf } from '../kit/faithful.ts'
import { instanceIn, isMarked, marked } from '../kit/ownership.ts'
import { active, type FunctionName, functionName, unlessMissing } from './scf.ts'

/** A trigger of a function: timer, http (a function URL), cos or ckafka. */
export const trigger: ResourceType<TencentClient> = {
  type: 'TencentCloud::SCF::Trigger',
  naming: { max: 100, allowed: /[A-Za-z0-9_-]/ },
  nameProperty: 'TriggerName',
  takes: [
    'CustomArgument',
    'Description',
    'Enable',
    'FunctionName',
    'Namespace',
    'Qualifier',
    'TriggerDesc',
    'TriggerName',
    'Type',
  ],
  reads: ['CustomArgument', 'Enable', 'Qualifier', 'TriggerDesc'],
  replaceOn: ['FunctionName', 'Namespace', 'Type', 'TriggerName', 'Qualifier'],
  partOf: ['FunctionName', 'Namespace'],
  async create(client, input) {
    return await one(client, keyOf(input), async key => {
      const request = { ...key, ...settings(input) }
      await client.api({ service: 'scf', action: 'CreateTrigger', input: request, repeatable: false })
      await active(client, key)
      return created(key, await get(client, key))
    })
  },
  async find(client, sought) {
    const key = keyOf(sought)
    const found = await get(client, key)
    if (found === undefined) return undefined
    if (!isMarked(found.Description, sought))
      throw foreign(`Trigger ${key.TriggerName} of function ${key.FunctionName}`)
    return created(key, found).physicalId
  },
  async trace(client, sought) {
    const named = (await all(client, keyOf(sought))).flatMap(({ Type, TriggerName, Description }) => {
      const instance = instanceIn(Description)
      const fits = TriggerName === sought.name || TriggerName === `${sought.name}${instance}`
      const same = fits && Type === sought.properties.Type
      return same && instance !== undefined ? [{ name: String(TriggerName), instance }] : []
    })
    return named.length === 1 ? named[0] : undefined
  },
  async read(client, { physicalId, properties }) {
    const key = keyFrom(physicalId ?? '')
    const live = await get(client, key)
    if (live === undefined) return undefined
    return { properties: comparable(live, properties), attributes: created(key, live).attributes }
  },
  async update(client, physicalId, input) {
    return await one(client, keyFrom(physicalId), async key => {
      // SCF changes a cos trigger in no way but by making it again
      if (key.Type === 'cos') await remove(client, key)
      const action = key.Type === 'cos' ? 'CreateTrigger' : 'UpdateTrigger'
      const repeatable = key.Type !== 'cos'
      await client.api({ service: 'scf', action, input: { ...key, ...settings(input) }, repeatable })
      await active(client, key)
      return created(key, await get(client, key))
    })
  },
  async delete(client, { physicalId }) {
    await one(client, keyFrom(physicalId ?? ''), async key => await remove(client, key))
  },
}

interface TriggerKey extends FunctionName {
  readonly Type: string
  readonly TriggerName: string
}

/** Triggers of one function are written one after the other. */
async function one<T>(
  client: TencentClient,
  key: TriggerKey,
  work: (key: TriggerKey) => Promise<T>,
): Promise<T> {
  return await client.pace.exclusive(`scf ${key.Namespace}|${key.FunctionName}`, () => work(key))
}

function keyOf({ name, properties }: Pick<Input, 'name' | 'properties'>): TriggerKey {
  return {
    Namespace: text(properties.Namespace) ?? 'default',
    FunctionName: text(properties.FunctionName) ?? '',
    Type: text(properties.Type) ?? '',
    TriggerName: name,
  }
}

function keyFrom(physicalId: string): TriggerKey {
  const [, , Type = '', TriggerName = ''] = physicalId.split('|')
  return { ...functionName(physicalId), Type, TriggerName }
}

function settings(input: Input): Properties {
  const { TriggerDesc, Enable, CustomArgument, Qualifier, Description } = input.properties
  return present({
    TriggerDesc: description(TriggerDesc),
    Enable: Enable ?? 'OPEN',
    CustomArgument: text(CustomArgument),
    Qualifier,
    Description: marked(Description, input),
  })
}

/** SCF takes the cron of a timer as it is, and everything else as JSON. */
function description(value: Value | undefined): string | undefined {
  return isRecord(value) ? JSON.stringify(value) : text(value)
}

/** SCF wants the description of a cos trigger to delete it; the live one is right even after a crash. */
async function remove(client: TencentClient, key: TriggerKey): Promise<void> {
  const live = await get(client, key)
  if (live === undefined) return
  const input = { ...key, ...present({ TriggerDesc: live.TriggerDesc, Qualifier: live.Qualifier }) }
  await unlessMissing(client.api({ service: 'scf', action: 'DeleteTrigger', input, repeatable: true }))
}

async function get(client: TencentClient, key: TriggerKey): Promise<Properties | undefined> {
  const triggers = await all(client, key)
  return triggers.find(({ Type, TriggerName }) => Type === key.Type && TriggerName === key.TriggerName)
}

async function all(
  client: TencentClient,
  { Namespace, FunctionName }: FunctionName,
): Promise<readonly Properties[]> {
  const found: Properties[] = []
  for (let Offset = 0; ; Offset += 100) {
    const input = { Namespace, FunctionName, Offset, Limit: 100 }
    const page = await unlessMissing(
      client.api({ service: 'scf', action: 'ListTriggers', input, repeatable: true }),
    )
    const triggers = list(page?.Triggers).map(record)
    found.push(...triggers)
    if (triggers.length < 100) return found
  }
}

function created(key: TriggerKey, live: Properties | undefined): Created {
  const { Namespace, FunctionName, Type, TriggerName } = key
  const url = text(record(record(parsed(live?.TriggerDesc)).NetConfig).ExtranetUrl)
  return {
    physicalId: [Namespace, FunctionName, Type, TriggerName].join('|'),
    attributes: { Ref: TriggerName, ...(url === undefined ? {} : { Url: url }) },
  }
}

function comparable(live: Properties, known: Properties): Properties {
  const desc = parsed(live.TriggerDesc)
  const cron = record(desc).cron
  const shown = cron ?? (isRecord(desc) ? spokenOf(known.TriggerDesc, desc) : desc)
  const { CustomArgument, Qualifier } = live
  return present({
    TriggerDesc: faithful(known.TriggerDesc, shown),
    Enable: Number(live.Enable) === 1 ? 'OPEN' : 'CLOSE',
    ...(known.CustomArgument === undefined && !CustomArgument
      ? {}
      : { CustomArgument: faithful(known.CustomArgument, CustomArgument ?? '') }),
    ...(known.Qualifier === undefined ? {} : { Qualifier }),
  })
}
