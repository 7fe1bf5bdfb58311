import type { ResourceType } from '../../../model/provider.ts'
import { list, type Properties, record } from '../../../model/value.ts'
import { pick } from '../../kit/changes.ts'
import { toMembers } from '../../kit/form.ts'
import { byName } from '../../kit/identifier.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { resourceTags } from '../kit/tagging.ts'
import { type Tables, tableSettings } from './table-calls.ts'
import { described, tableForm } from './table-form.ts'
import {
  arnOf,
  contributorInsights,
  insightsOf,
  kinesisStream,
  pointInTimeRecovery,
  resourcePolicy,
  timeToLive,
} from './table-parts.ts'

/** A table of DynamoDB. */
export const table: ResourceType<AwsClient> = made('dynamodb', {
  type: 'AWS::DynamoDB::Table',
  naming: { max: 255, allowed: /[\w.-]/ },
  nameProperty: 'TableName',
  id: byName('TableName'),
  form: tableForm,
  create: {
    call: 'CreateTable',
    takes: [
      ...tableSettings.takes.filter(name => name !== 'GlobalSecondaryIndexes'),
      'KeySchema',
      'LocalSecondaryIndexes',
      'ResourcePolicy',
    ],
    // What they say of insights is left to a call of its own.
    members: ({ properties }) => toMembers(pick(properties, ['GlobalSecondaryIndexes']), tableForm),
    answer: 'TableDescription',
  },
  parts: [tableSettings, timeToLive, pointInTimeRecovery, contributorInsights, kinesisStream, resourcePolicy],
  replaces: { LocalSecondaryIndexes: 'local indexes are made with their table' },
  stays: {
    ProvisionedThroughput: 'a table with provisioned capacity has some, and one on demand has none',
    WarmThroughput: 'it is never lowered',
    'GlobalSecondaryIndexes.WarmThroughput': 'it is never lowered',
  },
  omits: {
    ImportSourceSpecification: 'fnx starts no imports',
    VectorIndexes: 'fnx changes no vector indexes',
    'StreamSpecification.ResourcePolicy':
      'a stream has an ARN of its own for each time that it is switched on',
    'StreamSpecification.Tags': 'a stream has an ARN of its own for each time that it is switched on',
  },
  tags: {
    ...resourceTags(async session => ({ ResourceArn: await arnOf(session) })),
    list: async ({ ask }, { TableArn }) =>
      readTags((await ask('ListTagsOfResource', { ResourceArn: TableArn }))?.Tags),
  },
  async show(session, known) {
    const found = (await session.ask('DescribeTable'))?.Table
    if (found === undefined || record(found).TableStatus === 'DELETING') return undefined
    const live = described(record(found))
    return { live: { ...live, ...(await insights(session, live, known)) } }
  },
  answered: true,
  attributes: ({ live: { TableArn = '', LatestStreamArn } }) => ({
    Arn: TableArn,
    ...(LatestStreamArn === undefined ? {} : { StreamArn: LatestStreamArn }),
  }),
  rest: {
    what: id => `the table ${id} to become active`,
    // An index of a large table takes its time.
    limit: 3_600,
    look: async ({ send, key }) => record((await send({ action: 'DescribeTable', members: key }))?.Table),
    pending: ({ TableStatus, GlobalSecondaryIndexes }) =>
      [TableStatus, ...list(GlobalSecondaryIndexes).map(index => record(index).IndexStatus)].some(
        status => status !== undefined && status !== 'ACTIVE',
      ),
  },
  delete: {
    call: 'DeleteTable',
    async after({ ask, client, id }) {
      const gone = async () => ((await ask('DescribeTable')) === undefined ? true : undefined)
      await client.pace.until(gone, { what: `the end of the table ${id}`, limit: 600 })
    },
  },
})

/** Asks who uses which keys, of the table and of those indexes of which the template says it. */
async function insights(session: Tables, live: Properties, known: Properties): Promise<Properties> {
  const own =
    known.ContributorInsightsSpecification === undefined
      ? {}
      : { ContributorInsightsSpecification: await insightsOf(session) }
  const told = list(known.GlobalSecondaryIndexes)
    .map(record)
    .filter(index => index.ContributorInsightsSpecification !== undefined)
    .map(({ IndexName }) => IndexName)
  const indexes = list(live.GlobalSecondaryIndexes).map(async item => {
    const index = record(item)
    if (!told.includes(index.IndexName)) return index
    return { ...index, ContributorInsightsSpecification: await insightsOf(session, index.IndexName) }
  })
  return { ...own, GlobalSecondaryIndexes: await Promise.all(indexes) }
}
