/** Gives the partition of a region. */
export function partitionOf(region: string): string {
  const found = prefixes.find(([prefix]) => region.toLowerCase().startsWith(prefix))
  return found?.[1] ?? 'aws'
}

const prefixes: readonly (readonly [string, string])[] = [
  ['cn-', 'aws-cn'],
  ['us-iso-', 'aws-iso'],
  ['us-isob', 'aws-iso-b'],
  ['us-gov', 'aws-us-gov'],
  ['eu-isoe', 'aws-iso-e'],
  ['us-isof', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
]

/** The first region of each partition. */
export const partitions: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-iso': 'us-iso-east-1',
  'aws-iso-b': 'us-isob-east-1',
  'aws-iso-e': 'eu-isoe-west-1',
  'aws-iso-f': 'us-isof-south-1',
  'aws-eusc': 'eusc-de-east-1',
}

/** Gives the ARN of something in the stack's own region and account, for `Fn::Sub`. */
export function localArn(partition: string, service: string, resource: string): string {
  return `arn:${partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${resource}`
}

/** Gives the ARN of a policy that AWS manages. */
export function managedArn(partition: string, policy: string): string {
  return `arn:${partition}:iam::aws:policy/${policy}`
}

/** Names the managed policy for tracing, which AWS did not call the same everywhere. */
export function tracingPolicy(partition: string): string {
  return partition === 'aws' ? 'AWSXrayWriteOnlyAccess' : 'AWSXRayDaemonWriteAccess'
}

/** Gives the ARN by which API Gateway calls a function. */
export function invocationArn(partition: string, functionArn: string): string {
  return `arn:${partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`
}
