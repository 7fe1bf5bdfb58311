import type { Dialect } from '../../../model/dialect.ts'
import { own } from '../../../model/value.ts'
import { expand, generated } from './expand.ts'
import { kindOf } from './kind.ts'
import { rules } from './rules/index.ts'
import { written } from './written.ts'

/** Schemas by kind of the transform, and by type of ROS. */
const schemas: Readonly<Record<string, string>> = {
  Api: 'serverless-api',
  CustomDomain: 'serverless-custom-domain',
  Flow: 'serverless-flow',
  Function: 'serverless-function',
  Log: 'serverless-log',
  'Log::Logstore': 'serverless-logstore',
  MNSTopic: 'serverless-topic',
  Role: 'serverless-role',
  Service: 'serverless-service',
  TableStore: 'serverless-table-store',
  'TableStore::Table': 'serverless-table',
  'ALIYUN::FC3::Function': 'fc3-function',
  'ALIYUN::FC3::Trigger': 'fc3-trigger',
  'ALIYUN::OSS::Bucket': 'oss-bucket',
  'ALIYUN::RAM::AttachPolicyToRole': 'ram-attach-policy-to-role',
  'ALIYUN::RAM::ManagedPolicy': 'ram-managed-policy',
  'ALIYUN::RAM::Role': 'ram-role',
}

/** Templates of Resource Orchestration Service, with the serverless transform of fun. */
export const dialect: Dialect = {
  name: 'aliyun',
  schema: 'aliyun/template.json',
  schemaOf(type) {
    const name = own(schemas, kindOf(type) ?? type)
    return name === undefined ? undefined : `aliyun/${name}.json`
  },
  resources: document => written(document),
  pseudo: ({ account, region, stackName, stage }) => ({
    'ALIYUN::AccountId': account,
    'ALIYUN::Region': region,
    'ALIYUN::StackId': `${stackName}-${stage}`,
    'ALIYUN::StackName': stackName,
    'ALIYUN::TenantId': account,
  }),
  generated,
  expand,
  rules,
}
