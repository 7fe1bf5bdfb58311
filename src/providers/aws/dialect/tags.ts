import { isRecord, own, type Properties, type Value } from '../../../model/value.ts'
import { given, tagList } from './calls.ts'
import { refuse } from './refusal.ts'
import type { GeneratedResource } from './transform-context.ts'

const reserved = ['lambda:createdBy', 'serverlessrepo:applicationId', 'serverlessrepo:semanticVersion']

/** Gives the tags of what the transform makes: its own mark, further ones, then the template's. */
export function markedTags(
  id: string,
  tags: Value | undefined,
  more: Properties = {},
): readonly Properties[] {
  const taken = isRecord(tags) ? reserved.find(key => Object.hasOwn(tags, key)) : undefined
  if (taken !== undefined) refuse(id, `the tag ${taken} is reserved.`, ['Properties', 'Tags', taken])
  return [...tagList({ 'lambda:createdBy': 'SAM' }), ...tagList(more), ...tagList(tags)]
}

/** Gives everything that can carry tags the template's tags, where `PropagateTags` asks for it. */
export function propagated(
  made: readonly GeneratedResource[],
  { Tags, PropagateTags }: Properties,
): readonly GeneratedResource[] {
  if (!given(PropagateTags) || !given(Tags)) return made
  return made.map(item => {
    const form = own(forms, item.type)
    if (form === undefined) return item
    return { ...item, properties: { ...item.properties, Tags: form === 'map' ? Tags : tagList(Tags) } }
  })
}

const listed =
  'SNS::Topic SQS::Queue S3::Bucket IAM::Role CodeDeploy::Application CodeDeploy::DeploymentGroup ' +
  'Lambda::Function Lambda::CapacityProvider IoT::TopicRule StepFunctions::StateMachine ' +
  'ApiGateway::RestApi ApiGateway::Stage ApiGateway::DomainName ApiGateway::DomainNameV2 ' +
  'ApiGateway::UsagePlan ApiGateway::ApiKey ApiGateway::DomainNameAccessAssociation ' +
  'DynamoDB::Table CloudFormation::Stack AppSync::GraphQLApi'

const forms: Readonly<Record<string, 'list' | 'map'>> = {
  ...Object.fromEntries(listed.split(' ').map((type): [string, 'list'] => [`AWS::${type}`, 'list'])),
  'AWS::ApiGatewayV2::Stage': 'map',
  'AWS::ApiGatewayV2::DomainName': 'map',
}
