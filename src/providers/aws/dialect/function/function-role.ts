import { isRecord, type Properties, put, type Value } from '../../../../model/value.ts'
import { managedArn, tracingPolicy } from '../arn.ts'
import { branches, getAtt, given, isNoValue, present, when } from '../calls.ts'
import { dated, trust } from '../iam.ts'
import { grantsOf } from '../policies.ts'
import { refuse } from '../refusal.ts'
import { resolved } from '../resolve.ts'
import { grant, type RoleDraft } from '../role.ts'
import { markedTags } from '../tags.ts'
import type { Source, TransformContext } from '../transform-context.ts'
import { traces } from './function-properties.ts'

/** Makes the role that a function gets unless it names one; events add to it. */
export function roleFor(
  source: Source,
  further: readonly Properties[],
  context: TransformContext,
): RoleDraft {
  const { id, properties } = source
  const base = given(properties.DurableConfig)
    ? 'AWSLambdaBasicDurableExecutionRolePolicy'
    : 'AWSLambdaBasicExecutionRole'
  const managed: Value[] = [managedArn(context.partition, `service-role/${base}`)]
  if (traces(properties, context))
    managed.push(managedArn(context.partition, tracingPolicy(context.partition)))
  if (given(properties.VpcConfig))
    managed.push(managedArn(context.partition, 'service-role/AWSLambdaVPCAccessExecutionRole'))
  const role: RoleDraft = {
    id: `${id}Role`,
    trust: properties.AssumeRolePolicyDocument ?? trust('lambda.amazonaws.com'),
    managed,
    inline: [...deadLetters(properties), ...further],
    extra: present({
      Path: properties.RolePath,
      PermissionsBoundary: properties.PermissionsBoundary,
      Tags: markedTags(id, properties.Tags),
    }),
  }
  grant(role, grantsOf(properties.Policies, { id, roleId: role.id, partition: context.partition }))
  return role
}

/** Which role a function uses, and the attributes of the generated one where it is needed. */
export interface RoleUse {
  readonly arn: Value | undefined
  readonly attributes?: Properties
}

/** Decides between the template's role and the generated one; `Fn::If` with `AWS::NoValue` means either. */
export function roleUse(source: Source, role: RoleDraft, context: TransformContext): RoleUse {
  const { Role } = source.properties
  const generated = getAtt(role.id, 'Arn')
  if (Role === undefined || Role === null) return { arn: generated, attributes: source.passed }
  if (branches(Role) === undefined) return { arn: Role }
  const known = resolved(Role, context.parameters)
  const [condition, yes, no] = branches(known) ?? []
  if (typeof condition !== 'string' || yes === undefined || no === undefined)
    return refuse(source.id, 'the Fn::If of Role takes three values.', ['Properties', 'Role'])
  if (isNoValue(yes) && isNoValue(no)) return { arn: generated, attributes: source.passed }
  if (isNoValue(yes))
    return { arn: when(condition, generated, no), attributes: { ...source.passed, Condition: condition } }
  if (!isNoValue(no)) return { arn: known }
  const opposite = `NOT${condition}`
  put(context.conditions, opposite, { 'Fn::Not': [{ Condition: condition }] })
  return { arn: when(condition, yes, generated), attributes: { ...source.passed, Condition: opposite } }
}

function deadLetters({ DeadLetterQueue: queue }: Properties): readonly Properties[] {
  if (!isRecord(queue) || !given(queue)) return []
  const action = queue.Type === 'SQS' ? 'sqs:SendMessage' : 'sns:Publish'
  const statement = { Action: action, Resource: queue.TargetArn ?? null, Effect: 'Allow' }
  return [dated('DeadLetterQueuePolicy', [statement])]
}
