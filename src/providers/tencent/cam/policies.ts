import type { Identity } from '../../../model/provider.ts'
import { equal, isRecord, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import type { TencentClient } from '../client.ts'
import { faithful, parsed } from '../kit/faithful.ts'
import { allTags, ours } from '../kit/ownership.ts'
import { unlessMissing } from '../scf/scf.ts'

/** A policy that a role wants: one that exists, by its name, or a document that becomes a policy of the role's own. */
interface Wanted {
  readonly name: string
  readonly document?: Properties
}

/** Whose policies are at work on. */
interface Owner extends Pick<Identity, 'tags'> {
  readonly role: string
}

/** Makes the policies of a role as the template has them. `before` names those that the template had. */
export async function convergePolicies(
  client: TencentClient,
  owner: Owner,
  { before, after }: { readonly before: Value | undefined; readonly after: Value | undefined },
): Promise<void> {
  const wanted = wantedPolicies(owner.role, after)
  const own = await ownPolicies(client, owner)
  const attached = await attachedPolicies(client, owner.role)
  for (const policy of wanted) {
    if (policy.document !== undefined) await writePolicy(client, owner, policy, own)
    if (!attached.has(policy.name)) await attach(client, owner.role, policy.name)
  }
  const kept = new Set(wanted.map(({ name }) => name))
  const had = wantedPolicies(owner.role, before).map(({ name }) => name)
  for (const name of new Set([...had, ...own.keys()]))
    if (!kept.has(name) && attached.has(name)) await detach(client, owner.role, name)
  await erase(
    client,
    [...own].flatMap(([name, id]) => (kept.has(name) ? [] : [id])),
  )
}

/** Takes all policies off a role and deletes its own, attached or not. */
export async function removePolicies(client: TencentClient, owner: Owner): Promise<void> {
  for (const name of await attachedPolicies(client, owner.role)) await detach(client, owner.role, name)
  await erase(client, [...(await ownPolicies(client, owner)).values()])
}

/** Gives the policies of a live role in the template's words: those that it speaks of, as they are. */
export async function livePolicies(
  client: TencentClient,
  owner: Owner,
  known: Value | undefined,
): Promise<Value> {
  const attached = await attachedPolicies(client, owner.role)
  const own = await ownPolicies(client, owner)
  const found: Value[] = []
  for (const [index, entry] of list(known).entries()) {
    const { name, document } = wantedPolicy(owner.role, entry, index)
    if (!attached.has(name)) continue
    const id = own.get(name)
    if (document === undefined || id === undefined) found.push(entry)
    else found.push(asWritten(entry, await policyDocument(client, id)))
  }
  return found
}

function asWritten(entry: Value, live: Value): Value {
  const known = record(entry)
  if (known.PolicyDocument === undefined) return faithful(entry, live)
  return { ...known, PolicyDocument: faithful(known.PolicyDocument, live) }
}

function wantedPolicies(role: string, policies: Value | undefined): readonly Wanted[] {
  return list(policies).map((entry, index) => wantedPolicy(role, entry, index))
}

function wantedPolicy(role: string, entry: Value, index: number): Wanted {
  if (!isRecord(entry)) return { name: text(entry) ?? '' }
  const name = `${role}-${text(entry.PolicyName) ?? `policy${index + 1}`}`.slice(0, 128)
  return { name, document: isRecord(entry.PolicyDocument) ? entry.PolicyDocument : entry }
}

async function writePolicy(
  client: TencentClient,
  owner: Owner,
  { name, document }: Wanted,
  own: ReadonlyMap<string, number>,
): Promise<void> {
  const id = own.get(name)
  const PolicyDocument = JSON.stringify(document)
  if (id === undefined) {
    const input = { PolicyName: name, PolicyDocument, Tags: allTags(undefined, owner) }
    await client.api({ service: 'cam', action: 'CreatePolicy', input, repeatable: false })
  } else if (!equal(await policyDocument(client, id), document))
    await client.api({
      service: 'cam',
      action: 'UpdatePolicy',
      input: { PolicyId: id, PolicyDocument },
      repeatable: true,
    })
}

async function policyDocument(client: TencentClient, PolicyId: number): Promise<Value> {
  const policy = await client.api({
    service: 'cam',
    action: 'GetPolicy',
    input: { PolicyId },
    repeatable: true,
  })
  return parsed(policy.PolicyDocument)
}

/** Finds the policies that carry the role's instance, by name. */
async function ownPolicies(client: TencentClient, owner: Owner): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>()
  const prefix = `${owner.role}-`
  for (let Page = 1; ; Page++) {
    const input = { Scope: 'Local', Keyword: prefix, Page, Rp: 200 }
    const page = await client.api({ service: 'cam', action: 'ListPolicies', input, repeatable: true })
    const policies = list(page.List).map(record)
    for (const { PolicyName, PolicyId, Tags } of policies)
      if (text(PolicyName)?.startsWith(prefix) && ours(Tags, owner))
        found.set(text(PolicyName) ?? '', Number(PolicyId))
    if (policies.length < 200) return found
  }
}

async function attachedPolicies(client: TencentClient, RoleName: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (let Page = 1; ; Page++) {
    const input = { RoleName, Page, Rp: 200 }
    const page = await unlessMissing(
      client.api({ service: 'cam', action: 'ListAttachedRolePolicies', input, repeatable: true }),
    )
    const policies = list(page?.List).map(record)
    for (const { PolicyName } of policies) found.add(text(PolicyName) ?? '')
    if (policies.length < 200) return found
  }
}

async function attach(client: TencentClient, AttachRoleName: string, PolicyName: string): Promise<void> {
  const input = { AttachRoleName, PolicyName }
  await client.api({ service: 'cam', action: 'AttachRolePolicy', input, repeatable: true })
}

async function detach(client: TencentClient, DetachRoleName: string, PolicyName: string): Promise<void> {
  const input = { DetachRoleName, PolicyName }
  await unlessMissing(client.api({ service: 'cam', action: 'DetachRolePolicy', input, repeatable: true }))
}

async function erase(client: TencentClient, PolicyId: readonly number[]): Promise<void> {
  if (PolicyId.length === 0) return
  await unlessMissing(
    client.api({ service: 'cam', action: 'DeletePolicy', input: { PolicyId }, repeatable: true }),
  )
}
