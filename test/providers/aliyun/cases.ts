import type { Properties } from '../../../src/model/value.ts'
import type { Case, Need } from '../../support/lifecycle-cases.ts'
import { artifactOf } from './aliyun-cloud.ts'

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
const hello: Need = {
  type: 'ALIYUN::FC3::Function',
  name: 'hello',
  properties: { Code: code('one'), Handler: 'index.handler', Runtime: 'nodejs20' },
}
/** A case for each kind of resource, and more where one does not show all of it. */
export const cases: readonly Case[] = [
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
