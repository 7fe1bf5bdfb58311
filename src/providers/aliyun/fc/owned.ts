import type { Owned, Whose } from '../../../model/provider.ts'
import { list, record, text } from '../../../model/value.ts'
import type { AliyunClient } from '../client.ts'
import { tagList, tagMap } from './function-body.ts'

/**
 * Finds the functions that carry the tags of a stack: FC searches them
 * (https://api.aliyun.com/document/FC/2023-03-30/ListFunctions).
 */
export async function ownedFunctions(
  client: AliyunClient,
  { stack, stage }: Whose,
): Promise<readonly Owned[]> {
  const tags = tagList({ 'fnx:stack': stack, 'fnx:stage': stage })
  const found: Owned[] = []
  let nextToken = ''
  do {
    const more = nextToken === '' ? {} : { nextToken }
    const page = await client.call('fc', 'ListFunctions', { limit: 100, tags, ...more })
    for (const live of list(page.functions).map(record)) {
      const own = tagMap(live.tags)
      if (own['fnx:stack'] !== stack || own['fnx:stage'] !== stage) continue
      const name = text(live.functionName) ?? ''
      const logicalId = String(own['fnx:logical-id'])
      const instance = String(own['fnx:instance'])
      found.push({ type: 'ALIYUN::FC3::Function', physicalId: name, name, logicalId, instance })
    }
    nextToken = text(page.nextToken) ?? ''
  } while (nextToken !== '')
  return found
}
