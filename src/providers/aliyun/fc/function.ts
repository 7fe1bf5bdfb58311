import { FnxError } from '../../../model/diagnostic.ts'
import type { Created, Input, ResourceType } from '../../../model/provider.ts'
import { equal, list, type Properties, record, text } from '../../../model/value.ts'
import type { AliyunClient } from '../client.ts'
import { foreign } from '../diagnose.ts'
import { camel } from '../kit/camel.ts'
import { faithful, wholeMap } from '../kit/faithful.ts'
import { ifThere } from '../kit/if-there.ts'
import { codeOf, emptiedBy, settingsOf, tagList, tagMap } from './function-body.ts'

/** A function of FC 3.0. */
export const fn: ResourceType<AliyunClient> = {
  type: 'ALIYUN::FC3::Function',
  naming: { max: 64, allowed: /[\w-]/ },
  nameProperty: 'FunctionName',
  takes: [
    'Code',
    'Cpu',
    'CustomContainerConfig',
    'CustomDNS',
    'CustomRuntimeConfig',
    'Description',
    'DiskSize',
    'EnvironmentVariables',
    'FunctionName',
    'GpuConfig',
    'Handler',
    'InstanceConcurrency',
    'InstanceLifecycleConfig',
    'InternetAccess',
    'Layers',
    'LogConfig',
    'MemorySize',
    'NasConfig',
    'OssMountConfig',
    'Role',
    'Runtime',
    'Tags',
    'Timeout',
    'VpcConfig',
  ],
  reads: [
    'Cpu',
    'CustomContainerConfig',
    'CustomDNS',
    'CustomRuntimeConfig',
    'Description',
    'DiskSize',
    'EnvironmentVariables',
    'GpuConfig',
    'Handler',
    'InstanceConcurrency',
    'InstanceLifecycleConfig',
    'InternetAccess',
    'Layers',
    'LogConfig',
    'MemorySize',
    'NasConfig',
    'OssMountConfig',
    'Role',
    'Runtime',
    'Tags',
    'Timeout',
    'VpcConfig',
  ],
  replaceOn: ['FunctionName'],
  tagging: { property: 'Tags', form: 'list' },
  async create(client, input) {
    const tags = tagList({ ...tagMap(input.properties.Tags), ...input.tags })
    const body = { ...settingsOf(input.properties), ...(await codeOf(input)), functionName: input.name, tags }
    await client.call('fc', 'CreateFunction', body)
    return settled(client, input.name)
  },
  async find(client, { name, tags }) {
    const live = await read(client, name)
    if (live === undefined) return undefined
    if (tagMap(live.tags)['fnx:instance'] === tags['fnx:instance']) return name
    throw foreign(`Function ${name}`)
  },
  async read(client, { physicalId = '', properties }) {
    const live = await read(client, physicalId)
    if (live === undefined) return undefined
    return { properties: inTemplate(properties, live), attributes: attributesOf(live) }
  },
  async update(client, name, input) {
    await settled(client, name)
    const code = equal(input.before?.Code, input.properties.Code) ? {} : await codeOf(input)
    const body = { ...emptiedBy(input), ...settingsOf(input.properties), ...code }
    await client.call('fc', 'UpdateFunction', { ...body, functionName: name })
    const created = await settled(client, name)
    await retag(client, text(created.attributes.Arn) ?? name, input)
    return created
  },
  async delete(client, { physicalId = '' }) {
    await ifThere(client.call('fc', 'DeleteFunction', { functionName: physicalId }))
  },
}

function read(client: AliyunClient, functionName: string): Promise<Properties | undefined> {
  return ifThere(client.call('fc', 'GetFunction', { functionName }))
}

/** Waits until the last write is done: FC refuses another one before. */
function settled(client: AliyunClient, name: string): Promise<Created> {
  return client.pace.until(
    async () => {
      const live = await read(client, name)
      if (live?.state === 'Failed' || live?.lastUpdateStatus === 'Failed') throw failed(name, live)
      const active = live?.state === 'Active' || live?.state === undefined
      if (live === undefined || !active || live.lastUpdateStatus === 'InProgress') return undefined
      return { physicalId: name, attributes: attributesOf(live) }
    },
    { what: `function ${name} to become active` },
  )
}

function failed(name: string, { stateReason, lastUpdateStatusReason }: Properties): FnxError {
  return new FnxError({
    code: 'E6301',
    message: `Function ${name} did not become active: ${text(stateReason ?? lastUpdateStatusReason) ?? 'no reason was given'}.`,
    hint: 'Correct what the reason names, and deploy again.',
  })
}

function attributesOf({ functionArn = '', functionId = '', functionName = '' }: Properties): Properties {
  return { Arn: functionArn, FunctionId: functionId, FunctionName: functionName }
}

function inTemplate(known: Properties, live: Properties): Properties {
  const { Code: _, EnvironmentVariables, Tags, FunctionName: __, ...rest } = known
  const layers = list(live.layers).map(layer => record(layer).arn ?? layer)
  const found = { ...faithful(rest, { ...live, layers }, camel) }
  if (EnvironmentVariables !== undefined)
    Object.assign(found, {
      EnvironmentVariables: wholeMap(record(EnvironmentVariables), record(live.environmentVariables)),
    })
  const own = tagMap(live.tags)
  const same = Object.entries(tagMap(Tags)).every(([key, value]) => own[key] === value)
  return Tags !== undefined && same ? { ...found, Tags } : found
}

/** Tags are set by calls of their own; those of fnx stay. */
async function retag(client: AliyunClient, arn: string, { properties, before, tags }: Input): Promise<void> {
  const wanted = { ...tagMap(properties.Tags), ...tags }
  const had = tagMap(before?.Tags)
  const tagged = { ResourceType: 'function', ResourceId: [arn] }
  const gone = Object.keys(had).filter(key => !(key in wanted))
  if (!equal(tagMap(properties.Tags), had))
    await client.call('fc', 'TagResources', { ...tagged, Tag: tagList(wanted) })
  if (gone.length > 0) await client.call('fc', 'UntagResources', { ...tagged, TagKey: gone })
}
