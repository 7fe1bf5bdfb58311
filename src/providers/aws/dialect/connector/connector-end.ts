import {
  equal,
  isList,
  isRecord,
  member,
  type Properties,
  record,
  type Value,
} from '../../../../model/value.ts'
import connectors from '../../data/connectors.json' with { type: 'json' }
import { namedBy, ref } from '../calls.ts'
import { isMap, own } from '../draft.ts'
import { refuse } from '../refusal.ts'
import type { Source, TransformContext } from '../transform-context.ts'
import { type ConnectorEnd, filled } from './connector-profile.ts'

/** What a connector says of an end, and of the end that it is connected with. */
export interface WrittenEnd {
  readonly written: Value
  readonly other: Value
}

const resources: Properties = connectors.resources

const cloudFormationTypes: Readonly<Record<string, string>> = {
  'AWS::Serverless::Function': 'AWS::Lambda::Function',
  'AWS::Serverless::StateMachine': 'AWS::StepFunctions::StateMachine',
  'AWS::Serverless::Api': 'AWS::ApiGateway::RestApi',
  'AWS::Serverless::HttpApi': 'AWS::ApiGatewayV2::Api',
  'AWS::Serverless::SimpleTable': 'AWS::DynamoDB::Table',
}

/** Finds what a connector means by one of its ends. */
export function endOf(
  source: Source,
  { written, other }: WrittenEnd,
  context: TransformContext,
): ConnectorEnd {
  const path = ['Properties']
  if (!isRecord(written)) return refuse(source.id, 'Source and Destination must be maps.', path)
  const byId = Object.hasOwn(written, 'Id')
  const further = Object.keys(written).some(key => key !== 'Id' && key !== 'Qualifier')
  if (byId === further)
    refuse(
      source.id,
      'Source and Destination take an Id with perhaps a Qualifier, or other properties.',
      path,
    )
  if (!byId) return described(source, written)
  const { Id } = written
  if (typeof Id !== 'string' || Id === '') return refuse(source.id, 'Id must be a text.', path)
  const body = Object.hasOwn(context.resources, Id) ? context.resources[Id] : undefined
  if (body === undefined) return refuse(source.id, `there is no resource ${Id}.`, path)
  const { Type } = body
  if (typeof Type !== 'string' || Type === '')
    return refuse(source.id, `the resource ${Id} has no Type.`, path)
  return found(Id, Type, { written, other, properties: own(body, 'Properties') ?? {} })
}

function described(source: Source, written: Properties): ConnectorEnd {
  const { Type, Arn, RoleName, QueueUrl, ResourceId, Name, Qualifier } = written
  if (typeof Type !== 'string' || Type === '')
    return refuse(source.id, 'Type must be a text.', ['Properties'])
  return {
    type: Object.hasOwn(cloudFormationTypes, Type) ? (cloudFormationTypes[Type] ?? Type) : Type,
    arn: Arn,
    role: RoleName,
    url: QueueUrl,
    resourceId: ResourceId,
    name: Name,
    qualifier: Qualifier,
  }
}

interface FoundEnd extends WrittenEnd {
  readonly written: Properties
  readonly properties: Value
}

function found(id: string, type: string, { written, other, properties }: FoundEnd): ConnectorEnd {
  const known = record(member(resources, type))
  const outputs = filled(known.Outputs ?? {}, { logicalId: id })
  const out = isRecord(outputs) ? outputs : {}
  const role = roleOf(
    record(known.Inputs).Role,
    isMap(properties) ? properties : {},
    isRecord(other) ? other : {},
  )
  const roleId = namedBy(role)
  return {
    id,
    type,
    arn: out.Arn,
    role: roleId === undefined ? undefined : ref(roleId),
    url: out.Url,
    resourceId: out.Id,
    name: out.Name,
    qualifier: Object.hasOwn(written, 'Qualifier') ? written.Qualifier : out.Qualifier,
  }
}

/** The role of a rule stands at the target that the connector leads to, that of all else at a property. */
function roleOf(input: Value | undefined, properties: Properties, other: Properties): Value | undefined {
  if (typeof input === 'string') return properties[input]
  if (!isRecord(input)) return undefined
  const targets = isList(properties.Targets) ? properties.Targets : []
  const target = targets.find(item => isRecord(item) && leadsTo(item.Arn, other))
  return isRecord(target) ? target.RoleArn : undefined
}

function leadsTo(arn: Value | undefined, { Id, Arn }: Properties): boolean {
  const id = namedBy(arn)
  return (id !== undefined && id === Id) || (Arn !== undefined && equal(arn, Arn))
}
