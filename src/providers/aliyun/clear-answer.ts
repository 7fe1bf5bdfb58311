import type { Properties } from '../../model/value.ts'
import type { Call } from './call.ts'

/**
 * Gives the members of an answer, or throws when the call makes something and the answer is not that service's: RAM puts a
 * `RequestId` into every answer, and FC answers a creation with the thing (api.aliyun.com, CreateRole and CreateFunction).
 */
export function clearMembers(
  { service, action }: Pick<Call, 'service' | 'action'>,
  members: Properties,
): Properties {
  const creates = /^(Create|Attach)/.test(action)
  const sign = service === 'fc' ? `${action.slice('Create'.length).toLowerCase()}Name` : 'RequestId'
  if (!creates || members[sign] !== undefined) return members
  throw new SyntaxError(`The answer to ${action} has no ${sign}.`)
}

/**
 * Gives what OSS answered, or throws when a success is not its own: OSS puts `x-oss-request-id` into the head of every answer
 * (help.aliyun.com/zh/oss/developer-reference/common-http-headers); a proxy does not.
 */
export function clearOss<T>(answered: T): T {
  const { status, headers } = Object(Object(answered).res)
  if (status !== 200 || headers?.['x-oss-request-id'] !== undefined) return answered
  throw new SyntaxError('The answer has no x-oss-request-id.')
}
