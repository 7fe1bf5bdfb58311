import type { ResourceType } from '../../../model/provider.ts'
import { list, type Properties, record, text, type Value } from '../../../model/value.ts'
import type { Call, Session } from '../../kit/call.ts'
import { toMembers } from '../../kit/form.ts'
import { byName } from '../../kit/identifier.ts'
import { type Change, type Part, withResets } from '../../kit/parts.ts'
import type { AliyunClient } from '../client.ts'
import { ownerMark } from '../kit/owner-mark.ts'
import { made } from '../kit/recipe.ts'
import { codecs } from './documents.ts'
import {
  attachedTo,
  attaching,
  detaching,
  dropping,
  hasPolicy,
  type Policy,
  rolesOf,
} from './policy-calls.ts'
import { ownPolicyCalls, policiesToDrop, shownPolicies } from './role-policies.ts'

/** What UpdateRole changes, under other names (https://help.aliyun.com/zh/ram/developer-reference/api-ram-2015-05-01-updaterole). */
const settings: Part<AliyunClient> = {
  takes: ['AssumeRolePolicyDocument', 'Description', 'MaxSessionDuration'],
  calls({ key, id, now, before, form }) {
    const resets = { MaxSessionDuration: 3600 }
    const past = Object.keys(before).length === 0 ? resets : before
    const members = toMembers(withResets(past, now, { resets, id }), form)
    const renamed = Object.entries(members).map(([name, value]) => [`New${name}`, value])
    return [{ action: 'UpdateRole', members: { ...key, ...Object.fromEntries(renamed) } }]
  },
  absent: { Description: '', MaxSessionDuration: 3600 },
}

/** Policies of the role's own, which live and die with it. */
const policies: Part<AliyunClient> = {
  takes: ['Policies'],
  calls: ({ client, id, now, before, input }) =>
    ownPolicyCalls(rolesOf(client, id), { now: now.Policies, before: before.Policies, owner: input }),
}

/** Policies of Aliyun and of the account, which are attached. */
const attachments: Part<AliyunClient> = { takes: ['PolicyAttachments'], calls: attachmentCalls }

/** A role of RAM with its policies. */
export const role: ResourceType<AliyunClient> = made('ram', {
  type: 'ALIYUN::RAM::Role',
  naming: { max: 64, allowed: /[A-Za-z0-9-]/ },
  nameProperty: 'RoleName',
  id: byName('RoleName'),
  form: { codecs },
  create: { call: 'CreateRole', takes: settings.takes, answer: 'Role' },
  parts: [settings, policies, attachments],
  mark: ownerMark,
  async show(session, { Policies, PolicyAttachments }) {
    const found = await session.ask('GetRole')
    if (found === undefined) return undefined
    const hanging: Record<string, Value> = {}
    if (Policies !== undefined) hanging.Policies = await shownPolicies(session, Policies)
    if (PolicyAttachments !== undefined)
      hanging.PolicyAttachments = shownAttachments(PolicyAttachments, await attachedTo(session))
    return { live: { ...record(found.Role), ...hanging } }
  },
  answered: true,
  attributes: ({ id, live: { Arn = '', RoleId = '' } }) => ({ Arn, RoleId, RoleName: id }),
  delete: { call: 'DeleteRole', before: strip },
})

async function attachmentCalls({ client, id, now, before }: Change<AliyunClient>): Promise<readonly Call[]> {
  const attached = await attachedTo(rolesOf(client, id))
  const wanted = managedOf(now.PolicyAttachments)
  const left = managedOf(before.PolicyAttachments).filter(policy => !hasPolicy(wanted, policy))
  return [
    ...wanted.filter(policy => !hasPolicy(attached, policy)).map(policy => attaching(id, policy)),
    ...left.map(policy => detaching(id, policy)),
  ]
}

/** A role can go only when nothing is attached to it. */
async function strip(session: Session<AliyunClient>, known: readonly Properties[]): Promise<void> {
  const { id, send } = session
  const own = await policiesToDrop(session, known)
  for (const policy of await attachedTo(session)) await send(detaching(id, policy))
  for (const policy of own) for (const call of dropping(id, policy)) await send(call)
}

function managedOf(attachments: Value | undefined): readonly Policy[] {
  const { System, Custom } = record(attachments ?? null)
  const named = (names: Value | undefined, type: string) =>
    list(names).map(name => ({ name: text(name) ?? '', type }))
  return [...named(System, 'System'), ...named(Custom, 'Custom')]
}

/** Of custom ones only those that the template names: what others attached to the role is not the template's. */
function shownAttachments(asked: Value, attached: readonly Policy[]): Properties {
  const entries = Object.entries(record(asked)).map(([type, names]) => {
    const live = attached.filter(policy => policy.type === type).map(({ name }) => name)
    return [type, type === 'System' ? live : live.filter(name => list(names).includes(name))]
  })
  return Object.fromEntries(entries)
}
