import { describe, expect, it } from 'vitest'
import type { Input } from '../../../../src/model/provider.ts'
import type { Properties } from '../../../../src/model/value.ts'
import { scfFunction } from '../../../../src/providers/tencent/scf/function.ts'
import { artifactOf, inputOf, tencentCloud } from '../tencent-cloud.ts'

const artifact = artifactOf('one')
const mount = {
  UserId: '10000',
  UserGroupId: '10000',
  CfsId: 'cfs-1',
  MountInsId: 'cfs-1',
  LocalMountDir: '/mnt/cfs',
  RemoteMountDir: '/',
}
const bare: Properties = {
  Code: { 'Fnx::Artifact': artifact.hash },
  Handler: 'index.main_handler',
  Runtime: 'Nodejs18.15',
}
const whole: Properties = {
  ...bare,
  Description: 'x',
  MemorySize: 256,
  Timeout: 10,
  InitTimeout: 90,
  Environment: { Variables: { A: '1' } },
  Role: 'QCS_SCFExcuteRole',
  VpcConfig: { VpcId: 'vpc-1', SubnetId: 'subnet-1' },
  Layers: [{ LayerName: 'base', LayerVersion: 1 }],
  PublicNetConfig: { PublicNetStatus: 'DISABLE', EipConfig: { EipStatus: 'ENABLE' } },
  InstallDependency: true,
  CfsConfig: { CfsInsList: [mount] },
  ProtocolParams: { WSParams: { IdleTimeOut: 60 } },
  InstanceConcurrencyConfig: { DynamicEnabled: 'FALSE', MaxConcurrency: 2 },
  DnsCache: true,
  IntranetConfig: { IpFixed: 'ENABLE' },
  ClsLogsetId: 'a',
  ClsTopicId: 'b',
  DeadLetterConfig: { Type: 'CMQ-TOPIC', Name: 'x', FilterType: '' },
}

/** A cloud that keeps what it was sent. */
async function recorded() {
  const { client } = await tencentCloud()
  const sent: (readonly [string, Properties])[] = []
  const call: typeof client.call = (service, action, input) => {
    sent.push([action, input])
    return client.call(service, action, input)
  }
  const update = async (before: Properties, properties: Properties, more: Partial<Input> = { artifact }) => {
    sent.length = 0
    await scfFunction.update(
      { ...client, call },
      'default|hello',
      inputOf('hello', properties, { before, ...more }),
    )
    return sent.filter(([action]) => !action.startsWith('Get'))
  }
  await scfFunction.create({ ...client, call }, inputOf('hello', whole, { artifact }))
  return { update, sent, created: sent.find(([action]) => action === 'CreateFunction')?.[1] }
}

describe('a function', () => {
  it('sends all that the template says, in the words of SCF', async () => {
    const { created } = await recorded()
    expect(created).toMatchObject({
      ...whole,
      Code: { ZipFile: expect.any(String) },
      Environment: { Variables: [{ Key: 'A', Value: '1' }] },
      InstallDependency: 'TRUE',
      DnsCache: 'TRUE',
    })
  })

  it('resets in one call what left the template, but for what it says stays', async () => {
    const { update } = await recorded()
    const [[action, input] = ['', {}], ...rest] = await update(whole, bare)
    expect([action, rest]).toEqual(['UpdateFunctionConfiguration', []])
    expect(input).toEqual({
      Namespace: 'default',
      FunctionName: 'hello',
      Description: '',
      MemorySize: 128,
      Timeout: 3,
      InitTimeout: 65,
      Environment: { Variables: [{ Key: '', Value: '' }] },
      Role: '',
      VpcConfig: { VpcId: '', SubnetId: '' },
      Layers: [{ LayerName: '', LayerVersion: 0 }],
      PublicNetConfig: { PublicNetStatus: 'ENABLE', EipConfig: { EipStatus: 'DISABLE' } },
      InstallDependency: 'FALSE',
      CfsConfig: { CfsInsList: [] },
      ProtocolParams: { WSParams: { IdleTimeOut: 15 } },
      InstanceConcurrencyConfig: { DynamicEnabled: '' },
      DnsCache: 'FALSE',
      IntranetConfig: { IpFixed: 'DISABLE' },
    })
    const reset = new Set([...Object.keys(input), ...Object.keys(scfFunction.stays ?? {})])
    expect(Object.keys(whole).filter(name => !(name in bare) && !reset.has(name))).toEqual([])
  })

  it('clears variables and layers that the template has as none', async () => {
    const { update } = await recorded()
    const none = { Environment: { Variables: {} }, Layers: [] }
    const [[, input] = ['', {}]] = await update(whole, { ...whole, ...none })
    expect(input).toMatchObject({
      Environment: { Variables: [{ Key: '', Value: '' }] },
      Layers: [{ LayerName: '', LayerVersion: 0 }],
    })
  })

  it('clears nothing of a new function', async () => {
    const { client } = await tencentCloud()
    const sent: Properties[] = []
    const call: typeof client.call = (service, action, input) => {
      if (action === 'CreateFunction') sent.push(input)
      return client.call(service, action, input)
    }
    const none = { Environment: { Variables: {} }, Layers: [] }
    await scfFunction.create({ ...client, call }, inputOf('hello', { ...bare, ...none }, { artifact }))
    expect(sent[0]).not.toHaveProperty('Environment')
    expect(sent[0]).not.toHaveProperty('Layers')
  })

  it('changes its handler without code where the package is gone', async () => {
    const { update } = await recorded()
    const calls = await update(whole, { ...whole, Handler: 'index.other' }, {})
    expect(calls).toEqual([
      ['UpdateFunctionCode', { Namespace: 'default', FunctionName: 'hello', Handler: 'index.other' }],
    ])
  })

  it('says before a deploy what it replaces, and what it does not take', () => {
    expect(scfFunction.replaceOn).toEqual([
      'AsyncRunEnable',
      'FunctionName',
      'Namespace',
      'ProtocolType',
      'Runtime',
      'TraceEnable',
      'Type',
    ])
    expect(Object.keys(scfFunction.omits ?? {})).toEqual([
      'Code.ImageConfig',
      'AutoCreateClsTopic',
      'AutoDeployClsTopicIndex',
    ])
  })
})
