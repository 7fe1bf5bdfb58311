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
