import { equal, isRecord, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import type { Call } from '../../kit/call.ts'
import { parsed } from '../../kit/form.ts'
import { instanceTag, isOurs, type Owner } from '../../kit/ownership.ts'
import { allTags, readTags, writeTags } from '../../kit/tags.ts'
import type { TencentClient } from '../client.ts'
import { unlessMissing } from '../diagnose.ts'

/** A policy that a role wants: one that exists, by its name, or a document that becomes a policy of the role's own. */
interface Wanted {
  readonly name: string
  readonly document?: Properties
}

/** Whose policies are at work on. */
export interface PolicyOwner extends Owner {
  readonly role: string
}

/** Gives the calls that make the policies of a role those of the template. `before` names those that the template had. */
export async function policyCalls(
  client: TencentClient,
  owner: PolicyOwner,
  { before, after }: { readonly before: Value | undefined; readonly after: Value | undefined },
): Promise<readonly Call[]> {
  const wanted = wantedPolicies(owner.role, after)
  const own = await ownPolicies(client, owner)
  const attached = await attachedPolicies(client, owner.role)
  const writes = await Promise.all(wanted.map(policy => written(client, owner, { policy, own })))
  const added = wanted.map(({ name }) => (attached.has(name) ? [] : [attach(owner.role, name)]))
  const kept = new Set(wanted.map(({ name }) => name))
  const had = [...wantedPolicies(owner.role, before).map(({ name }) => name), ...own.keys()]
  const gone = [...new Set(had)].filter(name => !kept.has(name))
  return [
    ...writes.flatMap((calls, index) => [...calls, ...(added[index] ?? [])]),
    ...gone.filter(name => attached.has(name)).map(name => detach(owner.role, name)),
    ...erase(gone.flatMap(name => own.get(name) ?? [])),
  ]
}

/** Gives the calls that take all policies off a role and delete its own, attached or not. */
export async function removalCalls(client: TencentClient, owner: PolicyOwner): Promise<readonly Call[]> {
  const attached = await attachedPolicies(client, owner.role)
  const own = await ownPolicies(client, owner)
  return [...[...attached].map(name => detach(owner.role, name)), ...erase([...own.values()])]
}

/** Gives the policies of a live role in the template's words: those that it speaks of, as they are. */
export async function livePolicies(
  client: TencentClient,
  owner: PolicyOwner,
  known: Value | undefined,
): Promise<readonly Value[]> {
  const attached = await attachedPolicies(client, owner.role)
  const own = await ownPolicies(client, owner)
  const found: Value[] = []
  for (const [index, entry] of list(known).entries()) {
    const { name, document } = wantedPolicy(owner.role, entry, index)
    if (!attached.has(name)) continue
    const id = own.get(name)
    const live = document === undefined || id === undefined ? undefined : await policyDocument(client, id)
    found.push(live === undefined ? entry : asWritten(entry, live))
  }
  return found
}

function asWritten(entry: Value, live: Value): Value {
  const { PolicyDocument, ...rest } = record(entry)
  return PolicyDocument === undefined ? live : { ...rest, PolicyDocument: live }
}

function wantedPolicies(role: string, policies: Value | undefined): readonly Wanted[] {
  return list(policies).map((entry, index) => wantedPolicy(role, entry, index))
}

function wantedPolicy(role: string, entry: Value, index: number): Wanted {
  if (!isRecord(entry)) return { name: text(entry) ?? '' }
  const name = `${role}-${text(entry.PolicyName) ?? `policy${index + 1}`}`.slice(0, 128)
  return { name, document: isRecord(entry.PolicyDocument) ? entry.PolicyDocument : entry }
}

async function written(
  client: TencentClient,
  owner: PolicyOwner,
  { policy, own }: { readonly policy: Wanted; readonly own: ReadonlyMap<string, number> },
): Promise<readonly Call[]> {
  const { name, document } = policy
  if (document === undefined) return []
  const PolicyDocument = JSON.stringify(document)
  const PolicyId = own.get(name)
  if (PolicyId !== undefined)
    return equal(await policyDocument(client, PolicyId), document)
      ? []
      : [{ action: 'UpdatePolicy', members: { PolicyId, PolicyDocument } }]
  const Tags = writeTags(allTags(undefined, owner))
  return [{ action: 'CreatePolicy', members: { PolicyName: name, PolicyDocument, Tags } }]
}

async function policyDocument(client: TencentClient, PolicyId: number): Promise<Value> {
  return parsed(text((await client.call('cam', 'GetPolicy', { PolicyId })).PolicyDocument) ?? '')
}

/** Finds the policies that carry the role's instance, by name. */
async function ownPolicies(
  client: TencentClient,
  { role, tags }: PolicyOwner,
): Promise<ReadonlyMap<string, number>> {
  const prefix = `${role}-`
  const all = await pages(client, 'ListPolicies', { Scope: 'Local', Keyword: prefix })
  const own = all.filter(
    ({ PolicyName, Tags }) => text(PolicyName)?.startsWith(prefix) && isOurs(readTags(Tags), { tags }),
  )
  return new Map(own.map(({ PolicyName, PolicyId }) => [text(PolicyName) ?? '', Number(PolicyId)]))
}

async function attachedPolicies(client: TencentClient, RoleName: string): Promise<ReadonlySet<string>> {
  const all = await pages(client, 'ListAttachedRolePolicies', { RoleName })
  return new Set(all.map(({ PolicyName }) => text(PolicyName) ?? ''))
}

async function pages(
  client: TencentClient,
  action: string,
  members: Properties,
): Promise<readonly Properties[]> {
  const found: Properties[] = []
  for (let Page = 1; ; Page++) {
    const page = await unlessMissing(client.call('cam', action, { ...members, Page, Rp: 200 }))
    const entries = list(page?.List).map(record)
    found.push(...entries)
    if (entries.length < 200) return found
  }
}

function attach(AttachRoleName: string, PolicyName: string): Call {
  return { action: 'AttachRolePolicy', members: { AttachRoleName, PolicyName } }
}

function detach(DetachRoleName: string, PolicyName: string): Call {
  return { action: 'DetachRolePolicy', members: { DetachRoleName, PolicyName }, forgiving: true }
}

function erase(PolicyId: readonly number[]): readonly Call[] {
  return PolicyId.length === 0 ? [] : [{ action: 'DeletePolicy', members: { PolicyId }, forgiving: true }]
}

/** Tells whose the policies of a live role are. */
export function ownerOf(role: string, tags: Value | undefined): PolicyOwner {
  return { role, tags: { [instanceTag]: readTags(tags)[instanceTag] ?? '' } }
}
