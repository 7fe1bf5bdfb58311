import { namePrefix } from '../../../model/naming.ts'
import type { Owned, Whose } from '../../../model/provider.ts'
import type { AliyunClient, BucketPage } from '../client.ts'
import { bucket } from './bucket.ts'
import { infoOf, tagsOf } from './bucket-calls.ts'

/** The beginning of a name that no cutting reaches. */
const certain = 40

/**
 * Finds the buckets that carry the tags of a stack, by their names: OSS lists by prefix
 * (https://help.aliyun.com/zh/oss/developer-reference/listbuckets), and those that the template names are asked for.
 */
export async function ownedBuckets(client: AliyunClient, whose: Whose): Promise<readonly Owned[]> {
  const given = whose.declared.flatMap(({ type, name }) =>
    type === bucket.type && name !== undefined ? [name] : [],
  )
  const there = given.map(async name => ((await infoOf(client, name)) === undefined ? [] : [name]))
  const found = await Promise.all([listed(client, whose), ...there]) // at once: none may fail while nothing waits for it
  const names = new Set(found.flat())
  const asked = [...names].map(async (name): Promise<readonly Owned[]> => {
    const tags = await tagsOf(client, name)
    if (tags['fnx:stack'] !== whose.stack || tags['fnx:stage'] !== whose.stage) return []
    const logicalId = tags['fnx:logical-id'] ?? ''
    return [{ type: bucket.type, physicalId: name, name, logicalId, instance: tags['fnx:instance'] ?? '' }]
  })
  return (await Promise.all(asked)).flat()
}

async function listed(client: AliyunClient, { stack, stage }: Whose): Promise<readonly string[]> {
  const naming = bucket.naming ?? { max: 63, allowed: /[a-z0-9-]/ }
  const prefix = namePrefix(naming, [stack, stage, '']).slice(0, certain).replace(/-+$/, '-')
  const found: string[] = []
  let marker: string | undefined
  do {
    const query = { prefix, 'max-keys': 1000, ...(marker === undefined ? {} : { marker }) }
    const answer: unknown = await client.oss('repeatable', '', oss => oss.listBuckets(query))
    const page = answer as BucketPage // the published type is wrong
    const here = (page.buckets ?? []).filter(({ region }) => region === `oss-${client.region}`)
    found.push(...here.map(({ name }) => name))
    marker = page.isTruncated ? (page.nextMarker ?? undefined) : undefined
  } while (marker !== undefined)
  return found
}
