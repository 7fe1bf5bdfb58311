import type { Owned, Whose } from '../../model/provider.ts'
import { ownedRoles } from './cam/owned.ts'
import type { TencentClient } from './client.ts'
import { ownedFunctions } from './scf/owned.ts'
import { taggedBuckets, taggedIds } from './tag/owned.ts'

/** Finds what carries the tags of a stack: functions and the namespaces that they live in, buckets, and roles. */
export async function owned(client: TencentClient, whose: Whose): Promise<readonly Owned[]> {
  const [tagged, roles] = await Promise.all([taggedIds(client, whose), ownedRoles(client, whose)])
  return [...(await ownedFunctions(client, whose, tagged)), ...taggedBuckets(tagged), ...roles]
}
