import type { ServiceWire } from '../../../model/operation.ts'
import { json, operation } from '../protocols/reply.ts'

/** The account of the local cloud. */
export const account = '1000000000000000'

/** Calls of STS. */
const identity = [
  operation('sts', 'GetCallerIdentity', ({ id }) =>
    json(200, {
      AccountId: account,
      Arn: `acs:ram::${account}:root`,
      IdentityType: 'Account',
      PrincipalId: account,
      RequestId: id(),
      UserId: account,
    }),
  ),
]

/** STS, as the local cloud answers it. */
export const wire: ServiceWire = { operations: identity }
