import type { Properties } from '../../../model/value.ts'
import { list } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import { ignoreMissing, orMissing } from '../kit/answers.ts'

/** A role, user or group that a policy is given to. */
export interface Holder {
  readonly kind: 'Role' | 'User' | 'Group'
  readonly name: string
}

/** Lists whom a policy of the template names. */
export function holdersOf({ Roles, Users, Groups }: Properties): readonly Holder[] {
  return [
    ...list(Roles).map(name => ({ kind: 'Role', name: String(name) }) as const),
    ...list(Users).map(name => ({ kind: 'User', name: String(name) }) as const),
    ...list(Groups).map(name => ({ kind: 'Group', name: String(name) }) as const),
  ]
}

/** Tells whether a holder is among others. */
export function has(holders: readonly Holder[], { kind, name }: Holder): boolean {
  return holders.some(holder => holder.kind === kind && holder.name === name)
}

/** Names a holder in calls. */
export function owner({ kind, name }: Holder): Readonly<Record<string, string>> {
  return { [`${kind}Name`]: name }
}

/** Writes a policy into a holder. */
export async function putInline(
  client: AwsClient,
  holder: Holder,
  policy: { readonly PolicyName: string; readonly PolicyDocument: string },
): Promise<void> {
  await client.call('iam', `Put${holder.kind}Policy`, { ...owner(holder), ...policy })
}

/** Removes a policy that stands inside a holder. */
export async function dropInline(client: AwsClient, holder: Holder, PolicyName: string): Promise<void> {
  await ignoreMissing(client.call('iam', `Delete${holder.kind}Policy`, { ...owner(holder), PolicyName }))
}

/** Reads the document of a policy that stands inside a holder, as IAM encodes it. */
export async function readInline(
  client: AwsClient,
  holder: Holder,
  PolicyName: string,
): Promise<string | undefined> {
  const found = await orMissing(
    client.call('iam', `Get${holder.kind}Policy`, { ...owner(holder), PolicyName }),
  )
  return found?.PolicyDocument
}
