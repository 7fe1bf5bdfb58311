import { record } from '../../../model/value.ts'
import { roleTable } from '../iam/wire-roles.ts'
import { fault } from '../protocols/fault.ts'
import { queryRefusal, queryService } from '../protocols/query.ts'
import { account } from '../protocols/scope.ts'
import type { AwsWire } from '../protocols/service-wire.ts'

const on = queryService('sts')

/** STS's calls: who calls, and the keys of a role. */
const identity = [
  on('GetCallerIdentity', () => ({
    Arn: `arn:aws:iam::${account}:user/local`,
    UserId: 'AIDALOCAL0000000LOCAL',
    Account: account,
  })),
  on('AssumeRole', (call, form) => {
    const arn = form.get('RoleArn') ?? ''
    const session = form.get('RoleSessionName') ?? 'local'
    const role = call.store.list(roleTable).find(([, value]) => record(value).Arn === arn)
    if (role === undefined)
      throw fault(
        403,
        'AccessDenied',
        `User: arn:aws:iam::${account}:user/local is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
      )
    return {
      // The local cloud knows one key; whoever assumes a role gets that one.
      Credentials: {
        AccessKeyId: 'local',
        SecretAccessKey: 'local',
        SessionToken: 'local',
        Expiration: new Date(call.now.getTime() + 3_600_000).toISOString(),
      },
      AssumedRoleUser: {
        AssumedRoleId: `${String(record(role[1]).RoleId)}:${session}`,
        Arn: `arn:aws:sts::${account}:assumed-role/${role[0]}/${session}`,
      },
    }
  }),
]

/** STS, as the local cloud answers it. */
export const wire: AwsWire = {
  operations: identity,
  forms: true,
  throttled: 'Throttling',
  refusal: fault => queryRefusal('sts', fault),
}
