import { describe, expect, it } from 'vitest'
import type { Input, ResourceType } from '../../../src/model/provider.ts'
import { loadTypes, typeNames } from '../../../src/model/service.ts'
import { equal, type Properties } from '../../../src/model/value.ts'
import type { TencentClient } from '../../../src/providers/tencent/client.ts'
import { diagnose } from '../../../src/providers/tencent/diagnose.ts'
import { provider } from '../../../src/providers/tencent/provider.ts'
import { hostileAnswers, madeByEngine } from '../../support/hostile-answers.ts'
import { artifactOf, inputOf, stateOf, tencentCloud } from './tencent-cloud.ts'

const resources = await loadTypes(provider, typeNames(provider))

interface Case {
  readonly type: string
  readonly name: string
  readonly first: Properties
  readonly second: Properties
  readonly artifact?: string
  /** What must be there before. */
  readonly needs?: readonly {
    readonly type: string
    readonly name: string
    readonly properties: Properties
  }[]
}

const code = (content: string) => ({ 'Fnx::Artifact': artifactOf(content).hash })
const fn = {
  type: 'TencentCloud::SCF::Function',
  name: 'hello',
  properties: { Code: code('one'), Handler: 'index.main_handler', Runtime: 'Nodejs18.15' },
}
const policy = (action: string): Properties => ({
  version: '2.0',
  statement: [{ effect: 'allow', action: [action], resource: ['*'] }],
})

const mount = {
  UserId: '10000',
  UserGroupId: '10000',
  CfsId: 'cfs-1',
  MountInsId: 'cfs-1',
  LocalMountDir: '/mnt/cfs',
  RemoteMountDir: '/',
}

const cases: readonly Case[] = [
  {
    type: 'TencentCloud::SCF::Namespace',
    name: 'shop',
    first: { Namespace: 'shop', Description: 'All of it' },
    second: { Namespace: 'shop' },
  },
  {
    type: 'TencentCloud::SCF::Function',
    name: 'hello',
    first: {
      ...fn.properties,
      FunctionName: 'hello',
      Namespace: 'default',
      Description: 'Says hello',
      MemorySize: 256,
      Environment: { Variables: { PORT: 80, NAME: 'x' } },
      VpcConfig: { VpcId: 'vpc-1', SubnetId: 'subnet-1' },
      Tags: [{ Key: 'team', Value: 'a' }],
      Layers: [{ LayerName: 'base', LayerVersion: 3 }],
      PublicNetConfig: { PublicNetStatus: 'ENABLE', EipConfig: { EipStatus: 'ENABLE' } },
      CfsConfig: { CfsInsList: [mount] },
      DnsCache: true,
      IntranetConfig: { IpFixed: 'ENABLE' },
      AsyncRunEnable: true,
      TraceEnable: 'TRUE',
      ClsLogsetId: 'logset',
      ClsTopicId: 'topic',
      DeadLetterConfig: { Type: 'CMQ-TOPIC', Name: 'dead', FilterType: '' },
    },
    second: {
      Tags: [{ Key: 'cost', Value: 'b' }],
      ...fn.properties,
      FunctionName: 'hello',
      Namespace: 'default',
      Code: code('two'),
      Timeout: 10,
      AsyncRunEnable: true,
      TraceEnable: 'TRUE',
      CfsConfig: { CfsInsList: [{ ...mount, LocalMountDir: '/mnt/other' }] },
    },
  },
  {
    type: 'TencentCloud::SCF::Function',
    name: 'web',
    first: {
      Code: code('one'),
      Handler: '',
      Runtime: 'Nodejs18.15',
      Type: 'HTTP',
      ProtocolType: 'WS',
      ProtocolParams: { WSParams: { IdleTimeOut: 60 } },
      InstanceConcurrencyConfig: { DynamicEnabled: 'FALSE', MaxConcurrency: 2 },
    },
    second: { Code: code('one'), Handler: '', Runtime: 'Nodejs18.15', Type: 'HTTP', ProtocolType: 'WS' },
  },
  {
    type: 'TencentCloud::SCF::Trigger',
    name: 'every',
    needs: [fn],
    first: {
      FunctionName: 'hello',
      Type: 'timer',
      TriggerName: 'every',
      TriggerDesc: '0 */5 * * * * *',
      Enable: 'OPEN',
      CustomArgument: 'hi',
    },
    second: {
      FunctionName: 'hello',
      Type: 'timer',
      TriggerName: 'every',
      TriggerDesc: '0 0 * * * * *',
      Enable: 'CLOSE',
    },
  },
  {
    type: 'TencentCloud::SCF::Trigger',
    name: 'url',
    needs: [fn],
    first: {
      FunctionName: 'hello',
      Type: 'http',
      TriggerDesc: { AuthType: 'NONE', NetConfig: { EnableIntranet: false, EnableExtranet: true } },
    },
    second: {
      FunctionName: 'hello',
      Type: 'http',
      TriggerDesc: { AuthType: 'CAM', NetConfig: { EnableIntranet: true, EnableExtranet: true } },
    },
  },
  {
    type: 'TencentCloud::SCF::Trigger',
    name: 'photos-1250000000.cos.ap-guangzhou.myqcloud.com',
    needs: [fn],
    first: {
      FunctionName: 'hello',
      Type: 'cos',
      TriggerDesc: { event: 'cos:ObjectCreated:*', filter: { Prefix: 'in/', Suffix: '' } },
    },
    second: {
      FunctionName: 'hello',
      Type: 'cos',
      TriggerDesc: { event: 'cos:ObjectCreated:*', filter: { Prefix: 'out/', Suffix: '' } },
    },
  },
  {
    type: 'TencentCloud::CAM::Role',
    name: 'shop-role',
    first: {
      Description: 'Runs it',
      Policies: ['QcloudCOSReadOnlyAccess', { PolicyName: 'read', PolicyDocument: policy('cos:GetObject') }],
      Tags: [{ Key: 'team', Value: 'a' }],
    },
    second: {
      AssumeRolePolicyDocument: {
        version: '2.0',
        statement: [
          { action: 'name/sts:AssumeRole', effect: 'allow', principal: { service: 'scf.qcloud.com' } },
        ],
      },
      Policies: [
        { PolicyName: 'read', PolicyDocument: policy('cos:HeadObject') },
        { PolicyName: 'write', PolicyDocument: policy('cos:PutObject') },
      ],
    },
  },
  {
    type: 'TencentCloud::COS::Bucket',
    name: 'shop-photos',
    first: { AccessControl: 'public-read', Tags: [{ Key: 'team', Value: 'a&b <c>' }] },
    second: { VersioningConfiguration: { Status: 'Enabled' } },
  },
  {
    type: 'Fnx::CodeObject',
    name: '',
    needs: [{ type: 'TencentCloud::COS::Bucket', name: 'code', properties: {} }],
    first: { Bucket: 'code-1250000000', Key: 'abc.zip', Artifact: code('one') },
    second: { Bucket: 'code-1250000000', Key: 'abc.zip', Artifact: code('one') },
  },
]

function typeOf(name: string): ResourceType<TencentClient> {
  const found = resources.find(({ type }) => type === name)
  if (found === undefined) throw new Error(`no resource type ${name}`)
  return found
}

function given(one: Pick<Case, 'name'>, properties: Properties, before?: Properties): Input {
  const content = JSON.stringify(properties).includes(artifactOf('two').hash) ? 'two' : 'one'
  return inputOf(one.name, properties, {
    artifact: artifactOf(content),
    ...(before === undefined ? {} : { before }),
  })
}

async function prepared(one: Case) {
  const cloud = await tencentCloud()
  for (const { type, name, properties } of one.needs ?? [])
    await typeOf(type).create(cloud.client, given({ name }, properties))
  return cloud
}

/** What the cloud says of a thing and the template does not: drift. */
async function drift(
  client: TencentClient,
  one: Case,
  id: string,
  properties: Properties,
): Promise<readonly string[]> {
  const live = await typeOf(one.type).read(client, stateOf(one.type, id, given(one, properties)))
  if (live === undefined) return ['all of it']
  return Object.entries(live.properties).flatMap(([key, value]) =>
    properties[key] === undefined || equal(value, properties[key])
      ? []
      : [`${key}: ${JSON.stringify(value)}`],
  )
}

describe('a resource type', () => {
  it.each(cases)('$type $name goes from create to delete without drift', async one => {
    const { client, store } = await prepared(one)
    const type = typeOf(one.type)
    const empty = snapshot(store)
    const { physicalId } = await type.create(client, given(one, one.first))
    expect(await drift(client, one, physicalId, one.first)).toEqual([])
    expect(await type.find(client, { ...given(one, one.first), since: '' })).toBe(physicalId)
    const updated = await type.update(client, physicalId, given(one, one.second, one.first))
    expect(updated.physicalId).toBe(physicalId)
    expect(await drift(client, one, physicalId, one.second)).toEqual([])
    const state = stateOf(one.type, physicalId, given(one, one.second))
    await type.delete(client, state, { empty: false })
    expect(await type.read(client, state)).toBeUndefined()
    await type.delete(client, state, { empty: false })
    expect(snapshot(store)).toEqual(empty)
  })

  it.each(cases)('$type $name converges after a create that was cut off at any call', async one => {
    const type = typeOf(one.type)
    for (let cut = 1; ; cut++) {
      const cloud = await prepared(one)
      const { client, store } = cloud
      const empty = snapshot(store)
      cloud.cutAfter(cut)
      const whole = await type.create(client, given(one, one.first)).then(
        () => true,
        () => false,
      )
      cloud.mend()
      if (whole) {
        expect(cut).toBeGreaterThan(1)
        return
      }
      const found = await type.find(client, { ...given(one, one.first), since: '' })
      expect(found).toBeDefined()
      const { physicalId } = await type.update(client, found ?? '', given(one, one.first, {}))
      expect(await drift(client, one, physicalId, one.first)).toEqual([])
      await type.delete(client, stateOf(one.type, physicalId, given(one, one.first)), { empty: false })
      expect(snapshot(store)).toEqual(empty)
    }
  })

  it.each(cases)('$type $name converges after an update that was cut off at any call', async one => {
    const type = typeOf(one.type)
    for (let cut = 1; ; cut++) {
      const cloud = await prepared(one)
      const { client } = cloud
      const { physicalId } = await type.create(client, given(one, one.first))
      cloud.cutAfter(cut)
      const whole = await type.update(client, physicalId, given(one, one.second, one.first)).then(
        () => true,
        () => false,
      )
      cloud.mend()
      const state = stateOf(one.type, physicalId, given(one, one.second))
      const live = await type.read(client, state)
      if (live === undefined) await type.create(client, given(one, one.second))
      else await type.update(client, physicalId, given(one, one.second, one.first))
      expect(await drift(client, one, physicalId, one.second)).toEqual([])
      if (whole) return
    }
  })

  it.each(cases)('$type $name deletes what a create left that was cut off at any call', async one => {
    const type = typeOf(one.type)
    for (let cut = 1; ; cut++) {
      const cloud = await prepared(one)
      const { client, store } = cloud
      const empty = snapshot(store)
      cloud.cutAfter(cut)
      const whole = await type.create(client, given(one, one.first)).then(
        () => true,
        () => false,
      )
      cloud.mend()
      if (whole) return
      const found = (await type.find(client, { ...given(one, one.first), since: '' })) ?? ''
      const state = stateOf(one.type, found, given(one, one.first))
      for (let again = 1; ; again++) {
        cloud.cutAfter(again)
        const deleted = await type.delete(client, state, { empty: false }).then(
          () => true,
          () => false,
        )
        cloud.mend()
        if (deleted) break
      }
      expect(snapshot(store)).toEqual(empty)
    }
  })

  it.each(cases.filter(({ type }) => type !== 'Fnx::CodeObject'))(
    '$type $name is not taken from another stack',
    async one => {
      const { client } = await prepared(one)
      const type = typeOf(one.type)
      await type.create(client, given(one, one.first))
      const other = { ...given(one, one.first), tags: { 'fnx:instance': 'other' } }
      const refusals = await Promise.allSettled([
        type.create(client, other),
        type.find(client, { ...other, since: '' }),
      ])
      expect(
        refusals.map(refusal => refusal.status === 'rejected' && diagnose(refusal.reason).trouble),
      ).toEqual(['exists', 'exists'])
    },
  )

  it.each(cases)('$type $name is not found where nothing was made', async one => {
    const { client } = await prepared(one)
    expect(await typeOf(one.type).find(client, { ...given(one, one.first), since: '' })).toBeUndefined()
  })
})

/** What a cloud holds, without times. */
function snapshot(store: { list(table: string): readonly (readonly [string, unknown])[] }) {
  const names = ['functions', 'namespaces', 'triggers', 'roles', 'policies', 'buckets', 'objects']
  return names.map(name => [name, store.list(`tencent.${name}`).map(([key]) => key)])
}

describe.each(hostileAnswers)('a creation in Tencent that is answered by $name', ({ reply, effect }) => {
  it.each(cases)('$type $name is made once, with an ID', async one => {
    const cloud = await prepared(one)
    const { client, store } = cloud
    const type = typeOf(one.type)
    const before = snapshot(store)
    const input = given(one, one.first)
    cloud.answerNext(reply, { effect })
    const state = stateOf(one.type, '', input)
    const made = await madeByEngine({ type, client, pace: client.pace, input, state, diagnose })
    expect(made.physicalId).toMatch(/./)
    expect(await drift(client, one, made.physicalId ?? '', one.first)).toEqual([])
    await type.delete(client, made, { empty: false })
    expect(snapshot(store)).toEqual(before)
  })
})
