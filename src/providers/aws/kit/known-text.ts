import type { World } from '../../../model/dialect.ts'
import type { Stack } from '../../../model/stack.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { callOf, holes, isList, isRecord, list, member, text } from '../../../model/value.ts'

/** Reduces what a template that is not deployed leaves open to the texts that a local run can use. */
export function localValue(value: Value, stack: Stack, world: World): Value {
  const call = callOf(value)
  if (call !== undefined) return callText(call.name, call.argument, { stack, world })
  if (isList(value)) return value.map(item => localValue(item, stack, world))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, localValue(item, stack, world)]))
}

interface Scope {
  readonly stack: Stack
  readonly world: World
}

function callText(name: string, argument: Value, scope: Scope): Value {
  const reduced = (value: Value): string => text(localValue(value, scope.stack, scope.world)) ?? ''
  switch (name) {
    case 'Ref':
      return nameOf(String(argument), scope)
    case 'Fn::GetAtt':
      return attribute(argument, scope)
    case 'Fn::Sub':
      return substituted(argument, scope)
    case 'Fn::Join': {
      const [separator, parts] = list(argument)
      return list(parts)
        .map(reduced)
        .join(text(separator) ?? '')
    }
    default:
      // Anything else would need the resources themselves; an empty text is what an unset variable gives.
      return ''
  }
}

const nameProperties = [
  'FunctionName',
  'BucketName',
  'TableName',
  'QueueName',
  'TopicName',
  'RoleName',
  'Name',
]

/** Gives the name that a resource has or, as long as it is not deployed, its logical ID. */
export function nameOf(logicalId: string, { stack }: Scope): string {
  const properties: Properties = stack.resources[logicalId]?.properties ?? {}
  const named = nameProperties.map(name => member(properties, name)).find(value => typeof value === 'string')
  return typeof named === 'string' ? named : logicalId
}

function attribute(argument: Value, scope: Scope): string {
  const [id = '', ...rest] = typeof argument === 'string' ? argument.split('.') : list(argument).map(String)
  if (rest.join('.') !== 'Arn') return `${id}.${rest.join('.')}`
  return arnOf(id, scope)
}

const arnForms: Readonly<Record<string, (name: string, world: World) => string>> = {
  'AWS::Lambda::Function': (name, { region, account }) => `lambda:${region}:${account}:function:${name}`,
  'AWS::S3::Bucket': name => `s3:::${name}`,
  'AWS::IAM::Role': (name, { account }) => `iam::${account}:role/${name}`,
  'AWS::DynamoDB::Table': (name, { region, account }) => `dynamodb:${region}:${account}:table/${name}`,
  'AWS::SQS::Queue': (name, { region, account }) => `sqs:${region}:${account}:${name}`,
}

function arnOf(id: string, scope: Scope): string {
  const form = arnForms[scope.stack.resources[id]?.type ?? '']
  const name = nameOf(id, scope)
  return form === undefined ? `${id}.Arn` : `arn:${scope.world.partition}:${form(name, scope.world)}`
}

function substituted(argument: Value, scope: Scope): string {
  const [template, variables] = isList(argument) ? argument : [argument]
  const own = isRecord(variables) ? variables : {}
  const filled = holes(String(template)).reduce((done, name) => {
    const value = member(own, name)
    const given =
      value === undefined ? hole(name, scope) : (text(localValue(value, scope.stack, scope.world)) ?? '')
    return done.replaceAll(`\${${name}}`, given)
  }, String(template))
  return filled.replaceAll('${!', '${')
}

function hole(name: string, scope: Scope): string {
  return name.includes('.') ? attribute(name, scope) : nameOf(name, scope)
}
