import type { World } from '../../../model/dialect.ts'
import type { Known } from '../../../model/resolver.ts'
import type { Resource, Stack } from '../../../model/stack.ts'
import { member, references, text } from '../../../model/value.ts'

/**
 * Says what is known of resources that are not deployed: the names and ARNs that they would have, with the logical ID
 * for a name that is not given.
 */
export function knownLocally({ resources }: Stack, world: World): Known {
  return logicalId => {
    const resource = Object.hasOwn(resources, logicalId) ? resources[logicalId] : undefined
    if (resource === undefined) return undefined
    const name = nameOf(resource)
    const form = Object.hasOwn(arnForms, resource.type) ? arnForms[resource.type] : undefined
    if (form !== undefined) {
      const Arn = `arn:${world.partition}:${form(name, world)}`
      return { Ref: byArn.has(resource.type) ? Arn : name, Arn }
    }
    const published = publishedArn(resource, resources, world)
    return published === undefined ? { Ref: name } : { Ref: published }
  }
}

const nameProperties = [
  'FunctionName',
  'BucketName',
  'TableName',
  'QueueName',
  'TopicName',
  'RoleName',
  'StateMachineName',
  'Name',
]

/** An API is called by an identifier that it is given, whatever its name. */
function nameOf({ logicalId, type, properties }: Resource): string {
  if (type.startsWith('AWS::ApiGateway')) return logicalId
  const named = nameProperties.map(name => member(properties, name)).find(value => typeof value === 'string')
  return text(named) ?? logicalId
}

/** `Ref` of an alias or a version is the ARN of its function with what tells it from others. */
function publishedArn(
  { type, properties }: Resource,
  resources: Stack['resources'],
  { partition, region, account }: World,
): string | undefined {
  if (type !== 'AWS::Lambda::Alias' && type !== 'AWS::Lambda::Version') return undefined
  const [owner] = references(properties.FunctionName ?? null)
  const found = owner === undefined ? undefined : resources[owner.logicalId]
  const name = found === undefined ? text(properties.FunctionName) : nameOf(found)
  const qualifier = type === 'AWS::Lambda::Alias' ? text(properties.Name) : '1'
  return `arn:${partition}:lambda:${region}:${account}:function:${name}:${qualifier}`
}

/** Types whose `Ref` is the ARN. */
const byArn = new Set(['AWS::StepFunctions::StateMachine'])

const arnForms: Readonly<Record<string, (name: string, world: World) => string>> = {
  'AWS::Lambda::Function': (name, { region, account }) => `lambda:${region}:${account}:function:${name}`,
  'AWS::S3::Bucket': name => `s3:::${name}`,
  'AWS::IAM::Role': (name, { account }) => `iam::${account}:role/${name}`,
  'AWS::DynamoDB::Table': (name, { region, account }) => `dynamodb:${region}:${account}:table/${name}`,
  'AWS::StepFunctions::StateMachine': (name, { region, account }) =>
    `states:${region}:${account}:stateMachine:${name}`,
  'AWS::SQS::Queue': (name, { region, account }) => `sqs:${region}:${account}:${name}`,
}
