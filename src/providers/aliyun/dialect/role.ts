import { callOf, isList, isRecord, list, type Properties, text, type Value } from '../../../model/value.ts'
import { given } from './events/trigger.ts'

/** Lets Function Compute act as a role. */
const functionTrust: Properties = {
  Version: '1',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: ['fc.aliyuncs.com'] } }],
}

/** Gives the ARN of a role that a template names by ARN, by name or by a call; a `Ref` of a role becomes its ARN. */
export function roleArn(role: Value): Value {
  const call = callOf(role)
  if (call?.name === 'Ref' && typeof call.argument === 'string' && !call.argument.includes('::'))
    return { 'Fn::GetAtt': [call.argument, 'Arn'] }
  const name = text(role)
  if (name === undefined || name.startsWith('acs:')) return role
  return { 'Fn::Sub': `acs:ram::\${ALIYUN::AccountId}:role/${name}` }
}

/** Gives the role of ROS that policies of the serverless transform ask for: managed names and documents of one's own. */
export function roleOf(policies: Value | undefined, own: Properties = {}): Properties {
  const wanted = isList(policies) ? policies : policies === undefined ? [] : [policies]
  const managed = wanted.filter(policy => typeof policy === 'string')
  const inline = wanted.filter(isRecord).map((policy, index) => inlinePolicy(policy, index))
  return {
    Type: 'ALIYUN::RAM::Role',
    Properties: given({
      RoleName: own.RoleName,
      Description: own.Description,
      AssumeRolePolicyDocument: own.AssumeRolePolicyDocument ?? functionTrust,
      MaxSessionDuration: own.MaxSessionDuration,
      Policies: inline.length > 0 ? inline : undefined,
      PolicyAttachments: own.PolicyAttachments ?? (managed.length > 0 ? { System: managed } : undefined),
    }),
  }
}

function inlinePolicy(policy: Properties, index: number): Properties {
  if (policy.PolicyDocument !== undefined) return policy
  const statement = list(policy.Statement)
  return {
    PolicyName: `Policy${index}`,
    PolicyDocument: { Version: policy.Version ?? '1', Statement: statement },
  }
}
