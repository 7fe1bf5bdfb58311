import { json, operation } from '../protocols/reply.ts'

/** The account of the local cloud. */
export const account = '1000000000000000'

/** Calls of STS. */
export const identity = [
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
