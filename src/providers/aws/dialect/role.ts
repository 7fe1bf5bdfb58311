import { equal, isRecord, type Properties, type Value } from '../../../model/value.ts'
import { present } from './calls.ts'
import type { Grants } from './policies.ts'
import type { GeneratedResource } from './transform-context.ts'

/** A role that is still being given policies. */
export interface RoleDraft {
  readonly id: string
  readonly trust: Value
  readonly managed: Value[]
  readonly inline: Value[]
  /** Path, boundary and tags. */
  readonly extra: Properties
}

/** Adds policies to a role, managed ones each once. */
export function grant(role: RoleDraft, grants: Grants): void {
  for (const policy of grants.managed)
    if (!role.managed.some(known => equal(known, policy))) role.managed.push(policy)
  role.inline.push(...grants.inline)
}

/** Adds an inline policy unless the role has its document already. */
export function grantOnce(role: RoleDraft, policy: Properties): void {
  const known = role.inline.some(held => isRecord(held) && equal(held.PolicyDocument, policy.PolicyDocument))
  if (!known) role.inline.push(policy)
}

/** Gives a role as it is now. */
export function madeRole(role: RoleDraft, attributes: Properties): GeneratedResource {
  return {
    id: role.id,
    type: 'AWS::IAM::Role',
    properties: present({
      AssumeRolePolicyDocument: role.trust,
      ManagedPolicyArns: role.managed,
      Policies: role.inline.length > 0 ? role.inline : undefined,
      ...role.extra,
    }),
    attributes,
  }
}
