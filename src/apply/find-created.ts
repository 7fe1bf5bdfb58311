import type { ResourceType } from '../model/provider.ts'
import type { ResourceState } from '../model/state.ts'
import type { RunDeps } from './run.ts'
import { identityOf } from './run.ts'

/** What is looked for, and until when (epoch ms) it may still come into sight. */
export interface Search {
  readonly resource: ResourceState
  readonly type: ResourceType
  readonly end: number
}

/** Looks for what an unfinished create left until it would be seen, and gives its physical ID or nothing. */
export async function findCreated(
  { resource, type, end }: Search,
  deps: RunDeps,
): Promise<string | undefined> {
  const { properties, since } = resource
  const sought = { ...identityOf(resource, deps.identity), properties, since }
  const { physicalId } = await deps.pace.until(
    async () => {
      const found = await type.find(deps.client, sought)
      return found !== undefined || deps.now().getTime() >= end ? { physicalId: found } : undefined
    },
    { what: `what an unfinished create of ${resource.logicalId} left`, limit: deps.settles + 60 },
  )
  return physicalId
}
