import type { Owned, Whose } from '../../model/provider.ts'
import type { AliyunClient } from './client.ts'
import { ownedFunctions } from './fc/owned.ts'
import { ownedBuckets } from './oss/owned.ts'
import { ownedByRam } from './ram/owned.ts'

/** Finds what carries the tags and marks of a stack: functions, buckets, and roles and policies that fnx named. */
export async function owned(client: AliyunClient, whose: Whose): Promise<readonly Owned[]> {
  const found = await Promise.all([
    ownedFunctions(client, whose),
    ownedBuckets(client, whose),
    ownedByRam(client, whose),
  ])
  return found.flat()
}
