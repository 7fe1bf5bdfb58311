import { expect, it } from 'vitest'
import { namedBy } from '../../../../src/providers/aws/tagging/arns.ts'

it.each([
  [
    'arn:aws:lambda:eu-west-1:123:function:app-dev-F-1',
    'AWS::Lambda::Function',
    'app-dev-F-1',
    'app-dev-F-1',
  ],
  ['arn:aws:lambda:eu-west-1:123:event-source-mapping:a-1', 'AWS::Lambda::EventSourceMapping', 'a-1', 'a-1'],
  [
    'arn:aws:lambda:eu-west-1:123:code-signing-config:csc-1',
    'AWS::Lambda::CodeSigningConfig',
    'arn:aws:lambda:eu-west-1:123:code-signing-config:csc-1',
    'csc-1',
  ],
  ['arn:aws-cn:s3:::photos', 'AWS::S3::Bucket', 'photos', 'photos'],
  [
    'arn:aws:logs:eu-west-1:123:log-group:/aws/lambda/f',
    'AWS::Logs::LogGroup',
    '/aws/lambda/f',
    '/aws/lambda/f',
  ],
  ['arn:aws:logs:eu-west-1:123:log-group:/a/b:*', 'AWS::Logs::LogGroup', '/a/b', '/a/b'],
  ['arn:aws:events:eu-west-1:123:rule/tick', 'AWS::Events::Rule', 'tick', 'tick'],
  ['arn:aws:events:eu-west-1:123:rule/default/tick', 'AWS::Events::Rule', 'tick', 'tick'],
  ['arn:aws:events:eu-west-1:123:rule/bus/tick', 'AWS::Events::Rule', 'bus|tick', 'tick'],
  ['arn:aws:apigateway:eu-west-1::/restapis/a1', 'AWS::ApiGateway::RestApi', 'a1', 'a1'],
  ['arn:aws:apigateway:eu-west-1::/restapis/a1/stages/Prod', 'AWS::ApiGateway::Stage', 'a1|Prod', 'Prod'],
  ['arn:aws:apigateway:eu-west-1::/apis/a1', 'AWS::ApiGatewayV2::Api', 'a1', 'a1'],
  [
    'arn:aws:apigateway:eu-west-1::/apis/a1/stages/$default',
    'AWS::ApiGatewayV2::Stage',
    'a1|$default',
    '$default',
  ],
  ['arn:aws:codedeploy:eu-west-1:123:application:rel', 'AWS::CodeDeploy::Application', 'rel', 'rel'],
  [
    'arn:aws:codedeploy:eu-west-1:123:deploymentgroup:rel/hello',
    'AWS::CodeDeploy::DeploymentGroup',
    'rel|hello',
    'hello',
  ],
  [
    'arn:aws:cognito-idp:eu-west-1:123:userpool/eu-west-1_a',
    'AWS::Cognito::UserPool',
    'eu-west-1_a',
    'eu-west-1_a',
  ],
  ['arn:aws:scheduler:eu-west-1:123:schedule-group/jobs', 'AWS::Scheduler::ScheduleGroup', 'jobs', 'jobs'],
  [
    'arn:aws:states:eu-west-1:123:stateMachine:orders',
    'AWS::StepFunctions::StateMachine',
    'arn:aws:states:eu-west-1:123:stateMachine:orders',
    'orders',
  ],
  [
    'arn:aws:sqs:eu-west-1:123:jobs',
    'AWS::SQS::Queue',
    'https://sqs.eu-west-1.amazonaws.com/123/jobs',
    'jobs',
  ],
  ['arn:aws:sns:eu-west-1:123:news', 'AWS::SNS::Topic', 'arn:aws:sns:eu-west-1:123:news', 'news'],
  ['arn:aws:dynamodb:eu-west-1:123:table/t', 'AWS::DynamoDB::Table', 't', 't'],
  ['arn:aws:ssm:eu-west-1:123:parameter/a/b', 'AWS::SSM::Parameter', '/a/b', '/a/b'],
  ['arn:aws:ssm:eu-west-1:123:parameter/a', 'AWS::SSM::Parameter', 'a', 'a'],
  [
    'arn:aws:secretsmanager:eu-west-1:123:secret:db/key-a1B2c3',
    'AWS::SecretsManager::Secret',
    'arn:aws:secretsmanager:eu-west-1:123:secret:db/key-a1B2c3',
    'db/key',
  ],
  [
    'arn:aws:athena:eu-west-1:123:workgroup/w',
    'athena',
    'arn:aws:athena:eu-west-1:123:workgroup/w',
    'arn:aws:athena:eu-west-1:123:workgroup/w',
  ],
])('namedBy() reads %s', (arn, type, physicalId, name) => {
  expect(namedBy(arn)).toEqual({ type, physicalId, name })
})
