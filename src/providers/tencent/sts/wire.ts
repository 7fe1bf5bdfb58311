import type { Operation, ServiceWire } from '../../../model/operation.ts'
import { localAccount } from '../contract/routes.ts'
import { reading } from '../protocols/api.ts'

/** Says who calls: the one account of a local cloud. */
const identity: readonly Operation[] = [
  reading('sts', 'GetCallerIdentity', () => ({
    Arn: `qcs::cam::uin/${localAccount.uin}:uin/${localAccount.uin}`,
    AccountId: localAccount.uin,
    UserId: localAccount.uin,
    PrincipalId: localAccount.uin,
    Type: 'CAMUser',
  })),
  reading('cam', 'GetUserAppId', () => ({
    Uin: localAccount.uin,
    OwnerUin: localAccount.uin,
    AppId: Number(localAccount.appId),
  })),
]

/** STS, as the local cloud answers it. */
export const wire: ServiceWire = { operations: identity }
