import { equal, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import type { Call } from '../../kit/call.ts'
import { parsed } from '../../kit/form.ts'
import { foreign, isMarked, marked, type Owner } from '../../kit/ownership.ts'
import { instanceIn, ownerMark } from '../kit/owner-mark.ts'
import {
  attachedTo,
  attaching,
  type CustomPolicy,
  custom,
  customPolicies,
  dropping,
  hasPolicy,
  newVersion,
  type Roles,
} from './policy-calls.ts'

/**
 * Gives the name of a role's own policy. RAM's custom policies belong to the account, not to a role, so the role's
 * name stands before the one that the template gives.
 */
export function policyName(role: string, policy: Properties): string {
  return `${role}-${text(policy.PolicyName) ?? 'Policy'}`.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 128)
}

/** The policies that a role is to have, those that it had by the state, and whose they are. */
interface PolicyChange {
  readonly now: Value | undefined
  readonly before: Value | undefined
  readonly owner: Owner
}

/** Writes the policies of a role and drops those that it has no more, from wherever an earlier run left them. */
export async function ownPolicyCalls(
  session: Roles,
  { now, before, owner }: PolicyChange,
): Promise<readonly Call[]> {
  const { id } = session
  const wanted = list(now).map(record)
  const names = wanted.map(policy => policyName(id, policy))
  const known = list(before).map(policy => policyName(id, record(policy)))
  const there = new Set([...known, ...(await ownPolicies(session, owner))])
  const left = [...there].filter(name => !names.includes(name))
  const attached = await attachedTo(session)
  const writing: Call[] = []
  for (const policy of wanted) {
    const name = policyName(id, policy)
    writing.push(...(await putting(session, { name, policy, owner })))
    if (!hasPolicy(attached, custom(name))) writing.push(attaching(id, custom(name)))
  }
  return [...left.flatMap(name => dropping(id, name)), ...writing]
}

/** Gives the names of the policies that were made for a role, whether or not a run got as far as attaching them. */
async function ownPolicies(session: Roles, owner: Owner): Promise<readonly string[]> {
  const there = await customPolicies(session)
  return there.filter(({ description }) => isMarked(ownerMark, description, owner)).map(({ name }) => name)
}

/**
 * Gives the names of the policies that go with a role: those that carry its mark; where somebody has written another
 * description on the role, those that the template named and that carry a mark.
 */
export async function policiesToDrop(
  session: Roles,
  known: readonly Properties[],
): Promise<readonly string[]> {
  const { Description } = record((await session.ask('GetRole', { RoleName: session.id }))?.Role ?? null)
  const instance = instanceIn(text(Description))
  const named = known.flatMap(({ Policies }) =>
    list(Policies).map(policy => policyName(session.id, record(policy))),
  )
  const goes = ({ name, description }: CustomPolicy) =>
    instance === undefined
      ? named.includes(name) && instanceIn(description) !== undefined
      : instanceIn(description) === instance
  return (await customPolicies(session)).filter(goes).map(({ name }) => name)
}

/** Gives those policies of the template that the role has. */
export async function shownPolicies(session: Roles, asked: Value | undefined): Promise<readonly Value[]> {
  const attached = await attachedTo(session)
  const found = await Promise.all(
    list(asked).map(async policy => {
      const name = policyName(session.id, record(policy))
      const live = hasPolicy(attached, custom(name)) ? await readPolicy(session, name) : undefined
      return live === undefined ? [] : [{ ...record(policy), PolicyDocument: documentOf(live) }]
    }),
  )
  return found.flat()
}

interface OwnPolicy {
  readonly name: string
  readonly policy: Properties
  readonly owner: Owner
}

async function putting(session: Roles, { name, policy, owner }: OwnPolicy): Promise<readonly Call[]> {
  const live = await readPolicy(session, name)
  const document = policy.PolicyDocument ?? {}
  if (live === undefined) {
    const Description = marked(ownerMark, `Of role ${session.id}`, owner)
    return [
      {
        action: 'CreatePolicy',
        members: { PolicyName: name, Description, PolicyDocument: JSON.stringify(document) },
      },
    ]
  }
  const { Description } = record(live.Policy)
  if (!isMarked(ownerMark, text(Description) ?? '', owner)) throw foreign('ALIYUN::RAM::ManagedPolicy', name)
  return equal(documentOf(live), document) ? [] : [newVersion(name, document)]
}

function readPolicy({ ask }: Roles, name: string): Promise<Properties | undefined> {
  return ask('GetPolicy', { PolicyName: name, PolicyType: 'Custom' })
}

function documentOf(live: Properties): Value {
  return parsed(text(record(live.DefaultPolicyVersion).PolicyDocument) ?? '{}')
}
