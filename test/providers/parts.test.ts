import { expect, test } from 'vitest'
import { loadTypes, typeNames } from '../../src/model/service.ts'
import { clouds } from '../../src/providers/index.ts'

/** What goes with what, what is unique in it, and what opens it to others: names are judged and orders made by it. */
const table: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::Deployment': 'part of RestApiId',
  'AWS::ApiGateway::Stage': 'StageName, part of RestApiId',
  'AWS::ApiGatewayV2::Integration': 'part of ApiId',
  'AWS::ApiGatewayV2::Route': 'RouteKey, part of ApiId',
  'AWS::ApiGatewayV2::Stage': 'StageName, part of ApiId',
  'AWS::Events::Rule': 'Name, part of EventBusName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName, grants to Roles',
  'AWS::IAM::Policy': 'PolicyName, part of Roles Users Groups, grants to Roles',
  'AWS::Lambda::Alias': 'Name, part of FunctionName',
  'AWS::Lambda::Permission': 'part of FunctionName, grants to FunctionName',
  'AWS::Lambda::Url': 'Qualifier, part of TargetFunctionArn',
  'AWS::Lambda::Version': 'part of FunctionName',
  'AWS::S3::BucketPolicy': 'one, part of Bucket',
  'ALIYUN::FC3::Trigger': 'TriggerName, part of FunctionName',
  'ALIYUN::RAM::AttachPolicyToRole': 'PolicyType, part of RoleName PolicyName, grants to RoleName',
  'TencentCloud::SCF::Function': 'FunctionName, part of Namespace',
  'TencentCloud::SCF::Trigger': 'TriggerName, part of FunctionName Namespace',
}

test('types that live in others say so', async () => {
  const providers = await Promise.all(clouds.map(cloud => cloud.provider()))
  const types = (
    await Promise.all(providers.map(provider => loadTypes(provider, typeNames(provider))))
  ).flat()
  const found = types.flatMap(({ type, nameProperty, partOf = [], uniqueBy, grants }) => {
    if (type === 'Fnx::CodeObject' || (partOf.length === 0 && grants === undefined)) return []
    const unique = uniqueBy === undefined ? (nameProperty ?? '') : uniqueBy.join(' ') || 'one'
    const part = partOf.length === 0 ? '' : `part of ${partOf.join(' ')}`
    const open = grants === undefined ? '' : `grants to ${grants}`
    return [[type, [unique, part, open].filter(words => words !== '').join(', ')]]
  })
  expect(Object.fromEntries(found)).toEqual(table)
})
