import type { Owned, Whose } from '../../../model/provider.ts'
import { list, record, text } from '../../../model/value.ts'
import type { TencentClient } from '../client.ts'

/** A thing that carries the tags of a stack, by its six-part name. */
export interface TaggedThing {
  /** `scf`, `cos`, … */
  readonly service: string
  /** What stands behind the last slash or colon: the ID of a function, the name of a bucket. */
  readonly id: string
  readonly logicalId: string
  readonly instance: string
}

/** Asks the tag service for what carries the tags of a stack: GetResources of its API 2018-08-13, all filters at once. */
export async function taggedIds(
  client: TencentClient,
  { stack, stage }: Whose,
): Promise<readonly TaggedThing[]> {
  const TagFilters = [
    { TagKey: 'fnx:stack', TagValue: [stack] },
    { TagKey: 'fnx:stage', TagValue: [stage] },
  ]
  const found: TaggedThing[] = []
  let token = ''
  do {
    const input = { TagFilters, MaxResults: 200, ...(token === '' ? {} : { PaginationToken: token }) }
    const page = await client.call('tag', 'GetResources', input)
    found.push(...list(page.ResourceTagMappingList).flatMap(entry => thing(client, record(entry))))
    token = text(page.PaginationToken) ?? ''
  } while (token !== '')
  return found
}

function thing(client: TencentClient, { Resource, Tags }: ReturnType<typeof record>): readonly TaggedThing[] {
  const name = text(Resource) ?? ''
  const [, , service = '', region] = name.split(':')
  if (region !== client.region) return []
  const tags = new Map(list(Tags).map(tag => [text(record(tag).TagKey), text(record(tag).TagValue) ?? '']))
  const instance = tags.get('fnx:instance') ?? ''
  return [{ service, id: name.replace(/^.*[/:]/, ''), logicalId: tags.get('fnx:logical-id') ?? '', instance }]
}

/** Gives the buckets among tagged things; they are tagged by their names. */
export function taggedBuckets(tagged: readonly TaggedThing[]): readonly Owned[] {
  return tagged
    .filter(({ service }) => service === 'cos')
    .map(({ id, logicalId, instance }) => {
      const name = id.replace(/-\d+$/, '')
      return { type: 'TencentCloud::COS::Bucket', physicalId: id, name, logicalId, instance }
    })
}
