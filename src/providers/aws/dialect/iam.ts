import type { Properties, Value } from '../../../model/value.ts'

const version = '2012-10-17'

/** The policy that lets a service take a role. */
export function trust(service: string): Properties {
  return {
    Version: version,
    Statement: [{ Action: ['sts:AssumeRole'], Effect: 'Allow', Principal: { Service: [service] } }],
  }
}

/** An inline policy that allows one action. */
export function allow(name: string, action: Value, resource: Value): Properties {
  return { PolicyName: name, PolicyDocument: { Statement: [statement(action, resource)] } }
}

/** A statement that allows. */
export function statement(action: Value, resource: Value): Properties {
  return { Action: action, Effect: 'Allow', Resource: resource }
}

/** Lets an event or result be sent to a destination of a kind: SQS, SNS, EventBridge, Lambda or S3Bucket. */
export function sendTo(kind: string, arn: Value, id: string): Properties | undefined {
  switch (kind) {
    case 'SQS':
      return allow(`${id}SQSPolicy`, 'sqs:SendMessage', arn)
    case 'SNS':
      return allow(`${id}SNSPolicy`, 'sns:publish', arn)
    case 'EventBridge':
      return allow(`${id}EventBridgePolicy`, 'events:PutEvents', arn)
    case 'Lambda':
      return allow(`${id}LambdaPolicy`, 'lambda:InvokeFunction', arn)
    case 'S3Bucket':
      return {
        PolicyName: `${id}S3Policy`,
        PolicyDocument: {
          Statement: [
            statement('s3:PutObject', { 'Fn::Join': ['/', [arn, '*']] }),
            statement('s3:ListBucket', arn),
          ],
        },
      }
    default:
      return undefined
  }
}

/** Lets a state machine be started. */
export function startExecution(arn: Value, id: string): Properties {
  return allow(`${id}StartExecutionPolicy`, 'states:StartExecution', arn)
}

/** Lets a function call into a VPC. */
export const networkStatement: Properties = {
  Action: [
    'ec2:CreateNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DeleteNetworkInterface',
    'ec2:DescribeVpcs',
    'ec2:DescribeSubnets',
    'ec2:DescribeSecurityGroups',
  ],
  Effect: 'Allow',
  Resource: '*',
}

/** Lets a secret be read. */
export function readSecret(arn: Value): Properties {
  return statement(['secretsmanager:GetSecretValue'], arn)
}

/** An inline policy with its version, of whole statements. */
export function dated(name: string, statements: readonly Properties[]): Properties {
  return { PolicyName: name, PolicyDocument: { Version: version, Statement: statements } }
}
