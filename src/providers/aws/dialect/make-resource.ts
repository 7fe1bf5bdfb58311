import { type Properties, put } from '../../../model/value.ts'
import { type DraftMap, isMap, own } from './draft.ts'
import { isLogicalId } from './logical-id.ts'
import { expectId, refuse } from './refusal.ts'
import { knownOnly, misfit } from './shape.ts'
import {
  draftBody,
  type GeneratedResource,
  type ResourceTransform,
  type Source,
  type TransformContext,
} from './transform-context.ts'

/** New names of what was made, as the run collects them. */
export interface Notes {
  readonly ids: Map<string, string>
  readonly derived: Map<string, Map<string, string>>
}

const kept = ['DeletionPolicy', 'UpdatePolicy', 'Condition', 'UpdateReplacePolicy', 'Metadata']
const passed = ['Condition', 'DeletionPolicy', 'UpdateReplacePolicy']

/** Makes the resources that one of the template stands for; refuses what AWS would refuse of it. */
export function make(
  id: string,
  resourceTransform: ResourceTransform,
  context: TransformContext,
): readonly GeneratedResource[] {
  const body = context.written[id] ?? {}
  if (!isLogicalId(id)) refuse(id, 'a logical ID may have letters and digits alone.')
  if (context.numbers.has(id)) refuse(id, 'a logical ID is a text: put it in quotes.')
  const properties = Object.hasOwn(body, 'Properties') ? (body.Properties ?? null) : {}
  if (!isMap(properties)) return refuse(id, 'Properties must be a map.', ['Properties'])
  const wrong = misfit(
    resourceTransform.shape,
    resourceTransform.open ? knownOnly(resourceTransform.shape, properties) : properties,
  )
  if (wrong !== undefined) refuse(id, wrong.message, ['Properties', ...wrong.path])
  const dependsOn = own(body, 'DependsOn')
  const source: Source = {
    id,
    properties,
    attributes: pick(body, kept),
    passed: pick(body, passed),
    ...(dependsOn === undefined ? {} : { dependsOn }),
  }
  return resourceTransform.make(source, context)
}

function pick(body: DraftMap, names: readonly string[]): Properties {
  return Object.fromEntries(
    names.filter(name => Object.hasOwn(body, name)).map(name => [name, body[name] ?? null]),
  )
}

/** Puts what was made in the place of the resource, unless it would overwrite another one of the template. */
export function place(id: string, made: readonly GeneratedResource[], context: TransformContext): void {
  delete context.resources[id]
  for (const item of made) {
    expectId(id, item.id)
    const held = Object.hasOwn(context.written, item.id) ? context.written[item.id] : undefined
    if (held !== undefined && item.id !== id && takesPlaceOf[item.type] !== held.Type)
      refuse(id, `would make a resource ${item.id} of type ${item.type}, and there is another of that name.`)
    put(context.resources, item.id, draftBody(item))
  }
}

/** What is made may stand in for these of the template, whoever makes it. */
const takesPlaceOf: Readonly<Record<string, string>> = {
  'AWS::Lambda::Function': 'AWS::Serverless::Function',
  'AWS::Lambda::LayerVersion': 'AWS::Serverless::LayerVersion',
  'AWS::ApiGateway::RestApi': 'AWS::Serverless::Api',
  'AWS::ApiGatewayV2::Api': 'AWS::Serverless::HttpApi',
  'AWS::S3::Bucket': 'AWS::S3::Bucket',
  'AWS::SNS::Topic': 'AWS::SNS::Topic',
  'AWS::DynamoDB::Table': 'AWS::Serverless::SimpleTable',
  'AWS::CloudFormation::Stack': 'AWS::Serverless::Application',
  'AWS::Cognito::UserPool': 'AWS::Cognito::UserPool',
  'AWS::ApiGateway::DomainName': 'AWS::ApiGateway::DomainName',
  'AWS::ApiGateway::BasePathMapping': 'AWS::ApiGateway::BasePathMapping',
  'AWS::StepFunctions::StateMachine': 'AWS::Serverless::StateMachine',
  'AWS::AppSync::GraphQLApi': 'AWS::Serverless::GraphQLApi',
}

/** Notes which names now stand for what was made. */
export function note(
  id: string,
  {
    resourceTransform,
    made,
  }: { readonly resourceTransform: ResourceTransform; readonly made: readonly GeneratedResource[] },
  renames: Notes,
): void {
  const [first] = made
  if (resourceTransform.renames && first !== undefined && first.id !== id) renames.ids.set(id, first.id)
  const byType = new Map(made.map(item => [item.type, item.id]))
  const found = Object.entries(resourceTransform.referable ?? {}).flatMap(
    ([name, type]): [string, string][] => {
      const target = byType.get(type)
      return target === undefined ? [] : [[name, target]]
    },
  )
  if (found.length > 0) renames.derived.set(id, new Map(found))
}
