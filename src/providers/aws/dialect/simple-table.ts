import { isRecord, type Properties } from '../../../model/value.ts'
import { given, present, tagList } from './calls.ts'
import { refuse } from './refusal.ts'
import { shapeOf } from './shape.ts'
import type { ResourceTransform, Source } from './transform-context.ts'

const types: Readonly<Record<string, string>> = { String: 'S', Number: 'N', Binary: 'B' }

/** `AWS::Serverless::SimpleTable`: a DynamoDB table with one key. */
export const simpleTable: ResourceTransform = {
  type: 'AWS::Serverless::SimpleTable',
  phase: 'others',
  shape: shapeOf({
    any: 'PointInTimeRecoverySpecification',
    mapOfTexts: 'PrimaryKey',
    mapOfWholes: 'ProvisionedThroughput',
    'text|map': 'TableName',
    map: 'Tags SSESpecification',
  }),
  make(source) {
    const { properties } = source
    const key = keyOf(source)
    const kept = [
      'PointInTimeRecoverySpecification',
      'SSESpecification',
      'TableName',
      'ProvisionedThroughput',
    ]
    const table = {
      id: source.id,
      type: 'AWS::DynamoDB::Table',
      properties: {
        AttributeDefinitions: [key],
        KeySchema: [{ AttributeName: key.AttributeName ?? null, KeyType: 'HASH' }],
        ...(given(properties.ProvisionedThroughput) ? {} : { BillingMode: 'PAY_PER_REQUEST' }),
        ...present(
          Object.fromEntries(
            kept.map(name => [name, given(properties[name]) ? properties[name] : undefined]),
          ),
        ),
        ...(given(properties.Tags) ? { Tags: tagList(properties.Tags) } : {}),
      },
      attributes: source.attributes,
      dependsOn: source.dependsOn,
    }
    return [table]
  },
}

function keyOf({ id, properties }: Source): Properties {
  const key = properties.PrimaryKey
  if (!given(key)) return { AttributeName: 'id', AttributeType: 'S' }
  const { Name = null, Type = null } = isRecord(key) ? key : {}
  const path = ['Properties', 'PrimaryKey']
  if (Name === null) refuse(id, 'PrimaryKey needs a Name.', path)
  if (Type === null) refuse(id, 'PrimaryKey needs a Type.', path)
  const type = typeof Type === 'string' && Object.hasOwn(types, Type) ? types[Type] : undefined
  if (type === undefined)
    return refuse(id, 'the Type of PrimaryKey is String, Number or Binary.', [...path, 'Type'])
  return { AttributeName: Name, AttributeType: type }
}
