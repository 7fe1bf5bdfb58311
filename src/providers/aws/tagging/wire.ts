import type { WireCall } from '../../../model/operation.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { list, record } from '../../../model/value.ts'
import { restApiTable } from '../api-gateway/wire-apis.ts'
import { httpApiTable } from '../api-gateway-v2/kept.ts'
import { alarmTable } from '../cloudwatch/wire.ts'
import { taggedByCodeDeploy } from '../codedeploy/wire.ts'
import { taggedPools } from '../cognito/wire.ts'
import { tableTable } from '../dynamodb/wire.ts'
import { ruleTable } from '../events/kept.ts'
import { busTable } from '../events/wire-buses.ts'
import { streamTable } from '../kinesis/wire.ts'
import { taggedByLambda } from '../lambda/wire-tags.ts'
import { logTable } from '../logs/wire.ts'
import { arn, entriesIn, partitionOf, regionOf } from '../protocols/scope.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { targetRefusal, targetService } from '../protocols/target.ts'
import { children, parseXml, textAt } from '../protocols/xml.ts'
import { bucketTable } from '../s3/wire-store.ts'
import { taggedGroups } from '../scheduler/wire.ts'
import { secretTable } from '../secrets-manager/wire.ts'
import { topicTable } from '../sns/wire.ts'
import { queueTable } from '../sqs/wire.ts'
import { parameterTable } from '../ssm/wire.ts'
import { taggedMachines } from '../stepfunctions/wire.ts'

const on = targetService('tagging')

type Tagged = readonly [arn: string, tags: Properties]

/**
 * The Resource Groups Tagging API: https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html.
 * Filters of different keys must all hold, of the values of one any; what never had a tag is not in the answer.
 */
const tagged = [
  on('GetResources', (call, { TagFilters, ResourcesPerPage = 50, PaginationToken }) => {
    const fits = all(call).filter(
      ([, tags]) =>
        Object.keys(tags).length > 0 && list(TagFilters).every(filter => holds(tags, record(filter))),
    )
    const start = Number(PaginationToken || 0)
    const end = start + Number(ResourcesPerPage)
    return {
      PaginationToken: end < fits.length ? String(end) : '',
      ResourceTagMappingList: fits.slice(start, end).map(([ResourceARN, tags]) => ({
        ResourceARN,
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      })),
    }
  }),
]

function holds(tags: Properties, { Key, Values }: Properties): boolean {
  const found = tags[String(Key)]
  return found !== undefined && (list(Values).length === 0 || list(Values).includes(found))
}

function all(call: WireCall): readonly Tagged[] {
  return [
    ...taggedByLambda(call),
    ...entriesIn(call, logTable).map(
      one => [arn(call, 'logs', `log-group:${String(one.logGroupName)}`), record(one.tags)] as const,
    ),
    ...entriesIn(call, ruleTable).map(one => [String(one.Arn), record(one.tags)] as const),
    ...entriesIn(call, secretTable).map(one => [String(one.ARN), record(one.tags)] as const),
    ...tables.flatMap(table =>
      entriesIn(call, table).map(one => [String(one.arn), record(one.tags)] as const),
    ),
    ...entriesIn(call, restApiTable).flatMap(one => withStages(call, `restapis/${idOf(one)}`, one, one.tags)),
    ...entriesIn(call, httpApiTable).flatMap(one =>
      withStages(call, `apis/${idOf(one)}`, one, record(one.shown).tags),
    ),
    ...buckets(call),
    ...taggedByCodeDeploy(call),
    ...taggedGroups(call),
    ...taggedPools(call),
    ...taggedMachines(call),
  ]
}

/** Tables whose things hold their ARN and a map of their tags. */
const tables = [alarmTable, busTable, parameterTable, queueTable, streamTable, tableTable, topicTable]

function idOf({ shown }: Properties): string {
  const { id, apiId } = record(shown)
  return String(id ?? apiId)
}

function withStages(
  call: WireCall,
  path: string,
  { stages }: Properties,
  tags: Value | undefined,
): readonly Tagged[] {
  const region = regionOf(call)
  const api = `arn:${partitionOf(region)}:apigateway:${region}::/${path}`
  const parts = Object.entries(record(stages)).map(
    ([name, stage]) => [`${api}/stages/${name}`, record(record(stage).tags)] as const,
  )
  return [[api, record(tags)], ...parts]
}

function buckets(call: WireCall): readonly Tagged[] {
  const region = regionOf(call)
  return call.store.list(bucketTable).flatMap(([name, bucket]): readonly Tagged[] => {
    const { documents } = record(bucket)
    const { tagging } = record(documents)
    if (record(bucket).region !== region || typeof tagging !== 'string') return []
    const tags = children(children(parseXml(tagging), 'TagSet')[0], 'Tag')
    const pairs = tags.map(tag => [textAt(tag, 'Key') ?? '', textAt(tag, 'Value') ?? ''])
    return [[`arn:${partitionOf(region)}:s3:::${name}`, Object.fromEntries(pairs)]]
  })
}

/** The Resource Groups Tagging API, as the local cloud answers it. */
export const wire: AwsWire = { operations: tagged, refusal: targetRefusal }
