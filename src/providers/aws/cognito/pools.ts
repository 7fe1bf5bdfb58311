import { type Properties, record, text } from '../../../model/value.ts'
import type { Session } from '../../kit/call.ts'
import { isOfStack, type Owner } from '../../kit/ownership.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'

/** Calls on user pools and what belongs to them. */
export type Pools = Session<AwsClient, CallName<'cognito-idp'>>

/** Gives a user pool as it lives, or nothing. */
export async function poolAt({ ask }: Pools, UserPoolId: string): Promise<Properties | undefined> {
  const answer = await ask('DescribeUserPool', { UserPoolId })
  return answer && record(answer.UserPool)
}

/** Tells whether the pool that something belongs to was made by the stack that looks for it. */
export async function isOfOwnPool(
  session: Pools,
  { properties, ...owner }: Owner & { readonly properties: Properties },
): Promise<boolean> {
  const pool = await poolAt(session, text(properties.UserPoolId) ?? '')
  return isOfStack(readTags(pool?.UserPoolTags), owner)
}
