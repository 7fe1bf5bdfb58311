import type { Created, Input, ResourceType } from '../../../model/provider.ts'
import { equal, list, type Properties, record, text } from '../../../model/value.ts'
import type { TencentClient } from '../client.ts'
import { foreign } from '../diagnose.ts'
import { present } from '../dialect/add.ts'
import { faithful } from '../kit/faithful.ts'
import { allTags, ours, templateTags } from '../kit/ownership.ts'
import { changedSettings, codeOf, environmentOf, settingsOf } from './function-settings.ts'
import { active, type FunctionName, functionName, getFunction, gone, unlessMissing } from './scf.ts'

/** A function of SCF; it is waited for after every write, for SCF refuses the next one until then. */
export const scfFunction: ResourceType<TencentClient> = {
  type: 'TencentCloud::SCF::Function',
  naming: { max: 60, allowed: /[A-Za-z0-9_-]/ },
  nameProperty: 'FunctionName',
  takes: [
    'Code',
    'Description',
    'Environment',
    'FunctionName',
    'Handler',
    'InitTimeout',
    'InstallDependency',
    'Layers',
    'MemorySize',
    'Namespace',
    'PublicNetConfig',
    'Role',
    'Runtime',
    'Tags',
    'Timeout',
    'Type',
    'VpcConfig',
  ],
  reads: [
    'Description',
    'Environment',
    'FunctionName',
    'Handler',
    'InitTimeout',
    'MemorySize',
    'Namespace',
    'Role',
    'Runtime',
    'Tags',
    'Timeout',
    'VpcConfig',
  ],
  replaceOn: ['FunctionName', 'Namespace', 'Runtime', 'Type'],
  partOf: ['Namespace'],
  tagging: { property: 'Tags', form: 'list' },
  async create(client, input) {
    const name = nameOf(input)
    const { Handler, Runtime, Type, Tags } = input.properties
    const request = {
      ...name,
      ...present({ Handler, Runtime, Type }),
      ...settingsOf(input.properties),
      Code: await codeOf(client, input),
      Tags: allTags(Tags, input),
    }
    await client.api({ service: 'scf', action: 'CreateFunction', input: request, repeatable: false })
    await active(client, name)
    return created(client, name)
  },
  async find(client, sought) {
    const name = nameOf(sought)
    const found = await getFunction(client, name)
    if (found === undefined) return undefined
    if (!ours(found.Tags, sought))
      throw foreign(`Function ${name.FunctionName} in namespace ${name.Namespace}`)
    return physicalIdOf(name)
  },
  async read(client, { physicalId, properties }) {
    const name = functionName(physicalId ?? '')
    const live = await getFunction(client, name)
    if (live === undefined) return undefined
    return { properties: comparable(live, properties), attributes: created(client, name).attributes }
  },
  async update(client, physicalId, input) {
    const name = functionName(physicalId)
    const live = await getFunction(client, name)
    if (live?.Status === 'CreateFailed') return await anew(client, name, input)
    const fn = await active(client, name)
    const known = Object.keys(input.before ?? {}).length > 0
    const before = known ? (input.before ?? {}) : comparable(fn, input.properties)
    if (!known || !equal(before.Code, input.properties.Code) || before.Handler !== input.properties.Handler)
      await write(client, name, 'UpdateFunctionCode', {
        ...present({ Handler: input.properties.Handler }),
        Code: await codeOf(client, input),
      })
    const changed = changedSettings(before, input.properties)
    if (Object.keys(changed).length > 0) await write(client, name, 'UpdateFunctionConfiguration', changed)
    await updateTags(client, fn, input)
    return created(client, name)
  },
  async delete(client, { physicalId }) {
    const name = functionName(physicalId ?? '')
    await remove(client, name)
    await gone(client, name)
  },
}

async function write(
  client: TencentClient,
  name: FunctionName,
  action: string,
  input: Properties,
): Promise<void> {
  await client.api({ service: 'scf', action, input: { ...name, ...input }, repeatable: true })
  await active(client, name)
}

/** Tags of a function are changed by the tag service, which knows it by its id. */
async function updateTags(client: TencentClient, fn: Properties, { properties, tags }: Input): Promise<void> {
  const wanted = allTags(properties.Tags, { tags })
  const has = list(fn.Tags)
  const kept = new Set(wanted.map(({ Key }) => Key))
  const ReplaceTags = wanted
    .filter(tag => !has.some(other => equal(other, tag)))
    .map(({ Key, Value }) => ({ TagKey: Key ?? '', TagValue: Value ?? '' }))
  const DeleteTags = templateTags(fn.Tags).flatMap(({ Key }) =>
    Key === undefined || kept.has(Key) ? [] : [{ TagKey: Key }],
  )
  if (ReplaceTags.length + DeleteTags.length === 0) return
  const Resource = `qcs::scf:${client.region}:uin/${client.account}:lam/${text(fn.FunctionId) ?? ''}`
  const input = { Resource, ReplaceTags, DeleteTags }
  await client.api({ service: 'tag', action: 'ModifyResourceTags', input, repeatable: true })
}

async function remove(client: TencentClient, name: FunctionName): Promise<void> {
  await unlessMissing(
    client.api({ service: 'scf', action: 'DeleteFunction', input: { ...name }, repeatable: true }),
  )
}

/** SCF never lets a function out of CreateFailed: it is deleted and made again. */
async function anew(client: TencentClient, name: FunctionName, input: Input): Promise<Created> {
  await remove(client, name)
  await gone(client, name)
  return await scfFunction.create(client, input)
}

function nameOf({ name, properties }: Pick<Input, 'name' | 'properties'>): FunctionName {
  return { Namespace: text(properties.Namespace) ?? 'default', FunctionName: name }
}

function physicalIdOf({ Namespace, FunctionName }: FunctionName): string {
  return `${Namespace}|${FunctionName}`
}

function created(client: TencentClient, name: FunctionName): Created {
  const { Namespace, FunctionName } = name
  const Arn = `qcs::scf:${client.region}:uin/${client.account}:namespace/${Namespace}/function/${FunctionName}`
  return {
    physicalId: physicalIdOf(name),
    attributes: { Ref: FunctionName, FunctionName, Namespace, Arn },
  }
}

/** What can be read back as it was written; code cannot, and what SCF defaults by itself is not compared. */
function comparable(live: Properties, known: Properties): Properties {
  const { Handler, Runtime, Description, MemorySize, Timeout, Role, VpcConfig, InitTimeout } = live
  const { FunctionName, Namespace } = live
  const vpc = record(VpcConfig)
  const found = present({
    FunctionName,
    Namespace,
    Handler,
    Runtime,
    Description,
    MemorySize,
    Timeout,
    Role,
    InitTimeout,
    Environment: environmentOf(live.Environment),
    ...(known.Tags === undefined ? {} : { Tags: templateTags(live.Tags, known.Tags) }),
    VpcConfig: { VpcId: vpc.VpcId ?? '', SubnetId: vpc.SubnetId ?? '' },
  })
  return Object.fromEntries(
    Object.entries(found).flatMap(([key, value]) =>
      known[key] === undefined && isDefault(key, value) ? [] : [[key, faithful(known[key], value)]],
    ),
  )
}

function isDefault(key: string, value: unknown): boolean {
  const none = JSON.stringify(value)
  return key === 'InitTimeout' || ['""', '{"Variables":{}}', '{"VpcId":"","SubnetId":""}'].includes(none)
}
