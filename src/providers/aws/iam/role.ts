import type { ResourceType } from '../../../model/provider.ts'
import { list, type Properties, record, text, type Value } from '../../../model/value.ts'
import type { Session } from '../../kit/call.ts'
import { byName } from '../../kit/identifier.ts'
import { allPages } from '../../kit/pages.ts'
import { items, setting, settings } from '../../kit/parts.ts'
import { tagCalls } from '../../kit/tagging.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { made } from '../kit/recipe.ts'
import { documentText, policyDocument } from './document.ts'
import { stillUsed } from './still-used.ts'

type Roles = Session<AwsClient, CallName<'iam'>>

/** A role with its own policies and the managed ones that it is given. */
export const role: ResourceType<AwsClient> = made('iam', {
  type: 'AWS::IAM::Role',
  naming: { max: 64, allowed: /[\w+=,.@-]/ },
  nameProperty: 'RoleName',
  id: byName('RoleName'),
  form: { codecs: { AssumeRolePolicyDocument: policyDocument, 'Policies.PolicyDocument': policyDocument } },
  create: {
    call: 'CreateRole',
    takes: ['AssumeRolePolicyDocument', 'Description', 'MaxSessionDuration', 'Path', 'PermissionsBoundary'],
    answer: 'Role',
  },
  parts: [
    setting({ property: 'AssumeRolePolicyDocument', put: 'UpdateAssumeRolePolicy', as: 'PolicyDocument' }),
    settings({
      call: 'UpdateRole',
      takes: ['Description', 'MaxSessionDuration'],
      resets: { Description: '', MaxSessionDuration: 3600 },
    }),
    setting({
      property: 'PermissionsBoundary',
      put: 'PutRolePermissionsBoundary',
      drop: 'DeleteRolePermissionsBoundary',
    }),
    items({
      property: 'Policies',
      name: policy => text(record(policy).PolicyName) ?? '',
      put: 'PutRolePolicy',
      drop: 'DeleteRolePolicy',
      putting: policy => ({ ...record(policy), PolicyDocument: documentText(record(policy).PolicyDocument) }),
      dropping: PolicyName => ({ PolicyName }),
    }),
    items({
      property: 'ManagedPolicyArns',
      name: String,
      put: 'AttachRolePolicy',
      drop: 'DetachRolePolicy',
      putting: PolicyArn => ({ PolicyArn }),
      dropping: PolicyArn => ({ PolicyArn }),
    }),
  ],
  tags: {
    property: 'Tags',
    form: 'list',
    member: 'Tags',
    calls: tagCalls({ tag: 'TagRole', untag: 'UntagRole', member: 'Tags', keys: 'TagKeys' }),
  },
  async show(session, known) {
    const found = await session.ask('GetRole')
    if (found === undefined) return undefined
    const live = record(found.Role)
    const boundary = record(live.PermissionsBoundary).PermissionsBoundaryArn ?? null
    const policies = await policiesOf(session, known)
    return { live: { ...live, PermissionsBoundary: boundary, ...policies }, tags: readTags(live.Tags) }
  },
  answered: true,
  attributes: ({ live }) => ({ Arn: live.Arn ?? '', RoleId: live.RoleId ?? '' }),
  delete: { call: 'DeleteRole', before: strip },
})

/** Gives those policies of the template that the role has: others may hang on it as resources of their own. */
async function policiesOf(session: Roles, known: Properties): Promise<Properties> {
  const attached = list(known.ManagedPolicyArns).length === 0 ? [] : await attachedTo(session)
  const own = await Promise.all(list(known.Policies).map(policy => ownPolicy(session, record(policy))))
  return {
    ManagedPolicyArns: list(known.ManagedPolicyArns).filter(arn => attached.includes(String(arn))),
    Policies: own.flat(),
  }
}

async function ownPolicy({ ask, key }: Roles, { PolicyName = '' }: Properties): Promise<readonly Value[]> {
  const found = await ask('GetRolePolicy', { ...key, PolicyName })
  return found === undefined ? [] : [{ PolicyName, PolicyDocument: found.PolicyDocument ?? '' }]
}

function pagesOf({ ask, key }: Roles, action: CallName<'iam'>, items: string) {
  return allPages(ask, { action, members: key, items, token: 'Marker' })
}

async function attachedTo(session: Roles): Promise<readonly string[]> {
  const found = await pagesOf(session, 'ListAttachedRolePolicies', 'AttachedPolicies')
  return (found ?? []).map(policy => String(record(policy).PolicyArn))
}

/**
 * A role can go only when nothing hangs on it. Links to managed policies are the role's own and go with it; a policy that
 * somebody else wrote into it, and a profile that hands it to machines, are theirs.
 */
async function strip(session: Roles, known: readonly Properties[]): Promise<void> {
  const policies = await pagesOf(session, 'ListRolePolicies', 'PolicyNames')
  if (policies === undefined) return
  const others = [...othersOf(policies, known), ...(await profilesOf(session))]
  if (others.length > 0) throw stillUsed(`The role ${session.id}`, others)
  const { key, send } = session
  for (const PolicyName of policies)
    await send({ action: 'DeleteRolePolicy', members: { ...key, PolicyName }, forgiving: true })
  for (const PolicyArn of await attachedTo(session))
    await send({ action: 'DetachRolePolicy', members: { ...key, PolicyArn }, forgiving: true })
}

function othersOf(policies: readonly Value[], known: readonly Properties[]): readonly string[] {
  const own = new Set(
    known.flatMap(({ Policies }) => list(Policies).map(policy => record(policy).PolicyName)),
  )
  return policies.filter(name => !own.has(name)).map(name => `the inline policy ${String(name)}`)
}

async function profilesOf(session: Roles): Promise<readonly string[]> {
  const found = await pagesOf(session, 'ListInstanceProfilesForRole', 'InstanceProfiles')
  return (found ?? []).map(profile => `the instance profile ${String(record(profile).InstanceProfileName)}`)
}
