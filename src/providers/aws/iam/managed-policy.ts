import type { ResourceType } from '../../../model/provider.ts'
import { type Properties, record, text } from '../../../model/value.ts'
import type { Call, Session } from '../../kit/call.ts'
import { byAnswer } from '../../kit/identifier.ts'
import { foreign, isOurs } from '../../kit/ownership.ts'
import { allPages } from '../../kit/pages.ts'
import type { Change } from '../../kit/parts.ts'
import { tagCalls } from '../../kit/tagging.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { made } from '../kit/recipe.ts'
import { documentText, policyDocument } from './document.ts'
import { type Holder, has, holdersOf, owner } from './policy-holders.ts'
import { stillUsed } from './still-used.ts'

type Policies = Session<AwsClient, CallName<'iam'>>
type Calls = readonly Call<CallName<'iam'>>[]

const type = 'AWS::IAM::ManagedPolicy'

/** A policy of its own that roles, users and groups are given; its physical ID is its ARN. */
export const managedPolicy: ResourceType<AwsClient> = made('iam', {
  type,
  naming: { max: 128, allowed: /[\w+=,.@-]/ },
  nameProperty: 'ManagedPolicyName',
  grants: 'Roles',
  id: byAnswer('Arn', { member: 'PolicyArn', name: 'PolicyName' }),
  form: { codecs: { PolicyDocument: policyDocument } },
  create: { call: 'CreatePolicy', takes: ['Description', 'Path', 'PolicyDocument'], answer: 'Policy' },
  parts: [
    { takes: ['PolicyDocument'], calls: documentCalls },
    { takes: ['Groups', 'Roles', 'Users'], calls: holderCalls },
  ],
  tags: {
    property: 'Tags',
    form: 'list',
    member: 'Tags',
    calls: tagCalls({ tag: 'TagPolicy', untag: 'UntagPolicy', member: 'Tags', keys: 'TagKeys' }),
  },
  async show(session, known) {
    const found = await session.ask('GetPolicy')
    if (found === undefined) return undefined
    const live = record(found.Policy)
    const members = { ...session.key, VersionId: live.DefaultVersionId }
    const version = known.PolicyDocument === undefined ? {} : await session.ask('GetPolicyVersion', members)
    const document = record(version?.PolicyVersion).Document
    const shown = document === undefined ? {} : { PolicyDocument: document }
    return { live: { ...live, ...shown, ...(await keptBy(session, known)) }, tags: readTags(live.Tags) }
  },
  async search({ client: { partition, account }, ask }, { name, properties: { Path }, tags }) {
    const PolicyArn = `arn:${partition}:iam::${account}:policy${text(Path) ?? '/'}${name}`
    const found = await ask('GetPolicy', { PolicyArn })
    if (found === undefined) return undefined
    if (!isOurs(readTags(record(found.Policy).Tags), { tags })) throw foreign(type, name)
    return PolicyArn
  },
  attributes: ({ id }) => ({ PolicyArn: id }),
  delete: { call: 'DeletePolicy', before: strip },
})

/** A policy has room for five versions, and nobody needs the old ones: they go before the new one comes. */
async function documentCalls(change: Change<AwsClient, CallName<'iam'>>): Promise<Calls> {
  const members = {
    ...change.key,
    PolicyDocument: documentText(change.now.PolicyDocument),
    SetAsDefault: true,
  }
  return [...(await oldVersions(change.session)), { action: 'CreatePolicyVersion', members }]
}

async function oldVersions({ ask, key }: Policies): Promise<Calls> {
  const pages = { members: key, items: 'Versions', token: 'Marker' } as const
  const found = await allPages(ask, { action: 'ListPolicyVersions', ...pages })
  return (found ?? [])
    .map(record)
    .filter(({ IsDefaultVersion }) => IsDefaultVersion !== true)
    .map(({ VersionId }) => ({
      action: 'DeletePolicyVersion',
      members: { ...key, VersionId },
      forgiving: true,
    }))
}

function holderCalls({ key, now, before }: Change): Calls {
  const [wanted, known] = [holdersOf(now), holdersOf(before)]
  return [
    ...wanted.filter(holder => !has(known, holder)).map(holder => attachment('Attach', holder, key)),
    ...known.filter(holder => !has(wanted, holder)).map(holder => attachment('Detach', holder, key)),
  ]
}

function attachment(verb: 'Attach' | 'Detach', holder: Holder, key: Policies['key']): Calls[number] {
  return {
    action: `${verb}${holder.kind}Policy`,
    members: { ...owner(holder), ...key },
    forgiving: verb === 'Detach',
  }
}

/** Gives those holders of the template that have the policy: others may be given it as well. */
async function keptBy(session: Policies, known: Properties): Promise<Properties> {
  const wanted = holdersOf(known)
  if (wanted.length === 0) return {}
  const holders = (await entitiesOf(session)) ?? []
  const kept = (kind: Holder['kind']) =>
    wanted.filter(holder => holder.kind === kind && has(holders, holder)).map(({ name }) => name)
  return { Roles: kept('Role'), Users: kept('User'), Groups: kept('Group') }
}

/** Lists all that have the policy, or nothing when it is gone. */
async function entitiesOf({ ask, key }: Policies): Promise<readonly Holder[] | undefined> {
  const holders: Holder[] = []
  for (const kind of ['Role', 'User', 'Group'] as const) {
    const page = { action: 'ListEntitiesForPolicy', items: `Policy${kind}s`, token: 'Marker' } as const
    const found = await allPages(ask, { ...page, members: { ...key, EntityFilter: kind } })
    if (found === undefined) return undefined
    holders.push(...found.map(item => ({ kind, name: text(record(item)[`${kind}Name`]) ?? '' })))
  }
  return holders
}

/** A policy can go only when nobody has it: those that the template gave it to lose it, and others keep it. */
async function strip(session: Policies, known: readonly Properties[]): Promise<void> {
  const holders = await entitiesOf(session)
  if (holders === undefined) return
  const own = known.flatMap(holdersOf)
  const others = holders.filter(holder => !has(own, holder))
  if (others.length > 0)
    throw stillUsed(
      `The policy ${session.id}`,
      others.map(({ kind, name }) => `the ${kind.toLowerCase()} ${name}`),
    )
  for (const holder of holders) await session.send(attachment('Detach', holder, session.key))
  for (const call of await oldVersions(session)) await session.send(call)
}
