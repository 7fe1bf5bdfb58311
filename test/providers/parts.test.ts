import { expect, test } from 'vitest'
import { loadTypes, typeNames } from '../../src/model/service.ts'
import { clouds } from '../../src/providers/index.ts'

/** What goes with what, what is unique in it, and what opens it to others: names are judged and orders made by it. */
const table: Readonly<Record<string, string>> = {
  'ALIYUN::FC3::Trigger': 'TriggerName, part of FunctionName',
  'ALIYUN::RAM::AttachPolicyToRole': 'PolicyType, part of RoleName PolicyName, grants to RoleName',
  'AWS::ApiGateway::Authorizer': 'Name, part of RestApiId',
  'AWS::ApiGateway::Deployment': 'part of RestApiId',
  'AWS::ApiGateway::GatewayResponse': 'ResponseType, part of RestApiId',
  'AWS::ApiGateway::Method': 'ResourceId HttpMethod, part of RestApiId ResourceId',
  'AWS::ApiGateway::Model': 'Name, part of RestApiId',
  'AWS::ApiGateway::RequestValidator': 'Name, part of RestApiId',
  'AWS::ApiGateway::Resource': 'ParentId PathPart, part of RestApiId',
  'AWS::ApiGateway::Stage': 'StageName, part of RestApiId',
  'AWS::ApiGatewayV2::Authorizer': 'Name, part of ApiId',
  'AWS::ApiGatewayV2::Deployment': 'part of ApiId',
  'AWS::ApiGatewayV2::Integration': 'part of ApiId',
  'AWS::ApiGatewayV2::Model': 'Name, part of ApiId',
  'AWS::ApiGatewayV2::Route': 'RouteKey, part of ApiId',
  'AWS::ApiGatewayV2::Stage': 'StageName, part of ApiId',
  'AWS::CodeDeploy::DeploymentGroup': 'DeploymentGroupName, part of ApplicationName',
  'AWS::Cognito::UserPoolClient': 'part of UserPoolId',
  'AWS::Cognito::UserPoolDomain': 'Domain, part of UserPoolId',
  'AWS::Events::EventBusPolicy': 'StatementId, part of EventBusName',
  'AWS::Events::Rule': 'Name, part of EventBusName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName, grants to Roles',
  'AWS::IAM::Policy': 'PolicyName, part of Roles Users Groups, grants to Roles',
  'AWS::Lambda::Alias': 'Name, part of FunctionName',
  'AWS::Lambda::EventInvokeConfig': 'Qualifier, part of FunctionName',
  'AWS::Lambda::EventSourceMapping':
    'EventSourceArn Queues SelfManagedEventSource Topics, part of FunctionName',
  'AWS::Lambda::LayerVersionPermission': 'part of LayerVersionArn',
  'AWS::Lambda::Permission': 'part of FunctionName, grants to FunctionName',
  'AWS::Lambda::Url': 'Qualifier, part of TargetFunctionArn',
  'AWS::Lambda::Version': 'part of FunctionName',
  'AWS::Logs::MetricFilter': 'FilterName, part of LogGroupName',
  'AWS::Logs::SubscriptionFilter': 'FilterName, part of LogGroupName',
  'AWS::Route53::RecordSet': 'Name Type SetIdentifier, part of HostedZoneId HostedZoneName',
  'AWS::Route53::RecordSetGroup': 'part of HostedZoneId HostedZoneName',
  'AWS::S3::BucketPolicy': 'one, part of Bucket',
  'AWS::SNS::Subscription': 'Protocol Endpoint, part of TopicArn',
  'AWS::SNS::TopicPolicy': 'one, part of Topics',
  'AWS::SQS::QueuePolicy': 'one, part of Queues',
  'AWS::Scheduler::Schedule': 'Name, part of GroupName',
  'AWS::StepFunctions::StateMachineVersion': 'part of StateMachineArn',
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
