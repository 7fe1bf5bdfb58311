import { FnxError } from '../../../model/diagnostic.ts'
import type { Input, ResourceType } from '../../../model/provider.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { canonical, equal } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import type { Answer } from '../clients.ts'
import { defined, gone, present } from '../kit/answers.ts'
import { faithful } from '../kit/faithful.ts'
import { allTags, claim, droppedTags, userTags } from '../kit/tags.ts'
import { codeOf } from './function-code.ts'
import { functionProperties, settingsOf } from './function-settings.ts'

const type = 'AWS::Lambda::Function'

const readable = [
  'FunctionName',
  'Runtime',
  'Handler',
  'Role',
  'Description',
  'Timeout',
  'MemorySize',
  'Architectures',
  'EphemeralStorage',
  'TracingConfig',
  'VpcConfig',
  'DeadLetterConfig',
  'FileSystemConfigs',
  'PackageType',
]

/** A function of Lambda. */
export const lambdaFunction: ResourceType<AwsClient> = {
  type,
  naming: { max: 64, allowed: /[\w-]/ },
  nameProperty: 'FunctionName',
  takes: functionProperties,
  reads: [...readable, 'Layers', 'Environment', 'KmsKeyArn', 'ReservedConcurrentExecutions', 'Tags'],
  tagging: { property: 'Tags', form: 'list' },
  async create(client, input) {
    const { Architectures, PackageType, TenancyConfig } = input.properties
    await client.call('lambda', 'CreateFunction', {
      FunctionName: input.name,
      Code: await codeOf(input),
      ...settingsOf(input.properties),
      ...defined({ Architectures, PackageType, TenancyConfig }),
      Tags: allTags(input),
    })
    await ready(client, input.name)
    await reserve(client, input)
    return created(client, input.name)
  },
  async find(client, sought) {
    const found = await present(client.call('lambda', 'GetFunction', { FunctionName: sought.name }))
    if (found === undefined) return undefined
    return claim(sought, found.Tags ?? {}, { type, physicalId: sought.name })
  },
  async read(client, { physicalId = '', properties }) {
    const found = await present(client.call('lambda', 'GetFunction', { FunctionName: physicalId }))
    if (found?.Configuration === undefined) return undefined
    return {
      properties: faithful(properties, liveProperties(found)),
      attributes: attributesOf(found),
    }
  },
  async update(client, physicalId, input) {
    await ready(client, physicalId)
    await updateSettings(client, physicalId, input)
    await updateCode(client, physicalId, input)
    await updateTags(client, physicalId, input)
    await reserve(client, input, physicalId)
    return created(client, physicalId)
  },
  async delete(client, { physicalId = '' }) {
    await gone(client.call('lambda', 'DeleteFunction', { FunctionName: physicalId }))
  },
}

/** Waits until a function takes the next change. */
export async function ready(client: AwsClient, name: string): Promise<void> {
  await client.pace.until(
    async () => {
      const { Configuration: found } = await client.call('lambda', 'GetFunction', { FunctionName: name })
      if (found?.State === 'Failed' || found?.LastUpdateStatus === 'Failed')
        throw broken(name, found.StateReason ?? found.LastUpdateStatusReason)
      const settled = found?.State !== 'Pending' && found?.LastUpdateStatus !== 'InProgress'
      return settled ? true : undefined
    },
    { what: `the function ${name} to become active`, limit: 600 },
  )
}

function broken(name: string, reason = 'no reason was given'): FnxError {
  return new FnxError({
    code: 'E6203',
    message: `The function ${name} did not become active: ${reason}.`,
    hint: 'Correct what the reason names, then deploy again.',
  })
}

async function created(client: AwsClient, name: string) {
  const found = await client.call('lambda', 'GetFunction', { FunctionName: name })
  return { physicalId: name, attributes: attributesOf(found) }
}

function attributesOf({ Configuration }: Answer<'lambda', 'GetFunction'>): Properties {
  return { Arn: Configuration?.FunctionArn ?? '', Ref: Configuration?.FunctionName ?? '' }
}

async function updateSettings(client: AwsClient, name: string, { properties, before }: Input): Promise<void> {
  const settings = settingsOf(properties, before)
  if (before !== undefined && canonical(settings) === canonical(settingsOf(before))) return
  await client.call('lambda', 'UpdateFunctionConfiguration', { FunctionName: name, ...settings })
  await ready(client, name)
}

async function updateCode(client: AwsClient, name: string, input: Input): Promise<void> {
  const { properties, before } = input
  const same = equal(properties.Code, before?.Code) && equal(properties.Architectures, before?.Architectures)
  if (same && before !== undefined) return
  const { Architectures = ['x86_64'] } = properties
  await client.call('lambda', 'UpdateFunctionCode', {
    FunctionName: name,
    ...(await codeOf(input)),
    Architectures,
  })
  await ready(client, name)
}

async function updateTags(client: AwsClient, name: string, input: Input): Promise<void> {
  const dropped = droppedTags(input.before, input)
  if (dropped.length === 0 && equal(input.properties.Tags, input.before?.Tags)) return
  const { attributes } = await created(client, name)
  await client.call('lambda', 'TagResource', { Resource: attributes.Arn, Tags: allTags(input) })
  if (dropped.length > 0)
    await client.call('lambda', 'UntagResource', { Resource: attributes.Arn, TagKeys: dropped })
}

async function reserve(
  client: AwsClient,
  { properties, before, name }: Input,
  physicalId = name,
): Promise<void> {
  const { ReservedConcurrentExecutions: wanted } = properties
  if (equal(wanted, before?.ReservedConcurrentExecutions)) return
  if (wanted === undefined)
    await client.call('lambda', 'DeleteFunctionConcurrency', { FunctionName: physicalId })
  else
    await client.call('lambda', 'PutFunctionConcurrency', {
      FunctionName: physicalId,
      ReservedConcurrentExecutions: Number(wanted),
    })
}

function liveProperties(found: Answer<'lambda', 'GetFunction'>): Properties {
  const { Configuration: live, Tags, Concurrency } = found
  // The SDK's answer is JSON but for a few members that are not read here.
  const plain = JSON.parse(JSON.stringify(live ?? {})) as Properties
  return {
    ...pick(plain),
    Layers: (live?.Layers ?? []).map(({ Arn = '' }) => Arn),
    Environment: { Variables: live?.Environment?.Variables ?? {} },
    ...(live?.KMSKeyArn === undefined ? {} : { KmsKeyArn: live.KMSKeyArn }),
    ReservedConcurrentExecutions: Concurrency?.ReservedConcurrentExecutions ?? null,
    Tags: userTags(Tags ?? {}, 'list'),
  }
}

function pick(live: Properties): Properties {
  const found: Record<string, Value> = {}
  for (const name of readable) {
    const value = live[name]
    if (value !== undefined) found[name] = value
  }
  return found
}
