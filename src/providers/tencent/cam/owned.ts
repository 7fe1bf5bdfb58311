import type { Owned, Whose } from '../../../model/provider.ts'
import { list, type Properties, record, text } from '../../../model/value.ts'
import type { TencentClient } from '../client.ts'

const size = 200

/** Finds the roles that carry the tags of a stack; CAM searches them: DescribeRoleList of its API 2019-01-16. */
export async function ownedRoles(client: TencentClient, { stack, stage }: Whose): Promise<readonly Owned[]> {
  const Tags = [
    { Key: 'fnx:stack', Value: stack },
    { Key: 'fnx:stage', Value: stage },
  ]
  const found: Owned[] = []
  for (let Page = 1; ; Page++) {
    const input = { Page, Rp: size, Tags }
    const answer = await client.call('cam', 'DescribeRoleList', input)
    const roles = list(answer.List).map(record)
    found.push(...roles.flatMap(role => ofStack(role, { stack, stage })))
    if (roles.length < size) return found
  }
}

function ofStack(role: Properties, { stack, stage }: Pick<Whose, 'stack' | 'stage'>): readonly Owned[] {
  const tags = new Map(list(role.Tags).map(tag => [text(record(tag).Key), text(record(tag).Value) ?? '']))
  if (tags.get('fnx:stack') !== stack || tags.get('fnx:stage') !== stage) return []
  const name = text(role.RoleName) ?? ''
  const logicalId = tags.get('fnx:logical-id') ?? ''
  const instance = tags.get('fnx:instance') ?? ''
  return [{ type: 'TencentCloud::CAM::Role', physicalId: name, name, logicalId, instance }]
}
