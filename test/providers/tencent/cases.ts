import type { Properties } from '../../../src/model/value.ts'
import type { Case, Need } from '../../support/lifecycle-cases.ts'
import { artifactOf } from './tencent-cloud.ts'

const code = (content: string): Properties => ({ 'Fnx::Artifact': artifactOf(content).hash })
const fn: Need = {
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

/** A case for each kind of resource, and more where one does not show all of it. */
export const cases: readonly Case[] = [
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
