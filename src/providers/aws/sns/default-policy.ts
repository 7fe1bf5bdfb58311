/** The ID of the policy that every topic starts with. */
export const defaultPolicyId = '__default_policy_ID'

/** Gives the policy that a topic starts with: its owner may do all (https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html). */
export function defaultPolicy(arn: string): string {
  const actions = [
    'GetTopicAttributes',
    'SetTopicAttributes',
    'AddPermission',
    'RemovePermission',
    'DeleteTopic',
    'Subscribe',
    'ListSubscriptionsByTopic',
    'Publish',
  ]
  return JSON.stringify({
    Version: '2008-10-17',
    Id: defaultPolicyId,
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: actions.map(action => `SNS:${action}`),
        Resource: arn,
        Condition: { StringEquals: { 'AWS:SourceOwner': arn.split(':')[4] } },
      },
    ],
  })
}
