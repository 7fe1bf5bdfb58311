import type { Rule, WrittenResource } from '../../../../model/dialect.ts'
import {
  holdsCall,
  isRecord,
  list,
  type Properties,
  record,
  text,
  type Value,
} from '../../../../model/value.ts'

/** Refuses tables whose attributes and keys do not go together. */
export const tableAttributes: Rule = {
  code: 'E4212',
  title: 'Attributes and keys of a table do not match',
  why: 'DynamoDB takes the attributes of the keys of a table and its indexes, each of them and no others.',
  *check({ resources }) {
    for (const { logicalId, path, properties } of tables(resources)) {
      const keys = new Set(schemasOf(properties).flatMap(schema => namesIn(schema)))
      const defined = new Set(namesIn(properties.AttributeDefinitions))
      const missing = [...keys].filter(name => !defined.has(name))
      const extra = [...defined].filter(name => !keys.has(name))
      if (missing.length + extra.length === 0) continue
      yield {
        path,
        part: 'key',
        message: `AttributeDefinitions of ${logicalId} and its keys differ: ${[...missing, ...extra].join(', ')}.`,
        hint:
          missing.length > 0
            ? `Define ${missing.join(', ')} in AttributeDefinitions.`
            : `Take ${extra.join(', ')} out of AttributeDefinitions.`,
      }
    }
  },
}

/** Refuses tables without a partition key. */
export const partitionKey: Rule = {
  code: 'E4213',
  title: 'Table without a partition key',
  why: 'DynamoDB finds an item by its HASH key, of which each table has one.',
  *check({ resources }) {
    for (const { logicalId, path, properties } of tables(resources)) {
      const keys = list(properties.KeySchema)
      if (keys.length === 0 || keys.some(key => record(key).KeyType === 'HASH')) continue
      yield { path: [...path, 'KeySchema'], part: 'key', message: `${logicalId} has no key of type HASH.` }
    }
  },
}

interface Table {
  readonly logicalId: string
  readonly path: WrittenResource['path']
  readonly properties: Properties
}

/** Lists the tables whose keys are all written out. */
function tables(resources: readonly WrittenResource[]): readonly Table[] {
  return resources
    .filter(({ type }) => type === 'AWS::DynamoDB::Table' || type === 'AWS::DynamoDB::GlobalTable')
    .map(({ logicalId, path, body }) => ({
      logicalId,
      path: [...path, 'Properties'],
      properties: record(body.Properties),
    }))
    .filter(({ properties }) => properties.KeySchema !== undefined && !isOpen(properties))
}

function isOpen(properties: Properties): boolean {
  if (Object.keys(properties).some(name => name.startsWith('Fn::'))) return true
  const { AttributeDefinitions, GlobalSecondaryIndexes, LocalSecondaryIndexes, VectorIndexes } = properties
  const indexes = [...list(GlobalSecondaryIndexes), ...list(LocalSecondaryIndexes)]
  const lists = [GlobalSecondaryIndexes, LocalSecondaryIndexes].some(value => isRecord(value))
  const keys = indexes.map(index => (isRecord(index) ? (index.KeySchema ?? null) : index))
  // What vectors ask of attributes is not known here.
  if (lists || VectorIndexes !== undefined) return true
  return (
    [AttributeDefinitions, properties.KeySchema, ...keys].some(value => holdsCall(value)) || !isPlain(indexes)
  )
}

function isPlain(indexes: readonly Value[]): boolean {
  return indexes.every(index => isRecord(index) && !Object.keys(index).some(key => key.startsWith('Fn::')))
}

function schemasOf(properties: Properties): readonly (Value | undefined)[] {
  const indexes = [...list(properties.GlobalSecondaryIndexes), ...list(properties.LocalSecondaryIndexes)]
  return [properties.KeySchema, ...indexes.map(index => record(index).KeySchema)]
}

function namesIn(schema: Value | undefined): readonly string[] {
  return list(schema).flatMap(item => text(record(item).AttributeName) ?? [])
}
