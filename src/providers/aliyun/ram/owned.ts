import { namePrefix, physicalName } from '../../../model/naming.ts'
import type { Owned, ResourceType, Whose } from '../../../model/provider.ts'
import { list, type Properties, record, text, type Value } from '../../../model/value.ts'
import type { AliyunClient } from '../client.ts'
import { instanceIn } from '../kit/owner-mark.ts'
import { managedPolicy } from './managed-policy.ts'
import { role } from './role.ts'

/**
 * Finds roles and policies of a stack. They carry no tags of fnx: the name that fnx made says of which stack a thing is,
 * and the mark in its description that fnx made it. One whose name the template gives cannot be told from another's.
 */
export async function ownedByRam(client: AliyunClient, whose: Whose): Promise<readonly Owned[]> {
  const [roles, policies] = await Promise.all([
    listed(client, { action: 'ListRoles', input: {}, items: page => record(page.Roles).Role }),
    listed(client, {
      action: 'ListPolicies',
      input: { PolicyType: 'Custom' },
      items: page => record(page.Policies).Policy,
    }),
  ])
  return [
    ...roles.flatMap(live => named(role, text(live.RoleName) ?? '', { live, whose })),
    ...policies.flatMap(live => named(managedPolicy, text(live.PolicyName) ?? '', { live, whose })),
  ]
}

function named(
  { type, naming }: ResourceType<AliyunClient>,
  name: string,
  { live, whose }: { readonly live: Properties; readonly whose: Whose },
): readonly Owned[] {
  const instance = instanceIn(text(live.Description))
  if (instance === undefined || naming === undefined) return []
  const { stack, stage, declared } = whose
  const made = (logicalId: string) => physicalName(naming, [stack, stage, logicalId], instance)
  // A long name is cut, so those that the template has are tried; of the rest the logical ID must be whole.
  const inside = name.slice(namePrefix(naming, [stack, stage, '']).length).replace(/-[^-]*$/, '')
  const ids = [...declared.filter(one => one.type === type).map(one => one.logicalId), inside]
  const logicalId = ids.find(id => /^[A-Za-z0-9]+$/.test(id) && made(id) === name)
  return logicalId === undefined ? [] : [{ type, physicalId: name, name, logicalId, instance }]
}

async function listed(
  client: AliyunClient,
  { action, input, items }: { readonly action: string; readonly input: Properties; readonly items: ItemsOf },
): Promise<readonly Properties[]> {
  const found: Properties[] = []
  let Marker = ''
  do {
    const more = Marker === '' ? {} : { Marker }
    const page = await client.call('ram', action, { ...input, MaxItems: 1000, ...more })
    found.push(...list(items(page)).map(record))
    Marker = page.IsTruncated === true ? (text(page.Marker) ?? '') : ''
  } while (Marker !== '')
  return found
}

type ItemsOf = (page: Properties) => Value | undefined
