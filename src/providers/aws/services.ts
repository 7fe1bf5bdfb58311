import { service as apiGateway } from './api-gateway/service.ts'
import { service as apiGatewayV2 } from './api-gateway-v2/service.ts'
import { service as cloudControl } from './cloud-control/service.ts'
import { service as cloudFormation } from './cloudformation/service.ts'
import { service as cloudWatch } from './cloudwatch/service.ts'
import { service as codeDeploy } from './codedeploy/service.ts'
import { service as cognito } from './cognito/service.ts'
import { service as dynamoDb } from './dynamodb/service.ts'
import { service as ec2 } from './ec2/service.ts'
import { service as events } from './events/service.ts'
import { service as iam } from './iam/service.ts'
import { service as kinesis } from './kinesis/service.ts'
import { service as lambda } from './lambda/service.ts'
import { service as logs } from './logs/service.ts'
import { service as route53 } from './route53/service.ts'
import { service as s3 } from './s3/service.ts'
import { service as scheduler } from './scheduler/service.ts'
import { service as secretsManager } from './secrets-manager/service.ts'
import { service as sns } from './sns/service.ts'
import { service as sqs } from './sqs/service.ts'
import { service as ssm } from './ssm/service.ts'
import { service as stepFunctions } from './stepfunctions/service.ts'
import { service as sts } from './sts/service.ts'
import { service as tagging } from './tagging/service.ts'

/** The services of AWS, by the names of their clients. */
export const services = {
  apigateway: apiGateway,
  apigatewayv2: apiGatewayV2,
  cloudcontrolapi: cloudControl,
  cloudformation: cloudFormation,
  codedeploy: codeDeploy,
  'cognito-idp': cognito,
  dynamodb: dynamoDb,
  ec2,
  events,
  iam,
  kinesis,
  lambda,
  logs,
  monitoring: cloudWatch,
  route53,
  s3,
  scheduler,
  secretsmanager: secretsManager,
  sns,
  sqs,
  ssm,
  states: stepFunctions,
  sts,
  tagging,
}
