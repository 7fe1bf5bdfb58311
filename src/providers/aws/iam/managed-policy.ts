import type { Input, ResourceType } from '../../../model/provider.ts'
import { canonical, equal, list, text } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import { defined, gone, present } from '../kit/answers.ts'
import { faithful } from '../kit/faithful.ts'
import { allTags, claim, droppedTags, fromTagList, tagList } from '../kit/tags.ts'
import { documentOf, documentText } from './document.ts'
import type { Holder } from './policy-holders.ts'
import { attach, detach, holdersOf } from './policy-holders.ts'

const type = 'AWS::IAM::ManagedPolicy'
const properties = [
  'Description',
  'Groups',
  'ManagedPolicyName',
  'Path',
  'PolicyDocument',
  'Roles',
  'Tags',
  'Users',
]

/** A policy of its own that roles, users and groups are given. */
export const managedPolicy: ResourceType<AwsClient> = {
  type,
  naming: { max: 128, allowed: /[\w+=,.@-]/ },
  nameProperty: 'ManagedPolicyName',
  takes: properties,
  reads: ['PolicyDocument', 'Path'],
  grants: 'Roles',
  tagging: { property: 'Tags', form: 'list' },
  async create(client, input) {
    const { Description, Path, PolicyDocument } = input.properties
    const { Policy } = await client.call('iam', 'CreatePolicy', {
      PolicyName: input.name,
      PolicyDocument: documentText(PolicyDocument),
      ...defined({ Description, Path }),
      Tags: tagList(allTags(input)),
    })
    const arn = Policy?.Arn ?? ''
    for (const holder of holdersOf(input.properties)) await attach(client, holder, arn)
    return described(arn)
  },
  async find(client, sought) {
    const arn = `arn:${client.partition}:iam::${client.account}:policy${text(sought.properties.Path) ?? '/'}${sought.name}`
    const found = await present(client.call('iam', 'GetPolicy', { PolicyArn: arn }))
    if (found?.Policy === undefined) return undefined
    return claim(sought, fromTagList(found.Policy.Tags), { type, physicalId: arn })
  },
  async read(client, { physicalId = '', properties: known }) {
    const found = await present(client.call('iam', 'GetPolicy', { PolicyArn: physicalId }))
    if (found?.Policy === undefined) return undefined
    const VersionId = found.Policy.DefaultVersionId
    const { PolicyVersion } = await client.call('iam', 'GetPolicyVersion', {
      PolicyArn: physicalId,
      VersionId,
    })
    const live = { PolicyDocument: documentOf(PolicyVersion?.Document), Path: found.Policy.Path ?? '/' }
    return { properties: faithful(known, live), attributes: described(physicalId).attributes }
  },
  async update(client, physicalId, input) {
    await writeDocument(client, physicalId, input)
    await writeHolders(client, physicalId, input)
    await writeTags(client, physicalId, input)
    return described(physicalId)
  },
  async delete(client, { physicalId = '' }) {
    const found = await present(client.call('iam', 'ListEntitiesForPolicy', { PolicyArn: physicalId }))
    if (found === undefined) return
    const holders: readonly Holder[] = [
      ...(found.PolicyRoles ?? []).map(({ RoleName = '' }) => ({ kind: 'Role', name: RoleName }) as const),
      ...(found.PolicyUsers ?? []).map(({ UserName = '' }) => ({ kind: 'User', name: UserName }) as const),
      ...(found.PolicyGroups ?? []).map(
        ({ GroupName = '' }) => ({ kind: 'Group', name: GroupName }) as const,
      ),
    ]
    for (const holder of holders) await detach(client, holder, physicalId)
    await dropVersions(client, physicalId)
    await gone(client.call('iam', 'DeletePolicy', { PolicyArn: physicalId }))
  },
}

function described(arn: string) {
  return { physicalId: arn, attributes: { Ref: arn, PolicyArn: arn } }
}

async function writeDocument(
  client: AwsClient,
  PolicyArn: string,
  { properties: now, before }: Input,
): Promise<void> {
  if (equal(now.PolicyDocument, before?.PolicyDocument)) return
  // A policy has room for five versions, and nobody needs the old ones.
  await dropVersions(client, PolicyArn)
  const document = { PolicyDocument: documentText(now.PolicyDocument), SetAsDefault: true }
  await client.call('iam', 'CreatePolicyVersion', { PolicyArn, ...document })
}

async function dropVersions(client: AwsClient, PolicyArn: string): Promise<void> {
  const { Versions = [] } = await client.call('iam', 'ListPolicyVersions', { PolicyArn })
  for (const { VersionId, IsDefaultVersion } of Versions)
    if (!IsDefaultVersion) await gone(client.call('iam', 'DeletePolicyVersion', { PolicyArn, VersionId }))
}

async function writeHolders(
  client: AwsClient,
  arn: string,
  { properties: now, before }: Input,
): Promise<void> {
  const wanted = holdersOf(now)
  const known = holdersOf(before ?? {})
  for (const holder of wanted) if (!known.some(same(holder))) await attach(client, holder, arn)
  for (const holder of known) if (!wanted.some(same(holder))) await detach(client, holder, arn)
}

function same(one: Holder): (other: Holder) => boolean {
  return other => canonical({ ...one }) === canonical({ ...other })
}

async function writeTags(client: AwsClient, PolicyArn: string, input: Input): Promise<void> {
  const TagKeys = droppedTags(input.before, input)
  if (TagKeys.length === 0 && equal(list(input.properties.Tags), list(input.before?.Tags))) return
  await client.call('iam', 'TagPolicy', { PolicyArn, Tags: tagList(allTags(input)) })
  if (TagKeys.length > 0) await client.call('iam', 'UntagPolicy', { PolicyArn, TagKeys })
}
