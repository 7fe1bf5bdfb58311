import type { Dialect, Rule, WrittenResource } from '../../src/model/dialect.ts'
import type { Cloud } from '../../src/model/provider.ts'
import { type Properties, record, text } from '../../src/model/value.ts'

const noRules: readonly Rule[] = []

/** A dialect whose templates are CloudFormation's: expansion changes nothing. */
export const fakeDialect: Dialect = {
  name: 'fake',
  schema: 'fake/template.json',
  schemaOf: type => (type === 'Fake::Function' ? 'fake/function.json' : undefined),
  resources: document =>
    Object.entries(record(document.Resources)).map(
      ([logicalId, body]): WrittenResource => ({
        logicalId,
        type: text(record(body).Type) ?? '',
        path: ['Resources', logicalId],
        body: record(body),
      }),
    ),
  pseudo: ({ account, region, partition, stackName }) => ({
    'Fake::AccountId': account,
    'Fake::Region': region,
    'Fake::Partition': partition,
    'Fake::StackName': stackName,
    'Fake::StackId': `fake:${region}:${account}:stack/${stackName}`,
  }),
  generated: document => Object.keys(record(document.Resources)).map(logicalId => `${logicalId}Role`),
  expand: ({ template: { document } }) => ({
    document,
    origins: Object.fromEntries(
      Object.keys(record(document.Resources)).map(logicalId => [logicalId, ['Resources', logicalId]]),
    ),
  }),
  rules: noRules,
}

/** A cloud that has a dialect and nothing else. */
export function fakeCloud(dialect: Dialect = fakeDialect): Cloud {
  const absent = (): never => {
    throw new Error('The fake cloud has a dialect only.')
  }
  return {
    name: 'fake',
    matches: (document: Properties) => document.Cloud === 'fake',
    defaultRegion: 'here-1',
    partitions: { fake: 'here-1' },
    partitionOf: () => 'fake',
    dialect: async () => dialect,
    provider: absent,
    functions: absent,
    wire: absent,
    contract: absent,
  }
}
