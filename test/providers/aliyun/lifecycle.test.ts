import { describe, expect, it } from 'vitest'
import type { Input, ResourceType } from '../../../src/model/provider.ts'
import { loadTypes, typeNames } from '../../../src/model/service.ts'
import { equal, type Properties } from '../../../src/model/value.ts'
import type { AliyunClient } from '../../../src/providers/aliyun/client.ts'
import { diagnose } from '../../../src/providers/aliyun/diagnose.ts'
import { provider } from '../../../src/providers/aliyun/provider.ts'
import { hostileAnswers, madeByEngine } from '../../support/hostile-answers.ts'
import { aliyunCloud, artifactOf, holdings, inputOf, stateOf } from './aliyun-cloud.ts'

const resources = await loadTypes(provider, typeNames(provider))

interface Thing {
  readonly type: string
  readonly name: string
  readonly properties: Properties
}

interface Case {
  readonly type: string
  readonly name: string
  readonly first: Properties
  readonly second: Properties
  /** What must be there before. */
  readonly needs?: readonly Thing[]
}

const code = (content: string): Properties => ({ 'Fnx::Artifact': artifactOf(content).hash })
const document = (action: string): Properties => ({
  Version: '1',
  Statement: [{ Effect: 'Allow', Action: [action], Resource: '*' }],
})
const trust = (service: string): Properties => ({
  Version: '1',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: [service] } }],
})
const role = { AssumeRolePolicyDocument: trust('fc.aliyuncs.com') }
const hello: Thing = {
  type: 'ALIYUN::FC3::Function',
  name: 'hello',
  properties: { Code: code('one'), Handler: 'index.handler', Runtime: 'nodejs20' },
}
const since = new Date(Date.now() - 60_000).toISOString()

const cases: readonly Case[] = [
  {
    type: 'ALIYUN::FC3::Function',
    name: 'hello',
    needs: [{ type: 'ALIYUN::RAM::Role', name: 'runner', properties: role }],
    first: {
      ...hello.properties,
      Description: 'Says hello',
      EnvironmentVariables: { PORT: 80, NAME: 'x' },
      InstanceLifecycleConfig: { Initializer: { Handler: 'index.init', Timeout: 3 } },
      LogConfig: { Project: 'shop', Logstore: 'logs' },
      MemorySize: 256,
      Role: 'acs:ram::1000000000000000:role/runner',
      Tags: [{ Key: 'team', Value: 'a' }],
      Timeout: '10',
      VpcConfig: { VpcId: 'vpc-1', VSwitchIds: ['vsw-1'], SecurityGroupId: 'sg-1' },
    },
    second: {
      ...hello.properties,
      Code: code('two'),
      Handler: 'index.other',
      MemorySize: 512,
      Tags: [{ Key: 'owner', Value: 'b' }],
    },
  },
  {
    type: 'ALIYUN::FC3::Trigger',
    name: 'web',
    needs: [hello],
    first: {
      FunctionName: 'hello',
      TriggerType: 'http',
      TriggerConfig: { authType: 'anonymous', methods: ['GET'] },
    },
    second: {
      FunctionName: 'hello',
      TriggerType: 'http',
      TriggerConfig: { authType: 'function', methods: ['GET', 'POST'] },
      Description: 'Open to all',
    },
  },
  {
    type: 'ALIYUN::FC3::Trigger',
    name: 'every',
    needs: [hello],
    first: {
      FunctionName: 'hello',
      TriggerType: 'timer',
      TriggerConfig: { cronExpression: '@every 4m', enable: true, payload: 'hi' },
    },
    second: {
      FunctionName: 'hello',
      TriggerType: 'timer',
      TriggerConfig: { cronExpression: '0 0 8 * * *', enable: false },
    },
  },
  {
    type: 'ALIYUN::FC3::Trigger',
    name: 'topic',
    needs: [hello],
    first: {
      FunctionName: 'hello',
      TriggerType: 'mns_topic',
      TriggerConfig: { notifyContentFormat: 'JSON' },
      SourceArn: 'acs:mns:cn-hangzhou:1000000000000000:/topics/t',
    },
    second: {
      FunctionName: 'hello',
      TriggerType: 'mns_topic',
      TriggerConfig: { notifyContentFormat: 'STREAM' },
      SourceArn: 'acs:mns:cn-hangzhou:1000000000000000:/topics/t',
    },
  },
  {
    type: 'ALIYUN::RAM::Role',
    name: 'shop-role',
    first: {
      ...role,
      Description: 'Runs it',
      Policies: [{ PolicyName: 'read', PolicyDocument: document('oss:GetObject') }],
      PolicyAttachments: { System: ['AliyunOSSReadOnlyAccess', 'AliyunLogReadOnlyAccess'] },
    },
    second: {
      AssumeRolePolicyDocument: trust('oss.aliyuncs.com'),
      MaxSessionDuration: 7200,
      Policies: [
        { PolicyName: 'read', PolicyDocument: document('oss:HeadObject') },
        { PolicyName: 'write', PolicyDocument: document('oss:PutObject') },
      ],
      PolicyAttachments: { System: ['AliyunLogReadOnlyAccess'] },
    },
  },
  {
    type: 'ALIYUN::RAM::ManagedPolicy',
    name: 'shop-policy',
    first: { Description: 'Reads', PolicyDocument: document('oss:GetObject') },
    second: { Description: 'Reads', PolicyDocument: document('oss:HeadObject') },
  },
  {
    type: 'ALIYUN::RAM::AttachPolicyToRole',
    name: '',
    needs: [{ type: 'ALIYUN::RAM::Role', name: 'runner', properties: role }],
    first: { PolicyType: 'System', PolicyName: 'AliyunOSSReadOnlyAccess', RoleName: 'runner' },
    second: { PolicyType: 'System', PolicyName: 'AliyunOSSReadOnlyAccess', RoleName: 'runner' },
  },
  {
    type: 'ALIYUN::OSS::Bucket',
    name: 'shop-photos',
    first: { AccessControl: 'public-read', Tags: { team: 'a b', size: 3 } },
    second: { VersioningConfiguration: { Status: 'Enabled' }, AccessControl: 'private' },
  },
  {
    type: 'Fnx::CodeObject',
    name: '',
    needs: [{ type: 'ALIYUN::OSS::Bucket', name: 'shop-code', properties: {} }],
    first: { Bucket: 'shop-code', Key: 'abc.zip', Artifact: code('one') },
    second: { Bucket: 'shop-code', Key: 'abc.zip', Artifact: code('one') },
  },
]

function typeOf(name: string): ResourceType<AliyunClient> {
  const found = resources.find(({ type }) => type === name)
  if (found === undefined) throw new Error(`no resource type ${name}`)
  return found
}

function given({ name }: { readonly name: string }, properties: Properties, before?: Properties): Input {
  const content = JSON.stringify(properties).includes(artifactOf('two').hash) ? 'two' : 'one'
  return inputOf(name, properties, {
    artifact: artifactOf(content),
    ...(before === undefined ? {} : { before }),
  })
}

async function prepared(one: Case) {
  const cloud = await aliyunCloud()
  for (const { type, name, properties } of one.needs ?? [])
    await typeOf(type).create(cloud.client, given({ name }, properties))
  return cloud
}

/** Gives what the cloud says of a thing and the properties do not: drift. */
async function drift(client: AliyunClient, one: Case, id: string, properties: Properties) {
  const live = await typeOf(one.type).read(client, stateOf(one.type, id, given(one, properties)))
  if (live === undefined) return ['all of it']
  return Object.entries(live.properties)
    .filter(([key, value]) => !equal(value, properties[key]))
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
}

async function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  )
}

describe('a resource type of Aliyun', () => {
  it.each(cases)('$type $name goes from create to delete without drift', async one => {
    const { client, store } = await prepared(one)
    const type = typeOf(one.type)
    const before = holdings(store)
    const { physicalId } = await type.create(client, given(one, one.first))
    expect(holdings(store)).not.toEqual(before)
    expect(await drift(client, one, physicalId, one.first)).toEqual([])
    expect(await type.find(client, { ...given(one, one.first), since })).toBe(physicalId)
    const updated = await type.update(client, physicalId, given(one, one.second, one.first))
    expect(updated.physicalId).toBe(physicalId)
    expect(await drift(client, one, physicalId, one.second)).toEqual([])
    const state = stateOf(one.type, physicalId, given(one, one.second))
    await type.delete(client, state, { empty: false })
    expect(await type.read(client, state)).toBeUndefined()
    await type.delete(client, state, { empty: false })
    expect(holdings(store)).toEqual(before)
  })

  it.each(cases)('$type $name is completed or deleted after a create cut off at any call', async one => {
    const type = typeOf(one.type)
    for (let cut = 1; ; cut++) {
      const cloud = await prepared(one)
      const { client, store } = cloud
      const before = holdings(store)
      cloud.cutAfter(cut)
      const whole = await succeeds(type.create(client, given(one, one.first)))
      cloud.mend()
      if (whole) {
        expect(cut).toBeGreaterThan(1)
        return
      }
      const found = await type.find(client, { ...given(one, one.first), since })
      expect(found).toBeDefined()
      if (cut % 2 === 1) {
        await type.update(client, found ?? '', given(one, one.first, {}))
        expect(await drift(client, one, found ?? '', one.first)).toEqual([])
      }
      await type.delete(client, stateOf(one.type, found ?? '', given(one, one.first)), { empty: false })
      expect(holdings(store)).toEqual(before)
    }
  })

  it.each(cases)('$type $name converges after an update cut off at any call', async one => {
    const type = typeOf(one.type)
    for (let cut = 1; ; cut++) {
      const cloud = await prepared(one)
      const { client, store } = cloud
      const before = holdings(store)
      const { physicalId } = await type.create(client, given(one, one.first))
      cloud.cutAfter(cut)
      const whole = await succeeds(type.update(client, physicalId, given(one, one.second, one.first)))
      cloud.mend()
      const state = stateOf(one.type, physicalId, given(one, one.second))
      const live = await type.read(client, state)
      if (live === undefined) await type.create(client, given(one, one.second))
      else await type.update(client, physicalId, given(one, one.second, one.first))
      expect(await drift(client, one, physicalId, one.second)).toEqual([])
      await type.delete(client, state, { empty: false })
      expect(holdings(store)).toEqual(before)
      if (whole) return
    }
  })

  it.each(cases)('$type $name is deleted by as many runs as it takes', async one => {
    const type = typeOf(one.type)
    const cloud = await prepared(one)
    const before = holdings(cloud.store)
    const { physicalId } = await type.create(cloud.client, given(one, one.first))
    const state = stateOf(one.type, physicalId, given(one, one.first))
    for (let cut = 1; ; cut++) {
      cloud.cutAfter(cut)
      const deleted = await succeeds(type.delete(cloud.client, state, { empty: false }))
      cloud.mend()
      if (deleted) break
      expect(cut).toBeLessThan(20)
    }
    expect(holdings(cloud.store)).toEqual(before)
  })

  it.each(cases)('$type $name of another stack is refused', async one => {
    const { client } = await prepared(one)
    const type = typeOf(one.type)
    await type.create(client, given(one, one.first))
    const other = { ...given(one, one.first), tags: { 'fnx:instance': 'other' } }
    const refusals = await Promise.allSettled([
      type.create(client, other),
      type.find(client, { ...other, since: new Date(Date.now() + 60_000).toISOString() }),
    ])
    const troubles = refusals.map(one => (one.status === 'rejected' ? diagnose(one.reason).trouble : 'taken'))
    expect(troubles).toEqual(['exists', 'exists'])
  })

  it.each(cases)('$type $name is not found where nothing was made', async one => {
    const { client } = await prepared(one)
    expect(await typeOf(one.type).find(client, { ...given(one, one.first), since })).toBeUndefined()
  })
})

describe.each(hostileAnswers)('a creation in Aliyun that is answered by $name', ({ reply, effect }) => {
  it.each(cases)('$type $name is made once, with an ID', async one => {
    const cloud = await prepared(one)
    const { client, store } = cloud
    const type = typeOf(one.type)
    const before = holdings(store)
    const input = given(one, one.first)
    cloud.answerNext(reply, { effect })
    const state = stateOf(one.type, '', input)
    const made = await madeByEngine({ type, client, pace: client.pace, input, state, diagnose })
    expect(made.physicalId).toMatch(/./)
    // OSS answers a put without a body: one that was swallowed looks the same, and drift shows it.
    const lost = !effect && one.type === 'Fnx::CodeObject'
    if (!lost) expect(await drift(client, one, made.physicalId ?? '', one.first)).toEqual([])
    await type.delete(client, made, { empty: false })
    expect(holdings(store)).toEqual(before)
  })
})
